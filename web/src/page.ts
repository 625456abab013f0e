// What the server says of the page and of who reads it, and small tools every part uses.

export interface ThreadPage {
  thread: string;
  last: number; // number of the thread's last post
  from: number; // first number of this page
  is_last: boolean;
}

function pageData(): Partial<ThreadPage> {
  const data = document.getElementById('content')?.dataset.page;
  return data ? (JSON.parse(data) as Partial<ThreadPage>) : {};
}

export const thread: ThreadPage | null = (() => {
  const { thread: id, last, from, is_last } = pageData();
  return id && last !== undefined && from !== undefined ? { thread: id, last, from, is_last: !!is_last } : null;
})();

export const signedIn = document.body.dataset.member !== undefined;

// What is sent with everything that is posted.
export function formToken(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="form-token"]')?.content ?? '';
}

// Posts fields as a form would; answers the response.
export function post(address: string, fields: Record<string, string>, accept = 'application/json'): Promise<Response> {
  const body = new URLSearchParams({ ...fields, form_token: formToken() });
  return fetch(address, { method: 'POST', body, headers: { Accept: accept }, credentials: 'same-origin' });
}

export type Attributes = Record<string, string | boolean | number>;

// An element with attributes and children; never from text that is markup.
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, '');
    else if (value !== false) element.setAttribute(key, String(value));
  }
  element.append(...children);
  return element;
}

// Calls `action` once the calls have stopped for `wait` milliseconds.
export function later<Args extends unknown[]>(wait: number, action: (...args: Args) => void) {
  let timer = 0;
  const call = (...args: Args) => {
    clearTimeout(timer);
    timer = window.setTimeout(() => action(...args), wait);
  };
  call.cancel = () => clearTimeout(timer);
  return call;
}

// Keys mean words there: a ticked box or a button takes none.
const typedIn = 'textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=reset])';
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches(typedIn));
}
