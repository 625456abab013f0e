// Small forms (reactions, votes, follow, comments) sent without leaving the page: the answer is the whole page they
// lead to, and the same piece of it takes the place of the one here. Whenever that fails, the browser sends the form.
import { fetchPage } from './trusted';

const small = 'form[data-enhance], form[data-reactions], form[data-votes], form[data-follow], form.comment-form';
const native = new WeakSet<HTMLFormElement>();

// What the form stands in and is exchanged with it: the foot of the post for a reaction, the whole post for a comment.
function pieceOf(form: HTMLFormElement): Element {
  if (form.matches('.comment-form')) return form.closest('article[id]') ?? form;
  return form.closest('.post-foot') ?? form;
}

function samePiece(piece: Element, page: Document): Element | null {
  if (piece.id) return page.getElementById(piece.id);
  if (piece.matches('.post-foot')) return page.getElementById(piece.closest('article')?.id ?? '')?.querySelector('.post-foot') ?? null;
  return page.querySelector(`form[action="${CSS.escape(piece.getAttribute('action') ?? '')}"]`);
}

// The focus goes to the button that does the same, or stands in the same place.
function focusLikewise(piece: Element, buttons: HTMLButtonElement[], pressed: HTMLElement | null): void {
  const fresh = [...piece.querySelectorAll('button')];
  const { name = '', value = '' } = (pressed ?? {}) as Partial<HTMLButtonElement>;
  const same = fresh.find((each) => value !== '' && each.name === name && each.value === value);
  const target = same ?? fresh[Math.max(buttons.indexOf(pressed as HTMLButtonElement), 0)];
  target?.focus({ preventScroll: true });
}

function exchange(piece: Element, page: Document, pressed: HTMLElement | null): boolean {
  const fresh = samePiece(piece, page);
  if (!fresh) return false;
  const buttons = [...piece.querySelectorAll('button')];
  piece.replaceWith(document.adoptNode(fresh));
  focusLikewise(fresh, buttons, pressed);
  return true;
}

async function send(form: HTMLFormElement, pressed: HTMLElement | null): Promise<void> {
  const fields = [...new FormData(form, pressed)].map(([name, value]) => [name, String(value)]);
  form.setAttribute('aria-busy', 'true');
  try {
    const answer = await fetchPage(form.action, { method: 'POST', body: new URLSearchParams(fields) });
    if (answer.ok && exchange(pieceOf(form), answer.page, pressed)) return;
  } catch {
    // The browser's own way says what is wrong.
  }
  form.removeAttribute('aria-busy');
  native.add(form);
  form.requestSubmit(pressed);
}

export function startEnhancing(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || event.defaultPrevented || !form.matches(small)) return;
    if (native.delete(form)) return;
    event.preventDefault();
    if (form.getAttribute('aria-busy') !== 'true') void send(form, event.submitter);
  });
}
