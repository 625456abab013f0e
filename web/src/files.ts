// Files for the words: dropped on the field, pasted into it, or chosen, where a telephone offers its camera. Each shows
// how far it has come, then stands in the text; what a picture shows is asked for beside it, and goes there too.
import { insertBlock } from './editing';
import { formToken, make } from './page';
import { word } from './words';

interface Brought {
  address: string;
  markdown: string;
  picture: boolean;
  small?: string;
}
type Answer = Partial<Brought> & { problem?: string };

const megabyte = 1e6;

// What fetch cannot: say how far the sending has come.
function send(file: File, progress: HTMLProgressElement): Promise<Brought> {
  return new Promise((kept, refused) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append('form_token', formToken());
    form.append('file', file);
    request.open('POST', '/files');
    request.setRequestHeader('Accept', 'application/json');
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => (progress.value = loaded / total);
    // All is there: the picture is being made, which takes a moment more.
    request.upload.onload = () => progress.removeAttribute('value');
    request.onload = () => {
      const answer = request.response as Answer | null;
      if (answer?.address && answer.markdown !== undefined) kept(answer as Brought);
      else refused(new Error(answer?.problem ?? word('file_failed')));
    };
    request.onerror = request.ontimeout = () => refused(new Error(word('file_failed')));
    request.send(form);
  });
}

// The picture's place in the words, whatever is said there of it.
function placeIn(field: HTMLTextAreaElement, address: string): RegExpExecArray | null {
  return new RegExp(`!?\\[(?:[^\\]\\\\]|\\\\.)*\\]\\(${address}\\)`).exec(field.value);
}

function replaceIn(field: HTMLTextAreaElement, address: string, text: string): void {
  const found = placeIn(field, address);
  if (!found) return;
  field.setRangeText(text, found.index, found.index + found[0].length, 'preserve');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

function askWhatItShows(field: HTMLTextAreaElement, { address }: Brought): HTMLElement {
  const input = make('input', { type: 'text', maxlength: 500, autocomplete: 'off' });
  input.addEventListener('input', () => {
    const said = input.value.replace(/\s+/g, ' ').trim().replace(/[[\]\\]/g, '\\$&');
    replaceIn(field, address, `![${said}](${address})`);
  });
  // Enter here is the end of the sentence, not of the form.
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    field.focus();
  });
  return make('label', {}, make('span', {}, word('shows')), input);
}

function showBrought(row: HTMLElement, field: HTMLTextAreaElement, name: string, brought: Brought): void {
  insertBlock(field, brought.markdown);
  const out = make('button', { type: 'button', class: 'button bare' }, word('take_out'));
  out.setAttribute('aria-label', `${word('take_out')}: ${name}`);
  out.addEventListener('click', () => {
    replaceIn(field, brought.address, '');
    row.remove();
    field.focus();
  });
  const shown = brought.picture && brought.small ? make('img', { src: brought.small, alt: '' }) : name;
  row.replaceChildren(shown, ...(brought.picture ? [askWhatItShows(field, brought)] : []), out);
  row.querySelector('input')?.focus();
}

export function takeFiles(form: HTMLFormElement, field: HTMLTextAreaElement): void {
  const place = form.querySelector<HTMLElement>('[data-attach]');
  const chooser = place?.querySelector<HTMLInputElement>('input[type="file"]');
  if (!place || !chooser) return;
  const most = Number(place.dataset.most);
  const list = make('ul', { class: 'brought', 'aria-live': 'polite' });
  const button = make('button', { type: 'button', class: 'button' }, place.querySelector('summary')?.textContent ?? '');
  chooser.removeAttribute('name');
  chooser.hidden = true;
  field.after(list);
  const tools = form.matches('.write') ? form.querySelector('[data-tools]') : null;
  tools?.prepend(button);
  place.replaceWith(chooser, ...(tools ? [] : [make('div', { class: 'attach' }, button)]));

  let under_way: Promise<void> | null = null;
  const bring = async (file: File) => {
    const progress = make('progress', { max: 1, value: 0, 'aria-label': file.name });
    const row = make('li', {}, make('span', {}, file.name), progress);
    list.append(row);
    try {
      if (file.size > most) throw new Error(word('file_large', { n: Math.round(most / megabyte) }));
      showBrought(row, field, file.name, await send(file, progress));
    } catch (problem) {
      row.className = 'field-error';
      row.replaceChildren(word('about', { field: file.name, message: (problem as Error).message }));
    }
  };
  // One after the other, in the order in which they were chosen.
  const bringAll = (files: Iterable<File>) => {
    for (const file of files) {
      const before: Promise<void> = under_way ?? Promise.resolve();
      const mine: Promise<void> = before.then(() => bring(file)).finally(() => under_way === mine && (under_way = null));
      under_way = mine;
    }
  };

  button.addEventListener('click', () => chooser.click());
  chooser.addEventListener('change', () => {
    bringAll([...(chooser.files ?? [])]);
    chooser.value = '';
  });
  field.addEventListener('dragover', (event) => event.dataTransfer?.types.includes('Files') && event.preventDefault());
  field.addEventListener('drop', (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    bringAll([...event.dataTransfer.files]);
  });
  field.addEventListener('paste', (event) => {
    const data = event.clipboardData;
    // Words from an office program bring a picture of themselves along.
    if (!data?.files.length || data.getData('text/plain')) return;
    event.preventDefault();
    bringAll([...data.files]);
  });
  // What is still on its way belongs to what is sent.
  form.addEventListener('submit', (event) => {
    if (!under_way) return;
    event.preventDefault();
    const { submitter } = event;
    void under_way.then(() => form.requestSubmit(submitter));
  });
}
