// A form that comes back with mistakes: what is wrong is read first, also by who cannot see the page.
export function startRefused(): void {
  document.querySelector<HTMLElement>('.error-summary')?.focus();
}
