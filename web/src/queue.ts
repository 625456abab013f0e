// The queue of those who decide, worked through with single keys: each decision leaves the list at once and is sent
// behind it, one after the other; what could not be sent comes back. More is fetched before the list runs short. The
// keys are those that the buttons name in data-key; without a script they are buttons and pages.
import { isTyping } from './page';
import type { Answer, Wanted } from './trusted';

const few = 10; // items left when the next page is fetched

// From the script of every page (trusted.ts), which answers to this event.
function pageAt(address: string): Promise<Answer> {
  return new Promise((take) => document.dispatchEvent(new CustomEvent<Wanted>('parvis-page-wanted', { detail: { address, take } })));
}

const keysAreOff = () => localStorage.getItem('single-keys') === 'off';

// Why the server did not take a decision, where it says so in a sentence.
class Refused extends Error {}
async function refusal(response: Response): Promise<Error> {
  const says = response.headers.get('content-type')?.startsWith('text/plain');
  return says ? new Refused(await response.text()) : new Error('not decided');
}

class Queue extends HTMLElement {
  private list!: HTMLUListElement;
  private status!: HTMLElement;
  private head: HTMLElement | null = null;
  private sending: Promise<void> = Promise.resolve();
  private next: string | null = null;

  connectedCallback(): void {
    const list = this.querySelector('ul');
    const status = this.querySelector<HTMLElement>('[role=status]');
    if (!list || !status) return;
    this.list = list;
    this.status = status;
    this.head = document.querySelector<HTMLElement>('[data-waiting]');
    const link = this.querySelector<HTMLAnchorElement>('a[rel=next]');
    this.next = link?.href ?? null;
    document.addEventListener('keydown', this.onKey, { capture: true });
    document.addEventListener('submit', this.onSubmit, { capture: true });
    document.querySelector<HTMLElement>('.queue-keys')?.removeAttribute('hidden');
    const wanted = this.items().find((item) => `#${item.id}` === location.hash);
    this.choose(wanted ?? this.items()[0], Boolean(wanted));
  }

  disconnectedCallback(): void {
    document.removeEventListener('keydown', this.onKey, { capture: true });
    document.removeEventListener('submit', this.onSubmit, { capture: true });
  }

  private items(): HTMLElement[] {
    return [...this.list.querySelectorAll<HTMLElement>(':scope > li')];
  }

  private present(): HTMLElement | null {
    return document.activeElement?.closest<HTMLElement>('parvis-queue li') ?? this.list.querySelector<HTMLElement>('li[data-present]');
  }

  private choose(item: HTMLElement | undefined, focus = true): void {
    for (const other of this.list.querySelectorAll('li[data-present]')) other.removeAttribute('data-present');
    if (!item) return;
    item.dataset.present = '';
    item.tabIndex = -1;
    if (!focus) return;
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: 'start' });
  }

  private step(direction: 1 | -1): void {
    const items = this.items();
    const at = items.indexOf(this.present() as HTMLElement);
    this.choose(items[Math.max(0, Math.min(at + direction, items.length - 1))]);
  }

  private ticked(): HTMLElement[] {
    return this.items().filter((item) => item.querySelector<HTMLInputElement>('[data-tick]')?.checked);
  }

  // What was unfolded is folded away again, and the keys are the list's.
  private foldAway(target: EventTarget | null): boolean {
    const details = target instanceof Element && this.contains(target) ? target.closest<HTMLDetailsElement>('details.turning[open]') : null;
    if (!details) return false;
    details.open = false;
    this.choose(details.closest<HTMLElement>('li') ?? undefined);
    return true;
  }

  private onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && this.foldAway(event.target)) {
      event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || keysAreOff() || document.querySelector('dialog[open]')) return;
    if (!this.use(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  // Whether the key means something here.
  private use(key: string): boolean {
    const item = this.present();
    if (key === 'j') this.step(1);
    else if (key === 'k') this.step(-1);
    else if (key === 'u') document.querySelector<HTMLButtonElement>('[data-undo]:not([hidden]) button')?.click();
    else if (!item) return false;
    else if (key === 's') this.tick(item);
    else if (key === 'o') item.querySelector<HTMLAnchorElement>('[data-key=o], .meta a')?.click();
    else if (key === (this.dataset.unfold ?? 'x')) this.unfold(item);
    else return this.press(key, item);
    return true;
  }

  private tick(item: HTMLElement): void {
    const box = item.querySelector<HTMLInputElement>('[data-tick]');
    if (box) box.checked = !box.checked;
    this.step(1);
  }

  private unfold(item: HTMLElement): void {
    const details = item.querySelector<HTMLDetailsElement>('details.turning');
    if (!details) return;
    details.open = true;
    details.querySelector<HTMLElement>('textarea, select')?.focus();
  }

  // With several ticked, the key is that of all of them.
  private press(key: string, item: HTMLElement): boolean {
    const place = this.ticked().length > 0 && key !== 'e' ? document.getElementById('bulk') : item;
    const control = place?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
    control?.click();
    return Boolean(control);
  }

  private onSubmit = (event: SubmitEvent): void => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || event.defaultPrevented) return;
    if (form.matches('[data-undo]')) return this.undo(event, form);
    const bulk = form.id === 'bulk';
    if (!bulk && !this.contains(form)) return;
    const items = bulk ? this.ticked() : [form.closest<HTMLElement>('li')].filter((item) => item !== null);
    if (items.length === 0) return;
    // Words that are missing are asked for by the page itself.
    const sent = new FormData(form, event.submitter);
    if (sent.get('decision') === 'no' && String(sent.get('reason') ?? '').trim() === '') return;
    // What is given to somebody stays in the list, with their name.
    if (sent.get('decision') === 'give') return;
    event.preventDefault();
    event.stopPropagation();
    this.decide(form, items, [...sent].map(([name, value]) => [name, String(value)]));
  };

  private decide(form: HTMLFormElement, items: HTMLElement[], fields: string[][]): void {
    const all = this.items();
    const after = all.slice(all.indexOf(items[items.length - 1] as HTMLElement) + 1).find((item) => !items.includes(item));
    const before = all.filter((item) => !items.includes(item)).pop();
    const places = items.map((item) => [item, item.nextElementSibling] as const);
    const action = form.action;
    for (const item of items) item.remove();
    this.count(-items.length);
    this.choose(after ?? before);
    this.say();
    this.sending = this.sending.then(() => this.send(action, fields)).catch((error: unknown) => this.putBack(places, error));
    if (this.items().length < few) void this.fetchMore();
  }

  private async send(action: string, fields: string[][]): Promise<void> {
    const response = await fetch(action, { method: 'POST', credentials: 'same-origin', headers: { 'X-Queue': '1' }, body: new URLSearchParams(fields) });
    if (response.status !== 204) throw await refusal(response);
    document.querySelector('[data-undo]')?.removeAttribute('hidden');
  }

  private putBack(places: (readonly [HTMLElement, Element | null])[], error: unknown): void {
    for (const [item, next] of [...places].reverse()) this.list.insertBefore(item, next?.isConnected ? next : null);
    this.count(places.length);
    this.choose(places[0]?.[0]);
    const why = error instanceof Refused ? ` ${error.message}` : '';
    this.status.textContent = `${this.dataset.failed ?? ''}${why}`;
  }

  // What the head of the page says of how much waits, on this page and the next. With the last of the list, what serves
  // to decide on several goes: appeals are decided one by one.
  private count(change: number): void {
    document.querySelector<HTMLElement>('.queue-tools')?.classList.toggle('over', this.items().length === 0 && !this.next);
    const head = this.head;
    if (!head) return;
    const left = Math.max(0, Number(head.dataset.waiting) + change);
    head.dataset.waiting = String(left);
    const { one, many, none } = head.dataset;
    head.textContent = (left === 0 ? none : left === 1 ? one : many?.replace('{n}', String(left))) ?? '';
  }

  private say(): void {
    const left = this.items().length;
    const over = left === 0 && !this.next;
    const words = over ? this.dataset.done : this.dataset.sent?.replace('{n}', String(left));
    this.status.textContent = words ?? '';
  }

  private async fetchMore(): Promise<void> {
    const address = this.next;
    if (!address) return;
    this.next = null;
    const { ok, page } = await pageAt(address);
    if (!ok) return;
    const known = new Set(this.items().map((item) => item.id));
    for (const item of page.querySelectorAll<HTMLElement>('parvis-queue > ul > li')) {
      if (!known.has(item.id)) this.list.append(document.adoptNode(item));
    }
    const link = page.querySelector<HTMLAnchorElement>('parvis-queue a[rel=next]');
    this.next = link ? new URL(link.getAttribute('href') ?? '', location.href).href : null;
    const shown = this.querySelector<HTMLAnchorElement>('a[rel=next]');
    if (shown && this.next) shown.href = this.next;
    else shown?.remove();
    if (!this.present()) this.choose(this.items()[0]);
    this.say();
  }

  // What is on its way comes first; the page then shows what waits again.
  private undo(event: SubmitEvent, form: HTMLFormElement): void {
    event.preventDefault();
    event.stopPropagation();
    void this.sending.then(() => form.submit());
  }
}

export function defineQueue(): void {
  customElements.define('parvis-queue', Queue);
}
