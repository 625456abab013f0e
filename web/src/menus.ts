// Menus are <details>: they open without script. With it they close at Escape and at a click elsewhere.

const open = () => document.querySelectorAll<HTMLDetailsElement>('details.menu[open]');

export function startMenus(): void {
  document.addEventListener('click', (event) => {
    for (const menu of open()) {
      if (!(event.target instanceof Node && menu.contains(event.target))) menu.open = false;
    }
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    for (const menu of open()) {
      const inside = menu.contains(document.activeElement);
      menu.open = false;
      if (inside) menu.querySelector('summary')?.focus();
    }
  });
}
