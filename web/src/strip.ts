// On narrow screens the navigation and the tabs are lines that go sideways: where one is stands in them, not beyond
// their edge.
const kStrips = '.nav-strip, .tabs, .return-tabs ul';

export function startStrip(): void {
  for (const here of document.querySelectorAll<HTMLElement>(`:is(${kStrips}) [aria-current]`)) {
    const strip = here.closest<HTMLElement>(kStrips);
    if (!strip || strip.scrollWidth <= strip.clientWidth) continue;
    const { left, width } = here.getBoundingClientRect();
    strip.scrollLeft += left + width / 2 - strip.getBoundingClientRect().left - strip.clientWidth / 2;
  }
}
