// In the cockpit: a condition is counted while it is edited, and a choice that changes which fields a row has brings
// them, with the focus where it was. What is typed meanwhile is never overwritten: then it is asked once more.
import type { Answer, Wanted } from './trusted';

const pause = 500; // milliseconds after the last key
let turn = 0; // a later question overtakes an earlier one
let waiting = 0;
let changed = ''; // the choice whose fields are still to come; empty: none

function typed(form: HTMLFormElement): URLSearchParams {
  const words = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') words.append(name, value);
  return words;
}

function pageFor(form: HTMLFormElement, words: URLSearchParams, what = 'again'): Promise<Answer> {
  const body = new URLSearchParams(words);
  body.set('do', what);
  const request = { method: 'POST', body };
  return new Promise((take) =>
    document.dispatchEvent(
      new CustomEvent<Wanted>('parvis-page-wanted', { detail: { address: form.action, request, take } }),
    ),
  );
}

function replace(form: HTMLFormElement, fresh: HTMLFormElement): void {
  const here = document.activeElement;
  const name = here instanceof HTMLElement && form.contains(here) ? (here.getAttribute('name') ?? changed) : changed;
  const at = here instanceof HTMLTextAreaElement || (here instanceof HTMLInputElement && here.type === 'text') ? here.selectionEnd : null;
  changed = '';
  form.replaceWith(fresh);
  const there = fresh.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`);
  there?.focus();
  if (at !== null && (there instanceof HTMLInputElement || there instanceof HTMLTextAreaElement)) there.setSelectionRange(at, at);
}

function showCount(form: HTMLFormElement, fresh: HTMLFormElement): void {
  const shown = form.querySelector('.counted');
  shown?.replaceChildren(...(fresh.querySelector('.counted')?.childNodes ?? []));
  const wrong = fresh.querySelector('.field-error')?.textContent;
  if (shown && wrong && shown.childElementCount === 0) {
    const said = document.createElement('p');
    said.className = 'quiet small';
    said.textContent = wrong;
    shown.append(said);
  }
  shown?.removeAttribute('aria-busy');
}

// One more row, and the focus in it.
async function add(form: HTMLFormElement, what: string): Promise<void> {
  const before = new Set([...form.elements].map((one) => one.getAttribute('name')));
  const sent = typed(form);
  const { page } = await pageFor(form, sent, what);
  const fresh = page.querySelector<HTMLFormElement>('.segment-form');
  if (!fresh || typed(form).toString() !== sent.toString()) throw new TypeError('something else was typed meanwhile');
  turn += 1;
  changed = '';
  form.replaceWith(fresh);
  const fields = [...fresh.querySelectorAll<HTMLElement>('input:not([type=hidden]), select')];
  fields.find((one) => !before.has(one.getAttribute('name')))?.focus();
}

async function askAgain(form: HTMLFormElement): Promise<void> {
  const mine = ++turn;
  const sent = typed(form);
  const { page } = await pageFor(form, sent);
  if (mine !== turn) return;
  const fresh = page.querySelector<HTMLFormElement>('.segment-form');
  if (!fresh) throw new TypeError('not the page of the condition');
  if (!changed) return showCount(form, fresh);
  if (typed(form).toString() !== sent.toString()) return askAgain(form);
  replace(form, fresh);
}

// Where no answer comes: a choice is sent as the button beside it sends it, a count is none.
function ask(form: HTMLFormElement): void {
  const mine = turn + 1;
  askAgain(form).catch(() => {
    if (changed) return form.querySelector<HTMLButtonElement>('button[name=do][value=again]')?.click();
    if (mine !== turn) return;
    const shown = form.querySelector('.counted');
    shown?.replaceChildren();
    shown?.removeAttribute('aria-busy');
  });
}

let sending = false;
document.addEventListener('submit', (event) => {
  const { target: form, submitter } = event;
  if (sending || !(form instanceof HTMLFormElement) || !form.matches('.segment-form')) return;
  if (!(submitter instanceof HTMLButtonElement) || submitter.name !== 'do' || !submitter.value.startsWith('add:')) return;
  event.preventDefault();
  clearTimeout(waiting);
  add(form, submitter.value).catch(() => {
    sending = true;
    form.requestSubmit(submitter);
  });
});

document.addEventListener('change', (event) => {
  const choice = event.target;
  if (!(choice instanceof HTMLSelectElement) || !('again' in choice.dataset) || !choice.form) return;
  clearTimeout(waiting);
  changed = choice.name;
  ask(choice.form);
});

document.addEventListener('input', (event) => {
  const field = event.target;
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement)) return;
  const form = field.form;
  if (!form?.matches('.segment-form') || 'again' in field.dataset || !/^c\.|^condition$/.test(field.name)) return;
  form.querySelector('.counted')?.setAttribute('aria-busy', 'true');
  turn += 1;
  clearTimeout(waiting);
  waiting = window.setTimeout(() => ask(form), pause);
});
