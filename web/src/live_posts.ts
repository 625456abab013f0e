// What moves in the posts of an open thread: votes and reactions are set from what the event says; edits, comments and
// deletions are fetched, each reader at a moment of their own so that the server is not asked by all at once.
import type { Hear } from './stream';
import { fetchPage } from './trusted';
import { language } from './words';

const spread = 3000; // ms over which readers ask
const exact = new Intl.NumberFormat(language);
const compact = new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 });

const postWith = (id: unknown) => document.querySelector<HTMLElement>(`article.post[data-post="${CSS.escape(String(id))}"]`);

function showVote({ post, up, down }: Record<string, unknown>): void {
  const score = postWith(post)?.querySelector('[data-score]')?.firstChild;
  const value = Number(up) - Number(down);
  if (score) score.textContent = (value < 0 ? '−' : '') + exact.format(Math.abs(value));
}

// "thanks:3 useful:1" into the buttons that stand there; false when one is missing.
function showReactions(post: HTMLElement, folded: string): boolean {
  const counts = new Map(folded.split(' ').filter(Boolean).map((each) => each.split(':') as [string, string]));
  const shown = [...post.querySelectorAll<HTMLElement>('.post-foot > form[data-reactions] > button, .post-foot > [data-kind]')];
  for (const element of shown) {
    const kind = element.dataset.kind ?? (element as HTMLButtonElement).value;
    const count = Number(counts.get(kind) ?? 0);
    const name = element.textContent?.split(' · ')[0] ?? '';
    element.textContent = count === 0 ? name : `${name} · ${compact.format(count)}`;
    counts.delete(kind);
  }
  return counts.size === 0;
}

const asked = new Set<string>();

const filledIn = 'input, textarea, select, [contenteditable]';

// The post as it stands now, unless somebody is at work in it.
async function fetchPost(id: string): Promise<void> {
  asked.delete(id);
  const post = postWith(id);
  if (!post || post.contains(document.activeElement) && document.activeElement?.matches(filledIn)) return;
  if (post.querySelector('details[open]')) return;
  const { ok, page } = await fetchPage(`/posts/${id}`, { headers: { 'X-Glance': '1' } });
  const fresh = ok ? page.getElementById(post.id) : null;
  if (!fresh) return;
  const focused = post.contains(document.activeElement);
  post.replaceWith(document.adoptNode(fresh));
  if (focused) {
    fresh.tabIndex = -1;
    fresh.focus({ preventScroll: true });
  }
}

function ask(id: string): void {
  if (!postWith(id) || asked.has(id)) return;
  asked.add(id);
  window.setTimeout(() => void fetchPost(id).catch(() => undefined), Math.random() * spread);
}

export function followPosts(on: Hear): void {
  on('vote', showVote);
  on('reaction', ({ post, reactions }) => {
    const article = postWith(post);
    if (article && !showReactions(article, String(reactions))) ask(String(post));
  });
  for (const name of ['edit', 'comment', 'deleted']) on(name, ({ post }) => ask(String(post)));
}
