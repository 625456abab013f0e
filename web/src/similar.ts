// Threads that say the same already, shown while the title is typed.
import { later } from './page';
import { fetchPage } from './trusted';

const pause = 500; // ms
const shortest = 8; // characters: below, everything is similar

export function showSimilar(title: HTMLInputElement, place: HTMLElement): void {
  let asked = '';
  const look = later(pause, async () => {
    const typed = title.value.trim();
    if (typed === asked) return;
    asked = typed;
    if (typed.length < shortest) return place.replaceChildren();
    try {
      const { page } = await fetchPage(`/threads/similar?title=${encodeURIComponent(typed)}`);
      const found = page.querySelector('[data-similar]');
      if (found && asked === typed) place.replaceChildren(...[...found.children].map((each) => document.adoptNode(each)));
    } catch {
      place.replaceChildren();
    }
  });
  title.addEventListener('input', look);
}
