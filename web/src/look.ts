// Light or dark, navigation or none: at once, without a new page. Without script the same small forms bring the page
// back, changed (src/community/page/look.cpp). The choice is kept in a cookie: written here, so that the very next page
// has it however slow the line is, and set by the server, since some browsers keep a script's own for a week only.

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

// The text of the look as the server reads it: "dark-folded".
function keepLook(): void {
  const look = [root.theme, root.navigation].filter(Boolean).join('-');
  document.cookie = `look=${look}; Path=/; SameSite=Lax; Max-Age=${look ? 365 * 24 * 3600 : 0}`;
}

export function startLook(): void {
  document.addEventListener('submit', (event) => {
    const button = event.submitter;
    if (!(button instanceof HTMLButtonElement) || !button.form?.matches('[data-look]')) return;
    event.preventDefault();
    const chosen = button.value;
    if (button.dataset.other) showNavigation(button);
    else showShade(button);
    keepLook();
    // The answer leads back to this page: its cookie is all that is wanted of it, also once the page was left.
    void fetch(`/look?set=${chosen}`, { redirect: 'manual', keepalive: true }).catch(() => undefined);
  });
}
