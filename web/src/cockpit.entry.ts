// In the cockpit: a choice that changes which fields a row has asks for the page anew by itself.
document.addEventListener('change', (event) => {
  const choice = event.target;
  if (!(choice instanceof HTMLSelectElement) || !('again' in choice.dataset)) return;
  const again = choice.form?.querySelector<HTMLButtonElement>('button[name=do][value=again]');
  if (again) choice.form?.requestSubmit(again);
});
