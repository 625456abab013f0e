// Quoting and answering one post in the form at the foot of its thread: the passage selected, or the whole of it. Where
// there is no form on the page, the links lead to a page that has one.
import { insertBlock } from './editing';
import { later, make, thread } from './page';
import { word } from './words';

const field = document.querySelector<HTMLTextAreaElement>('#reply textarea[name="body"]');
const longest = 1500; // characters of a passage

function postOf(node: Node | null): HTMLElement | null {
  const element = node instanceof Element ? node : (node?.parentElement ?? null);
  return element?.closest('.prose') ? element.closest<HTMLElement>('article.post[data-number]') : null;
}

// As src/core/text/markdown.h writes it: attribution, then the passage.
function quotation(post: HTMLElement, passage: string): string {
  const { author, number } = post.dataset;
  const lines = passage.trim().slice(0, longest).split('\n').map((line) => `> ${line}`.trimEnd());
  return [`> [@${author}, ${number}](/threads/${thread?.thread}/${number})`, ...lines].join('\n');
}

function quote(post: HTMLElement, passage: string): void {
  if (!field) {
    location.href = `/posts/${post.dataset.post}/reply?quote=${encodeURIComponent(passage)}`;
    return;
  }
  answer(post);
  field.setSelectionRange(field.value.length, field.value.length);
  insertBlock(field, quotation(post, passage));
}

// What the post says itself, without the quotations it holds.
function ownWords(post: HTMLElement): string {
  const words = post.querySelector('.prose')?.cloneNode(true) as HTMLElement | undefined;
  words?.querySelectorAll('blockquote').forEach((each) => each.remove());
  return words ? [...words.children].map((block) => block.textContent?.trim()).filter(Boolean).join('\n\n') : '';
}

// The reply is to this post; it can be taken back.
function answer(post: HTMLElement): void {
  const form = field?.form;
  if (!form || !field) return;
  form.querySelector('.reply-to')?.remove();
  const remove = make('button', { type: 'button', class: 'button bare', 'aria-label': word('reply_to_all') }, '×');
  const chip = make('p', { class: 'reply-to small row' }, word('reply_to', { author: post.dataset.author ?? '' }), remove,
    make('input', { type: 'hidden', name: 'reply_to', value: post.dataset.post ?? '' }));
  remove.addEventListener('click', () => {
    chip.remove();
    field.focus();
  });
  form.prepend(chip);
  field.focus();
  field.scrollIntoView({ block: 'center' });
}

const button = make('button', { type: 'button', class: 'button main quote-selection', hidden: true }, word('quote_this'));

function offer(): void {
  const selection = document.getSelection();
  const post = selection && !selection.isCollapsed ? postOf(selection.anchorNode) : null;
  const whole = post && post === postOf(selection?.focusNode ?? null);
  button.hidden = !whole || !selection?.toString().trim();
  if (button.hidden || !selection) return;
  const place = selection.getRangeAt(0).getBoundingClientRect();
  const top = place.bottom + window.scrollY + 8;
  const left = Math.max(8, Math.min(place.left + window.scrollX, document.documentElement.clientWidth - 120));
  Object.assign(button.style, { top: `${top}px`, left: `${left}px` });
}

function follow(event: MouseEvent): void {
  const target = event.target instanceof Element ? event.target.closest('[data-reply], [data-quote]') : null;
  const post = target?.closest<HTMLElement>('article.post[data-number]');
  if (!target || !post || !field || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (target.matches('[data-quote]')) quote(post, ownWords(post));
  else answer(post);
}

export function startQuoting(): void {
  if (!thread || !document.querySelector('[data-reply]')) return;
  document.body.append(button);
  document.addEventListener('selectionchange', later(200, offer));
  button.addEventListener('click', () => {
    const selection = document.getSelection();
    const post = postOf(selection?.anchorNode ?? null);
    if (selection && post) quote(post, selection.toString());
    selection?.removeAllRanges();
    button.hidden = true;
  });
  document.addEventListener('click', follow);
}
