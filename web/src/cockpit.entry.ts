// In the cockpit: a condition is counted while it is edited, and a choice that changes which fields a row has brings
// them at once, with the focus where it was.
import type { Answer, Wanted } from './trusted';

const pause = 500; // milliseconds after the last key
let asked = 0; // a later question overtakes an earlier one
let waiting = 0;

function askAgain(form: HTMLFormElement): Promise<Answer> {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
  body.set('do', 'again');
  const request = { method: 'POST', body };
  return new Promise((take) =>
    document.dispatchEvent(
      new CustomEvent<Wanted>('parvis-page-wanted', { detail: { address: form.action, request, take } }),
    ),
  );
}

async function count(form: HTMLFormElement): Promise<void> {
  const mine = ++asked;
  const { page } = await askAgain(form);
  const fresh = page.querySelector('.segment-form .counted');
  const shown = form.querySelector('.counted');
  if (mine !== asked || !fresh || !shown) return;
  shown.replaceChildren(...fresh.childNodes);
  shown.removeAttribute('aria-busy');
}

async function change(form: HTMLFormElement, name: string): Promise<void> {
  const mine = ++asked;
  const { page } = await askAgain(form);
  const fresh = page.querySelector<HTMLFormElement>('.segment-form');
  if (mine !== asked || !fresh) return;
  form.replaceWith(fresh);
  fresh.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`)?.focus();
}

document.addEventListener('change', (event) => {
  const choice = event.target;
  if (!(choice instanceof HTMLSelectElement) || !('again' in choice.dataset) || !choice.form) return;
  const form = choice.form;
  clearTimeout(waiting);
  change(form, choice.name).catch(() => form.querySelector<HTMLButtonElement>('button[name=do][value=again]')?.click());
});

document.addEventListener('input', (event) => {
  const field = event.target;
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement)) return;
  const form = field.form;
  if (!form?.matches('.segment-form') || 'again' in field.dataset || !/^c\.|^condition$/.test(field.name)) return;
  form.querySelector('.counted')?.setAttribute('aria-busy', 'true');
  asked += 1;
  clearTimeout(waiting);
  waiting = window.setTimeout(() => {
    count(form).catch(() => form.querySelector('.counted')?.replaceChildren());
  }, pause);
});
