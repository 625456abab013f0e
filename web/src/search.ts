// Suggestions under the search field: threads, tags, members. Enter without a choice searches for the words typed.
import { asker, Choices, type Choice } from './choices';
import { later } from './page';
import { word } from './words';

interface Found {
  url: string;
  title?: string;
  name?: string;
  handle?: string;
}
interface Suggestions {
  threads?: Found[];
  tags?: Found[];
  members?: Found[];
}

const pause = 150; // ms
const shortest = 2; // characters

function choicesOf(found: Found[] | undefined, note: string): Choice[] {
  return (found ?? []).map(({ url, title, name, handle }) => ({
    label: title ?? name ?? handle ?? '',
    note,
    take: () => location.assign(new URL(url, location.origin)),
  }));
}

export function startSearch(): void {
  const field = document.querySelector<HTMLInputElement>('#seek');
  if (!field) return;
  const choices = new Choices(field, word('suggestions'), false);
  const ask = asker();
  const look = later(pause, async () => {
    const typed = field.value.trim();
    if (typed.length < shortest) return choices.close();
    const found = await ask<Suggestions>(`/search/suggestions?q=${encodeURIComponent(typed)}`);
    if (!found || document.activeElement !== field) return;
    choices.show([
      ...choicesOf(found.threads, ''),
      ...choicesOf(found.tags, word('tag')),
      ...choicesOf(found.members, word('member')),
    ]);
  });
  field.addEventListener('input', look);
}
