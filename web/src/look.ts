// Light or dark, navigation or none: at once, without a new page. Without script the same small forms bring the page
// back, changed (src/community/page/look.cpp); both ways the choice is kept in a cookie, which the server sets.

const root = document.documentElement.dataset;

function showShade(pressed: HTMLButtonElement): void {
  if (pressed.value === 'system') delete root.theme;
  else root.theme = pressed.value;
  for (const each of pressed.form?.querySelectorAll('button') ?? []) each.ariaPressed = String(each === pressed);
}

function showNavigation(button: HTMLButtonElement): void {
  const open = button.value === 'open';
  if (open) delete root.navigation;
  else root.navigation = 'folded';
  const { other = '' } = button.dataset;
  button.dataset.other = button.title;
  button.title = button.ariaLabel = other;
  button.ariaExpanded = String(open);
  button.value = open ? 'folded' : 'open';
}

export function startLook(): void {
  document.addEventListener('submit', (event) => {
    const button = event.submitter;
    if (!(button instanceof HTMLButtonElement) || !button.form?.matches('[data-look]')) return;
    event.preventDefault();
    const chosen = button.value;
    if (button.dataset.other) showNavigation(button);
    else showShade(button);
    // The answer leads back to this page: its cookie is all that is wanted of it.
    void fetch(`/look?set=${chosen}`, { redirect: 'manual' }).catch(() => undefined);
  });
}
