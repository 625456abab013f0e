// The preview in the place of the words, and back, without leaving the form.
import { formToken, make } from './page';
import { fetchPage } from './trusted';
import { word } from './words';

const patience = 400; // ms before the button says that it is at it

export function addPreview(form: HTMLFormElement, field: HTMLTextAreaElement, toolbar: HTMLElement): void {
  const button = form.querySelector<HTMLButtonElement>('button[name="preview"]');
  if (!button) return;
  const name = button.textContent ?? '';
  const box = make('div', { class: 'preview-box', hidden: true, tabindex: -1, 'aria-label': name, role: 'region' });
  field.after(box);

  const write = () => {
    box.hidden = true;
    field.hidden = toolbar.hidden = false;
    button.textContent = name;
    field.focus();
  };
  const show = async () => {
    const { page } = await fetchPage('/preview', {
      method: 'POST',
      body: new URLSearchParams({ body: field.value, form_token: formToken() }),
    });
    const shown = page.querySelector('#preview .prose') ?? page.querySelector('#preview');
    if (!shown) throw new TypeError('no preview');
    shown.removeAttribute('id');
    box.replaceChildren(document.adoptNode(shown));
    field.hidden = toolbar.hidden = true;
    box.hidden = false;
    button.textContent = word('write_on');
    box.focus();
  };
  // A wait that is felt shows itself; asking again meanwhile brings nothing sooner.
  const showInTime = async () => {
    const say = setTimeout(() => { button.textContent = `${name}…`; }, patience);
    button.ariaBusy = 'true';
    try {
      await show();
    } catch {
      button.textContent = name;
      button.form?.requestSubmit(button);
    } finally {
      clearTimeout(say);
      button.ariaBusy = null;
    }
  };
  button.addEventListener('click', (event) => {
    event.preventDefault();
    if (!box.hidden) write();
    else if (button.ariaBusy !== 'true') void showInTime();
  });
}
