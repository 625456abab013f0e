// A form on its way says so and is not sent twice. The server takes what comes twice for one (src/forum/repetition.h);
// this spares the wait, and the doubt.
import { word } from './words';

const patience = 400; // ms before the button says what it does
const release = 10_000; // ms after which it may be pressed again: a sending that was stopped says nothing

function hold(form: HTMLFormElement, button: HTMLElement | null): void {
  form.ariaBusy = 'true';
  const label = button?.textContent ?? '';
  const say = setTimeout(() => button?.classList.contains('main') && (button.textContent = word('sending')), patience);
  const free = () => {
    clearTimeout(say);
    clearTimeout(end);
    form.ariaBusy = null;
    if (button && label) button.textContent = label;
  };
  const end = setTimeout(free, release);
  addEventListener('pageshow', (event) => event.persisted && free(), { once: true });
}

export function startSending(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.method !== 'post') return;
    if (form.ariaBusy === 'true') event.preventDefault();
    else hold(form, event.submitter ?? form.querySelector<HTMLElement>('button.main'));
  });
}
