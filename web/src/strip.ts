// On narrow screens the navigation and the tabs are lines that go sideways: where one is stands in them, not beyond
// their edge.
export function startStrip(): void {
  for (const here of document.querySelectorAll<HTMLElement>('.nav-strip [aria-current], .tabs [aria-current]')) {
    const strip = here.closest<HTMLElement>('.nav-strip, .tabs');
    if (!strip || strip.scrollWidth <= strip.clientWidth) continue;
    const { left, width } = here.getBoundingClientRect();
    strip.scrollLeft += left + width / 2 - strip.getBoundingClientRect().left - strip.clientWidth / 2;
  }
}
