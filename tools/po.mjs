// Reads and writes the .po files of locales/ as the program reads them (src/core/text/po.h).

function quoted(text) {
  return JSON.stringify(text).replace(/\\u([0-9a-f]{4})/g, (_, code) => String.fromCharCode(parseInt(code, 16)));
}

// → { header: lines, entries: [{ context, id, plural, translations, line, notes }] }
export function parsePo(source) {
  const entries = [];
  let entry = null;
  let field = null;
  const push = () => {
    if (entry && entry.translations.length) entries.push(entry);
    entry = null;
    field = null;
  };
  source.split('\n').forEach((raw, index) => {
    const line = raw.trim();
    if (line === '') return push();
    entry ??= { context: '', id: '', plural: '', translations: [], line: index + 1, notes: [] };
    if (line.startsWith('#')) return entry.notes.push(line);
    const match = line.match(/^(?:(msgctxt|msgid|msgid_plural|msgstr)(?:\[(\d)\])? )?(".*")$/);
    if (!match) throw new Error(`line ${index + 1}: not understood: ${line}`);
    if (match[1]) field = match[1];
    const text = JSON.parse(match[3]);
    if (field === 'msgctxt') entry.context += text;
    else if (field === 'msgid') entry.id += text;
    else if (field === 'msgid_plural') entry.plural += text;
    else if (match[1]) entry.translations.push(text);
    else entry.translations[entry.translations.length - 1] += text;
  });
  push();
  const header = entries.findIndex((each) => each.id === '' && each.context === '');
  return { header: header < 0 ? null : entries.splice(header, 1)[0], entries };
}

export function stanza(entry) {
  const lines = [...entry.notes ?? []];
  if (entry.context) lines.push(`msgctxt ${quoted(entry.context)}`);
  lines.push(`msgid ${quoted(entry.id)}`);
  if (entry.plural) lines.push(`msgid_plural ${quoted(entry.plural)}`);
  if (entry.plural) entry.translations.forEach((text, n) => lines.push(`msgstr[${n}] ${quoted(text)}`));
  else lines.push(`msgstr ${quoted(entry.translations[0])}`);
  return lines.join('\n') + '\n';
}

const byWords = new Intl.Collator('en', { sensitivity: 'base', ignorePunctuation: false });

// Sorted by sentence, so that two people who add sentences rarely touch the same lines.
export function writePo({ header, entries }) {
  const sorted = [...entries].sort(
    (a, b) => byWords.compare(a.id, b.id) || (a.id < b.id ? -1 : a.id > b.id ? 1 : byWords.compare(a.context, b.context)));
  const headerLines = header.translations[0].split('\n').filter(Boolean).map((line) => quoted(line + '\n'));
  const top = [...header.notes, 'msgid ""', 'msgstr ""', ...headerLines].join('\n') + '\n';
  return [top, ...sorted.map(stanza)].join('\n');
}
