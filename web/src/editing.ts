// Changing the text of a field as if it had been typed: the cursor follows, and undo takes it back.

export function typeOver(field: HTMLTextAreaElement | HTMLInputElement, start: number, end: number, text: string): void {
  field.focus();
  field.setSelectionRange(start, end);
  // The old command alone keeps the browser's undo; where it is gone, the text is set.
  if (document.execCommand('insertText', false, text)) return;
  field.setRangeText(text, start, end, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

// Puts marks around the selection, or takes them away when they are there.
export function wrap(field: HTMLTextAreaElement, mark: string): void {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const chosen = value.slice(start, end);
  const around = value.slice(start - mark.length, start) === mark && value.slice(end, end + mark.length) === mark;
  if (around) {
    typeOver(field, start - mark.length, end + mark.length, chosen);
    field.setSelectionRange(start - mark.length, end - mark.length);
  } else {
    typeOver(field, start, end, mark + chosen + mark);
    field.setSelectionRange(start + mark.length, end + mark.length);
  }
}

// Puts a mark before each line of the selection, or takes it away when all have it.
export function prefix(field: HTMLTextAreaElement, mark: string): void {
  const { value } = field;
  const start = value.lastIndexOf('\n', field.selectionStart - 1) + 1;
  const stop = value.indexOf('\n', field.selectionEnd);
  const end = stop < 0 ? value.length : stop;
  const lines = value.slice(start, end).split('\n');
  const marked = lines.every((line) => line.startsWith(mark));
  const text = lines.map((line) => (marked ? line.slice(mark.length) : mark + line)).join('\n');
  typeOver(field, start, end, text);
  field.setSelectionRange(start, start + text.length);
}

export function link(field: HTMLTextAreaElement, address = ''): void {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const chosen = value.slice(start, end);
  typeOver(field, start, end, `[${chosen}](${address})`);
  // The cursor where something is still to be typed.
  const place = chosen ? start + chosen.length + 3 : start + 1;
  field.setSelectionRange(place, place + (chosen ? address.length : 0));
}

// A block of lines on its own at the cursor: blank lines around, the cursor below.
export function insertBlock(field: HTMLTextAreaElement, text: string): void {
  const { selectionEnd: place, value } = field;
  const before = value.slice(0, place);
  const gap = before === '' ? '' : before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
  typeOver(field, place, place, `${gap}${text}\n\n`);
  field.scrollIntoView({ block: 'nearest' });
}
