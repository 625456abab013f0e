// The time line beside a thread says where one reads: as the page goes by, its middle point names the post at eye level
// and its day, and stands between the first and the last where that post stands.
import { language } from './words';

const eyeLevel = 0.35; // of the window's height
const exact = new Intl.NumberFormat(language);

// The last post that begins above eye level; the first before that, the last where the page ends.
function postAtEyeLevel(posts: HTMLElement[]): HTMLElement | undefined {
  const atEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 1;
  const line = innerHeight * (atEnd ? 1 : eyeLevel);
  let low = 0;
  let high = posts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((posts[middle]?.getBoundingClientRect().top ?? Infinity) <= line) low = middle;
    else high = middle - 1;
  }
  return posts[low];
}

export function startTimeline(): void {
  const here = document.querySelector<HTMLElement>('[data-here]');
  const words = here?.querySelector('b');
  const when = here?.querySelector('span');
  if (!here || !words || !when) return;
  let shown = 0;
  let asked = false;

  const show = () => {
    asked = false;
    const posts = [...document.querySelectorAll<HTMLElement>('article.post[id^="post-"]')];
    const post = postAtEyeLevel(posts);
    const number = Number(post?.id.slice('post-'.length));
    if (!post || !number || number === shown) return;
    shown = number;
    const last = Math.max(Number(here.dataset.last), Number(posts.at(-1)?.id.slice('post-'.length)));
    words.textContent = `${exact.format(number)} ${(here.dataset.here ?? '').replace('{n}', exact.format(last))}`;
    const time = post.querySelector('.post-head time');
    if (time) when.replaceChildren(time.cloneNode(true));
    here.style.setProperty('--at', String((number - 1) / Math.max(last - 1, 1)));
  };
  addEventListener('scroll', () => {
    if (!asked) requestAnimationFrame(show);
    asked = true;
  }, { passive: true });
}
