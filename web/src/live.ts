// The page as it goes on: new replies at the foot of an open thread, the count on the bell, and what moves in the posts
// (live_posts.ts). Nothing that is being read moves. After a lost connection the page asks for what came meanwhile, by
// number, so nothing is missed.
import { followPosts, type Hear } from './live_posts';
import { make, post, signedIn, thread } from './page';
import { fetchPage } from './trusted';
import { language, plural } from './words';

const mostPages = 5; // fetched in one go; a page that slept longer leads on by a link
const title = document.title;

let last = thread?.last ?? 0; // number of the last post shown or announced
let unseen = 0;
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
    seen();
  }
});

function append(page: Document): number {
  let added = 0;
  for (const article of page.querySelectorAll<HTMLElement>('article.post')) {
    const number = Number(article.id.replace('post-', ''));
    if (!(number > last) || document.getElementById(article.id)) continue;
    posts?.append(document.adoptNode(article));
    watcher.observe(article);
    last = number;
    added += 1;
  }
  return added;
}

let fetching: Promise<void> | null = null;

async function fetchReplies(): Promise<void> {
  const first = last + 1;
  for (let pages = 0; pages < mostPages; ++pages) {
    const { ok, page } = await fetchPage(`/threads/${thread?.thread}/posts?after=${last}`);
    const added = ok ? append(page) : 0;
    if (added === 0) break;
    unseen += added;
  }
  if (unseen > 0) announce(first);
}

function catchUp(): void {
  fetching ??= fetchReplies()
    .catch(() => undefined)
    .finally(() => {
      fetching = null;
    });
}

function hearPost(number: number): void {
  if (!thread || number <= last) return;
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

function listen(): void {
  const source = new EventSource(thread ? `/live?thread=${thread.thread}` : '/live');
  const on: Hear = (name, hear) =>
    source.addEventListener(name, (event) => hear(JSON.parse((event as MessageEvent<string>).data)));
  on('post', ({ thread: id, number }) => id === thread?.thread && hearPost(Number(number)));
  on('notification', ({ unread }) => showBell(Number(unread)));
  followPosts(on);
  let lost = false;
  source.addEventListener('error', () => (lost = true));
  source.addEventListener('open', () => {
    if (lost && thread?.is_last) catchUp();
    lost = false;
  });
}

export function startLive(): void {
  if (!thread && !signedIn) return;
  listen();
  document.addEventListener('visibilitychange', () => {
    showTitle();
    // Those on screen while the window was hidden are looked at now.
    if (!document.hidden) document.querySelectorAll('article.post').forEach((each) => unseen > 0 && watcher.observe(each));
  });
  window.addEventListener('pageshow', (event) => event.persisted && thread?.is_last && catchUp());
}
