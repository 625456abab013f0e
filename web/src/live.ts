// The page as it goes on: new replies at the foot of an open thread, the count on the bell, and what moves in the posts
// (live_posts.ts). Nothing that is being read moves. After a lost connection the page asks for what came meanwhile, by
// number, so nothing is missed.
import { followPosts } from './live_posts';
import { make, post, signedIn, thread } from './page';
import { keepStream, type Hear } from './stream';
import { fetchPage } from './trusted';
import { language, plural } from './words';

const mostPages = 5; // fetched in one go; a page that slept longer leads on by a link
const title = document.title;

let last = thread?.last ?? 0; // number of the last post shown or announced
let wanted = last; // number of the last one heard of
let unseen = 0;
const fresh = new Set<Element>(); // appended, and not looked at yet
let bar: HTMLAnchorElement | null = null;

const posts = document.querySelector<HTMLElement>('[data-posts]');
const addressOf = (number: number) => `/threads/${thread?.thread}/-/${number}#post-${number}`;

function showTitle(): void {
  document.title = unseen > 0 && document.hidden ? `(${unseen}) ${title}` : title;
}

// A quiet line at the foot of the window, that leads to the first of them.
function announce(first: number): void {
  if (!bar) {
    bar = make('a', { class: 'button main new-replies', 'aria-live': 'polite', href: addressOf(first) });
    document.body.append(bar);
  }
  bar.textContent = plural('new_replies', unseen);
  showTitle();
}

function seen(): void {
  if (unseen === 0) return;
  unseen = 0;
  bar?.remove();
  bar = null;
  showTitle();
  if (signedIn && thread) void post(`/threads/${thread.thread}/read`, { number: String(last) }).catch(() => undefined);
}

const watcher = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting || document.hidden) continue;
    watcher.unobserve(target);
    fresh.delete(target);
    seen();
  }
});

// Who writes at the foot of the page keeps their field where it is.
function keepPlace(change: () => void): void {
  const held = document.activeElement?.closest('#reply') ? document.activeElement : null;
  const before = held?.getBoundingClientRect().top ?? 0;
  const settle = () => held && window.scrollBy(0, held.getBoundingClientRect().top - before);
  change();
  settle();
  requestAnimationFrame(settle); // after the browser's own anchoring
}

function append(page: Document): number {
  let added = 0;
  for (const article of page.querySelectorAll<HTMLElement>('article.post')) {
    const number = Number(article.id.replace('post-', ''));
    if (!(number > last) || document.getElementById(article.id)) continue;
    posts?.append(document.adoptNode(article));
    watcher.observe(article);
    fresh.add(article);
    last = number;
    added += 1;
  }
  return added;
}

let fetching = false;

async function fetchReplies(): Promise<void> {
  const first = last + 1;
  for (let pages = 0; pages < mostPages; ++pages) {
    const { ok, page } = await fetchPage(`/threads/${thread?.thread}/posts?after=${last}`);
    let added = 0;
    if (ok) keepPlace(() => (added = append(page)));
    if (added === 0) break;
    unseen += added;
  }
  if (last >= first && unseen > 0) announce(first); // those on screen were seen meanwhile
}

function catchUp(): void {
  if (fetching) return;
  fetching = true;
  const heard = wanted;
  void fetchReplies()
    .catch(() => undefined) // the next event, or the line that stands again, asks once more
    .finally(() => {
      fetching = false;
      if (wanted > heard && wanted > last) catchUp();
    });
}

function hearPost(number: number): void {
  if (!thread || number <= last) return;
  wanted = number;
  if (thread.is_last) return catchUp();
  unseen += number - last;
  const first = last + 1;
  last = number;
  announce(first);
}

function showBell(unread: number): void {
  const bell = document.querySelector<HTMLElement>('[data-bell]');
  const count = document.querySelector<HTMLElement>('[data-bell-count]');
  if (!bell || !count) return;
  bell.classList.toggle('calm', unread === 0);
  count.hidden = unread === 0;
  count.textContent = new Intl.NumberFormat(language, { notation: 'compact' }).format(unread);
}

function hear(on: Hear): void {
  on('post', ({ thread: id, number }) => {
    if (id === thread?.thread) hearPost(Number(number));
  });
  on('notification', ({ unread }) => showBell(Number(unread)));
  on('reload', back);
  followPosts(on);
}

// The line stands again, or too much passed meanwhile.
function back(): void {
  if (thread?.is_last) catchUp();
}

export function startLive(): void {
  if (!thread && !signedIn) return;
  keepStream(thread ? `/live?thread=${thread.thread}&shown=${thread.last}` : '/live', hear, back);
  document.addEventListener('visibilitychange', () => {
    showTitle();
    if (document.hidden) return;
    // Those that came on screen while the window was hidden are looked at now.
    for (const article of fresh) {
      watcher.unobserve(article);
      watcher.observe(article);
    }
  });
}
