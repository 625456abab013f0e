// On narrow screens the navigation is one line that goes sideways: where one is stands in it, not beyond its edge.
export function startStrip(): void {
  const here = document.querySelector<HTMLElement>('.nav-strip [aria-current]');
  const strip = here?.closest<HTMLElement>('.nav-strip');
  if (!here || !strip || strip.scrollWidth <= strip.clientWidth) return;
  const { left, width } = here.getBoundingClientRect();
  strip.scrollLeft += left + width / 2 - strip.getBoundingClientRect().left - strip.clientWidth / 2;
}
