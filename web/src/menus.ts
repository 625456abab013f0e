// Menus are <details>: they open without script. With it they close at Escape and at a click elsewhere. Forms that open
// in their place take the focus, and close at Escape while nothing is written in them.

const open = () => document.querySelectorAll<HTMLDetailsElement>('details.menu[open]');

const fieldOf = (element: Element) => element.querySelector<HTMLInputElement | HTMLTextAreaElement>('textarea, input[type="date"]');

function closeForm(): boolean {
  const form = document.activeElement?.closest<HTMLDetailsElement>('details.comment-box[open], details.jump[open]');
  if (!form || (form.matches('.comment-box') && fieldOf(form)?.value.trim())) return false;
  form.open = false;
  form.querySelector('summary')?.focus();
  return true;
}

export function startMenus(): void {
  document.addEventListener('toggle', ({ target }) => {
    if (target instanceof HTMLDetailsElement && target.open && target.matches('.comment-box, .jump')) fieldOf(target)?.focus();
  }, true);
  document.addEventListener('click', (event) => {
    for (const menu of open()) {
      if (!(event.target instanceof Node && menu.contains(event.target))) menu.open = false;
    }
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || closeForm()) return;
    for (const menu of open()) {
      const inside = menu.contains(document.activeElement);
      menu.open = false;
      if (inside) menu.querySelector('summary')?.focus();
    }
  });
}
