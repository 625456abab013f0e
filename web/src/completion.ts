// Names completed while one types: members after an @, tags between commas.
import { asker, Choices } from './choices';
import { typeOver } from './editing';
import { later } from './page';
import { plural, word } from './words';

interface Members {
  items: { handle: string; name: string }[];
}
interface Tags {
  items: { name: string; threads: number }[];
}

const pause = 120; // ms between a key and the question

// Where in the window the character at `index` stands, by a twin of the field that is laid out like it.
function placeOf(field: HTMLTextAreaElement, index: number): { left: number; top: number } {
  const twin = document.createElement('div');
  const look = getComputedStyle(field);
  for (const property of ['font', 'padding', 'border', 'lineHeight', 'letterSpacing', 'boxSizing'] as const) {
    twin.style[property] = look[property];
  }
  Object.assign(twin.style, { position: 'absolute', visibility: 'hidden', whiteSpace: 'pre-wrap', overflowWrap: 'break-word', width: `${field.offsetWidth}px` });
  twin.textContent = field.value.slice(0, index);
  const mark = document.createElement('span');
  mark.textContent = '\u200b';
  twin.append(mark);
  document.body.append(twin);
  const place = { left: mark.offsetLeft, top: mark.offsetTop + mark.offsetHeight - field.scrollTop };
  twin.remove();
  return place;
}

export function completeMembers(field: HTMLTextAreaElement): void {
  const choices = new Choices(field, word('members'), true);
  const ask = asker();
  const look = later(pause, async () => {
    const end = field.selectionStart;
    const typed = /(?:^|[\s(>])@([\w-]{1,30})$/.exec(field.value.slice(0, end))?.[1];
    if (typed === undefined || end !== field.selectionEnd) return choices.close();
    const found = await ask<Members>(`/members.json?q=${encodeURIComponent(typed)}`);
    if (!found || document.activeElement !== field) return;
    const start = end - typed.length;
    const { left, top } = placeOf(field, start);
    Object.assign(choices.list.style, { left: `${field.offsetLeft + Math.min(left, field.offsetWidth - 220)}px`, top: `${field.offsetTop + top}px` });
    choices.show(found.items.map(({ handle, name }) => ({ label: name, note: `@${handle}`, take: () => typeOver(field, start, end, `${handle} `) })));
  });
  field.addEventListener('input', look);
}

export function completeTags(field: HTMLInputElement): void {
  const choices = new Choices(field, word('tags'), false);
  const ask = asker();
  const look = later(pause, async () => {
    const end = field.selectionStart ?? field.value.length;
    const start = field.value.lastIndexOf(',', end - 1) + 1;
    const typed = field.value.slice(start, end).trim();
    if (!typed) return choices.close();
    const found = await ask<Tags>(`/tags.json?q=${encodeURIComponent(typed)}`);
    if (!found || document.activeElement !== field) return;
    // What is typed in full needs no suggestion, which would only hide the button below.
    const others = found.items.filter(({ name }) => name !== typed);
    choices.show(others.map(({ name, threads }) => ({
      label: name,
      note: plural('threads', threads),
      take: () => typeOver(field, start, end, `${start > 0 ? ' ' : ''}${name}, `),
    })));
  });
  field.addEventListener('input', look);
}
