// Suggestions under the search fields: threads, tags, members. Enter without a choice searches for the words typed.
import { asker, Choices, type Choice } from './choices';
import { later } from './page';
import { word } from './words';

interface Found {
  url: string;
  title?: string;
  name?: string;
  handle?: string;
  note?: string;
}
interface Suggestions {
  threads?: Found[];
  tags?: Found[];
  members?: Found[];
}

const pause = 150; // ms
const shortest = 2; // characters

function choicesOf(found: Found[] | undefined, kind = ''): Choice[] {
  return (found ?? []).map(({ url, title, name, handle, note }) => ({
    label: title ?? name ?? handle ?? '',
    note: note ?? kind,
    take: () => location.assign(new URL(url, location.origin)),
  }));
}

function suggestUnder(field: HTMLInputElement): void {
  const choices = new Choices(field, word('suggestions'), false);
  const ask = asker();
  const look = later(pause, async () => {
    const typed = field.value.trim();
    if (typed.length < shortest) return choices.close();
    const found = await ask<Suggestions>(`/search/suggestions?q=${encodeURIComponent(typed)}`);
    if (!found || document.activeElement !== field) return;
    choices.show([...choicesOf(found.threads), ...choicesOf(found.tags, word('tag')), ...choicesOf(found.members, word('member'))]);
  });
  field.addEventListener('input', look);
}

// Fields left empty do not belong in the address of what was found.
function sendFilledFields(form: HTMLFormElement): void {
  form.addEventListener('formdata', ({ formData }) => {
    for (const [name, value] of [...formData]) if (value === '') formData.delete(name);
  });
}

export function startSearch(): void {
  document.querySelectorAll<HTMLFormElement>('.search-form').forEach(sendFilledFields);
  document.querySelectorAll<HTMLInputElement>('#seek, #search-words').forEach(suggestUnder);
}
