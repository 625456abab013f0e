// Drafts kept on the server a moment after typing stops. Leaving is only warned of while something is not kept.
import { later, post } from './page';
import { word } from './words';

const pause = 1500; // ms

function fieldsOf(form: HTMLFormElement, place: string): Record<string, string> {
  const data = new FormData(form);
  const value = (name: string) => String(data.get(name) ?? '');
  return { place, title: value('title'), body: value('body'), tags: value('tags') };
}

export function keepDrafts(form: HTMLFormElement, place: string): void {
  const state = form.querySelector<HTMLElement>('[data-draft-state]');
  const say = (text: string) => {
    if (state && state.textContent !== text) state.textContent = text;
  };
  let dirty = false;
  let sending = false;
  let under_way: Promise<void> | null = null;

  const keep = async () => {
    dirty = false;
    try {
      const response = await post('/drafts', fieldsOf(form, place));
      const { kept, problem } = (await response.json()) as { kept?: boolean; problem?: string };
      say(kept ? word('draft_kept') : (problem ?? word('draft_not_kept')));
      if (!kept) dirty = true;
    } catch {
      dirty = true;
      say(word('draft_not_kept'));
    }
  };
  const start = later(pause, () => {
    under_way = (under_way ?? Promise.resolve()).then(keep).finally(() => (under_way = null));
  });

  form.addEventListener('input', () => {
    dirty = true;
    start();
  });
  // A draft on its way must not arrive after what it became.
  form.addEventListener('submit', (event) => {
    start.cancel();
    sending = true;
    if (!under_way) return;
    event.preventDefault();
    void under_way.then(() => form.requestSubmit(event.submitter));
  });
  window.addEventListener('pageshow', () => (sending = false));
  window.addEventListener('beforeunload', (event) => {
    if (dirty && !sending) event.preventDefault();
  });
}
