// Keys for those who read with the keyboard: next and previous post, reply, search, and a list of them all. Single keys
// can be turned off there, since they disturb who speaks to their machine (WCAG 2.2, 2.1.4).
import { isTyping, make } from './page';
import { word } from './words';

const setting = 'single-keys';
const enabled = () => localStorage.getItem(setting) !== 'off';

function step(direction: 1 | -1): void {
  const posts = [...document.querySelectorAll<HTMLElement>('article.post')];
  const middle = window.innerHeight / 3;
  const focused = posts.indexOf(document.activeElement?.closest('article.post') as HTMLElement);
  const shown = posts.findIndex((post) => post.getBoundingClientRect().bottom > middle);
  const at = focused >= 0 ? focused + direction : direction === 1 && posts[shown] && posts[shown].getBoundingClientRect().top > middle ? shown : shown + direction;
  const post = posts[Math.max(0, Math.min(at, posts.length - 1))];
  if (!post) return;
  post.tabIndex = -1;
  post.focus({ preventScroll: true });
  post.scrollIntoView({ block: 'start' });
}

function reply(): void {
  const post = document.activeElement?.closest('article.post') ?? document;
  const link = post.querySelector<HTMLElement>('[data-reply]');
  const field = document.querySelector<HTMLElement>('#reply textarea, .composer textarea');
  if (post !== document && link) link.click();
  else field?.focus();
}

const keys: Record<string, [string, () => void]> = {
  j: ['key_next', () => step(1)],
  k: ['key_previous', () => step(-1)],
  r: ['key_reply', reply],
  '/': ['key_search', () => document.querySelector<HTMLInputElement>('#seek, #search-words')?.focus()],
  '?': ['key_help', () => help()],
};

// Where a key of conversations means something.
const places: Record<string, string> = { j: 'article.post', k: 'article.post', r: '[data-reply], #reply textarea, .composer textarea' };
const isHere = (key: string) => !places[key] || document.querySelector(places[key]) !== null;

// The page's own keys first, where it has some.
function dialog(): HTMLDialogElement {
  const list = make('dl', { class: 'keys' });
  for (const row of document.querySelector('.queue-keys dl')?.children ?? []) list.append(row.cloneNode(true));
  for (const [key, [name]] of Object.entries(keys).filter(([key]) => isHere(key))) list.append(make('dt', {}, make('kbd', {}, key)), make('dd', {}, word(name)));
  if (document.querySelector('main textarea')) list.append(make('dt', {}, make('kbd', {}, 'Ctrl+Enter')), make('dd', {}, word('key_send')));
  const box = make('input', { type: 'checkbox', id: 'single-keys', checked: enabled() });
  box.addEventListener('change', () => localStorage.setItem(setting, box.checked ? 'on' : 'off'));
  const choice = make('div', { class: 'choice' }, box, make('label', { for: 'single-keys' }, word('single_keys')));
  const close = make('button', { class: 'button' }, word('close'));
  const title = make('h2', { id: 'keys-title' }, word('keys'));
  const made = make('dialog', { class: 'keys-dialog', 'aria-labelledby': 'keys-title' }, title, list, choice, make('form', { method: 'dialog' }, close));
  made.addEventListener('close', () => made.remove());
  document.body.append(made);
  return made;
}

function help(): void {
  if (!document.querySelector('dialog[open]')) dialog().showModal();
}

// Sends what one is writing, as the button after it would. A composer sends by itself.
function send(event: KeyboardEvent): void {
  const field = event.target;
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
  if (!(field instanceof HTMLTextAreaElement) || !field.form) return;
  const parts = [...field.form.elements];
  const button = parts.slice(parts.indexOf(field)).find((part) => part instanceof HTMLButtonElement && part.type === 'submit');
  event.preventDefault();
  field.form.requestSubmit(button as HTMLButtonElement | undefined);
}

export function startKeyboard(): void {
  document.addEventListener('keydown', send);
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector('dialog[open]')) return;
    const use = keys[event.key]?.[1];
    if (!use || !enabled()) return;
    event.preventDefault();
    use();
  });
  const button = make('button', { type: 'button', class: 'keys-button' }, word('keys'));
  button.addEventListener('click', help);
  document.querySelector('.foot-row')?.append(button);
}
