// The form in which one writes: marks, preview, names completed, a draft kept, files taken, Ctrl+Enter to send.
import { completeMembers, completeTags } from './completion';
import { keepDrafts } from './drafts';
import { link } from './editing';
import { takeFiles } from './files';
import { addPreview } from './preview';
import { showSimilar } from './similar';
import { addToolbar } from './toolbar';

const address = /^https?:\/\/\S+$/i;

// An address pasted over words becomes their link.
function takePaste(field: HTMLTextAreaElement, event: ClipboardEvent): void {
  const text = event.clipboardData?.getData('text/plain').trim() ?? '';
  const { selectionStart: start, selectionEnd: end } = field;
  if (address.test(text) && end > start) {
    event.preventDefault();
    link(field, text);
  }
}

function startComposer(root: HTMLElement): void {
  const form = root instanceof HTMLFormElement ? root : root.querySelector('form');
  const field = form?.querySelector<HTMLTextAreaElement>('textarea[name="body"]');
  if (!form || !field) return;
  const toolbar = addToolbar(field);
  addPreview(form, field, toolbar);
  completeMembers(field);
  takeFiles(form, field);
  if (root.dataset.place) keepDrafts(form, root.dataset.place);
  field.addEventListener('paste', (event) => takePaste(field, event));
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit();
  });
  const tags = form.querySelector<HTMLInputElement>('input[name="tags"]');
  if (tags) completeTags(tags);
  const title = form.querySelector<HTMLInputElement>('input[name="title"]');
  const similar = form.querySelector<HTMLElement>('[data-similar]');
  if (title && similar) showSimilar(title, similar);
}

export function startComposers(): void {
  document.querySelectorAll<HTMLElement>('[data-composer]').forEach(startComposer);
}
