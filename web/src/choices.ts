// A list of choices under a field while one types: search suggestions, members to name, tags. The field keeps the
// focus; arrows go through the list, Enter or Tab takes, Escape closes (ARIA combobox pattern, list autocomplete).
import { make } from './page';
import { plural } from './words';

export interface Choice {
  label: string;
  note?: string;
  take(): void;
}

let lists = 0;

export class Choices {
  readonly list: HTMLUListElement;
  private readonly status = make('span', { class: 'unseen', role: 'status' });
  private items: Choice[] = [];
  private at = -1;

  // `first`: is the first one chosen when the list opens? Not where Enter also sends what was typed.
  constructor(private readonly field: HTMLInputElement | HTMLTextAreaElement, label: string, private readonly first: boolean) {
    this.list = make('ul', { class: 'choices', role: 'listbox', id: `choices-${++lists}`, 'aria-label': label, hidden: true });
    field.setAttribute('aria-autocomplete', 'list');
    field.setAttribute('aria-controls', this.list.id);
    field.autocomplete = 'off';
    // A text area has no role of combobox: its list is announced by the status.
    if (field instanceof HTMLInputElement) {
      field.setAttribute('role', 'combobox');
      field.setAttribute('aria-expanded', 'false');
    }
    field.after(this.list, this.status);
    (field as HTMLElement).addEventListener('keydown', (event) => this.key(event));
    field.addEventListener('blur', () => this.close());
  }

  get isOpen(): boolean {
    return !this.list.hidden;
  }

  show(items: Choice[]): void {
    this.items = items;
    this.list.replaceChildren(...items.map((item, index) => this.row(item, index)));
    const shown = items.length > 0;
    this.list.hidden = !shown;
    this.expanded(shown);
    this.status.textContent = shown ? plural('choices', items.length) : '';
    this.choose(shown && this.first ? 0 : -1);
  }

  close(): void {
    if (this.isOpen) this.show([]);
  }

  private row({ label, note }: Choice, index: number): HTMLLIElement {
    const row = make('li', { role: 'option', id: `${this.list.id}-${index}`, 'aria-selected': 'false' }, label);
    if (note) row.append(' ', make('span', { class: 'quiet small' }, note));
    row.addEventListener('mousedown', (event) => event.preventDefault()); // the focus stays in the field
    row.addEventListener('click', () => this.take(index));
    return row;
  }

  private expanded(shown: boolean): void {
    if (this.field instanceof HTMLInputElement) this.field.setAttribute('aria-expanded', String(shown));
  }

  private choose(index: number): void {
    this.at = index;
    [...this.list.children].forEach((row, each) => row.setAttribute('aria-selected', String(each === index)));
    const row = this.list.children[index];
    if (row) {
      this.field.setAttribute('aria-activedescendant', row.id);
      row.scrollIntoView({ block: 'nearest' });
    } else {
      this.field.removeAttribute('aria-activedescendant');
    }
  }

  private take(index: number): void {
    const item = this.items[index];
    this.close();
    item?.take();
  }

  private key(event: KeyboardEvent): void {
    if (!this.isOpen || event.isComposing) return;
    const count = this.items.length;
    if (event.key === 'ArrowDown') this.choose((this.at + 1) % count);
    else if (event.key === 'ArrowUp') this.choose((this.at - 1 + count) % count);
    else if (event.key === 'Escape') this.close();
    else if ((event.key === 'Enter' || (event.key === 'Tab' && this.first)) && this.at >= 0) this.take(this.at);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

// Asks the server for a list; answers null when the question has grown old meanwhile.
export function asker(): <Answer>(address: string) => Promise<Answer | null> {
  let latest = 0;
  return async (address) => {
    const mine = ++latest;
    try {
      const response = await fetch(address, { headers: { Accept: 'application/json' }, credentials: 'same-origin' });
      return mine === latest && response.ok ? await response.json() : null;
    } catch {
      return null;
    }
  };
}
