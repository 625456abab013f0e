// The row of marks above the words. One stop of the Tab key; arrows go along it (ARIA toolbar pattern).
import { insertBlock, link, prefix, wrap } from './editing';
import { make } from './page';
import { word } from './words';

type Field = HTMLTextAreaElement;
interface Tool {
  name: string; // key of its word
  glyph: string;
  key?: string; // with Ctrl or Cmd
  use(field: Field): void;
}

function code(field: Field): void {
  const chosen = field.value.slice(field.selectionStart, field.selectionEnd);
  if (!chosen.includes('\n')) return wrap(field, '`');
  field.setRangeText('', field.selectionStart, field.selectionEnd, 'end');
  insertBlock(field, `\`\`\`\n${chosen}\n\`\`\``);
}

const tools: Tool[] = [
  { name: 'bold', glyph: 'B', key: 'b', use: (field) => wrap(field, '**') },
  { name: 'italic', glyph: 'I', key: 'i', use: (field) => wrap(field, '*') },
  { name: 'link', glyph: '', key: 'k', use: (field) => link(field) },
  { name: 'quote', glyph: '', use: (field) => prefix(field, '> ') },
  { name: 'list', glyph: '', use: (field) => prefix(field, '- ') },
  { name: 'code', glyph: '', use: code },
];

function buttonOf(tool: Tool, field: Field): HTMLButtonElement {
  const name = word(tool.name);
  const title = tool.key ? `${name} (Ctrl+${tool.key.toUpperCase()})` : name;
  const button = make('button', { type: 'button', class: `tool tool-${tool.name}`, title, tabindex: -1 }, tool.glyph || name);
  if (tool.glyph) button.setAttribute('aria-label', name);
  button.addEventListener('click', () => tool.use(field));
  return button;
}

function walk(buttons: HTMLButtonElement[], event: KeyboardEvent): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const at = buttons.indexOf(event.target as HTMLButtonElement);
  if (!step || at < 0) return;
  event.preventDefault();
  const next = buttons[(at + step + buttons.length) % buttons.length];
  buttons.forEach((button) => (button.tabIndex = button === next ? 0 : -1));
  next?.focus();
}

export function addToolbar(field: Field): HTMLElement {
  const buttons = tools.map((tool) => buttonOf(tool, field));
  if (buttons[0]) buttons[0].tabIndex = 0;
  const bar = make('div', { class: 'toolbar', role: 'toolbar', 'aria-label': word('formatting') }, ...buttons);
  bar.addEventListener('keydown', (event) => walk(buttons, event));
  field.before(bar);
  field.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    const tool = tools.find(({ key }) => key === event.key.toLowerCase());
    if (!tool) return;
    event.preventDefault();
    tool.use(field);
  });
  return bar;
}
