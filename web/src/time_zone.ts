// Who joins need not look for their time zone: the browser knows it.
export function startTimeZone(): void {
  const field = document.querySelector<HTMLInputElement>('input[data-time-zone]');
  if (field) field.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? '';
}
