// Compares the sentences of the code with locales/en.po and fr.po.
//   node tools/check_locales.mjs            what is missing, unused, untranslated or badly set; exit 1 if anything is
//   node tools/check_locales.mjs --missing  prints the stanzas to add
//   node tools/check_locales.mjs --add      adds them to both files (French left empty, which the check reports)
//   node tools/check_locales.mjs --prune    takes out the sentences that the code no longer says
//   node tools/check_locales.mjs --merge    settles a conflict of git in the catalogues: the sentences of both sides
//   node tools/check_locales.mjs --self-test
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parsePo, stanza, writePo } from './po.mjs';
import { sentencesIn } from './sentences.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const languages = ['en', 'fr'];
const keyOf = (entry) => `${entry.context}\u0004${entry.id}`;

function sources() {
  return readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(cpp|h)$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .map((file) => ({ name: relative(root, file), text: readFileSync(file, 'utf8') }));
}

const placeholders = (text) => [...text.matchAll(/\{([a-z_]+)\}/g)].map((match) => match[1]);

function placeholderFaults(entry) {
  const expected = new Set(placeholders(entry.id + entry.plural));
  return entry.translations.filter(Boolean).flatMap((text, form) => {
    const given = new Set(placeholders(text));
    const missing = [...expected].filter((name) => !given.has(name) && !(entry.plural && form === 0 && name === 'n'));
    return [
      ...[...given].filter((name) => !expected.has(name)).map((name) => `{${name}} is not in the sentence`),
      ...missing.map((name) => `{${name}} is missing`),
    ];
  });
}

function typographyFaults(text, language) {
  const faults = [];
  if (/!/.test(text)) faults.push('exclamation mark');
  if (/\.\.\./.test(text)) faults.push('three dots: write …');
  if (language !== 'fr') return faults;
  if (/'/.test(text)) faults.push('straight apostrophe: write ’');
  if (/[^\u202f;?!]([;?!])(?=$|[\s)»])/.test(text)) faults.push('narrow no-break space missing before ; ? or !');
  if (/[^\u00a0:]:(?=$|[\s)»])/.test(text)) faults.push('no-break space missing before :');
  if (/[^\u00a0]»|«[^\u00a0]/.test(text)) faults.push('no-break space missing inside « »');
  if (/[\d}][ \u00a0]?%/.test(text)) faults.push('narrow no-break space missing before %');
  return faults;
}

// → faults as "file:line: what"
export function check(files, catalogues) {
  const faults = [];
  const literals = new Set();
  const used = new Map();
  for (const { name, text } of files) {
    const found = sentencesIn(text);
    found.literals.forEach((literal) => literals.add(literal));
    // Tests may use a sentence of the catalogue, but need none of their own.
    if (/_test\.cpp$|\/testing\//.test(name)) continue;
    for (const sentence of found.used) {
      if (!used.has(keyOf(sentence))) used.set(keyOf(sentence), { ...sentence, where: `${name}:${sentence.line}` });
    }
  }
  const first = Object.keys(catalogues)[0];
  for (const [language, { entries }] of Object.entries(catalogues)) {
    const file = `locales/${language}.po`;
    const known = new Map();
    for (const entry of entries) {
      const say = (what) => faults.push(`${file}:${entry.line}: ${what}: ${JSON.stringify(entry.id)}`);
      if (known.has(keyOf(entry))) say('twice');
      known.set(keyOf(entry), entry);
      if (language === first && !literals.has(entry.id)) say('unused');
      if (entry.translations.some((text) => text === '')) say('not translated');
      if (entry.plural && entry.translations.length !== 2) say('two plural forms are expected');
      placeholderFaults(entry).forEach(say);
      new Set(entry.translations.flatMap((text) => typographyFaults(text, language))).forEach(say);
    }
    for (const sentence of used.values()) {
      const entry = known.get(keyOf(sentence));
      const plural = entry && sentence.plural !== '' && entry.plural !== sentence.plural;
      if (!entry || plural) faults.push(`${sentence.where}: not in ${file}: ${JSON.stringify(sentence.id)}`);
    }
  }
  return { faults, used, literals };
}

function load() {
  return Object.fromEntries(languages.map((language) =>
    [language, parsePo(readFileSync(join(root, `locales/${language}.po`), 'utf8'))]));
}

function merged(ours, theirs) {
  const entries = new Map(ours.entries.map((entry) => [keyOf(entry), entry]));
  for (const entry of theirs.entries) {
    const known = entries.get(keyOf(entry));
    if (!known || known.translations.includes('')) entries.set(keyOf(entry), entry);
  }
  return { header: ours.header, entries: [...entries.values()] };
}

function settleConflict() {
  for (const language of languages) {
    const file = `locales/${language}.po`;
    const side = (stage) => parsePo(execFileSync('git', ['show', `:${stage}:${file}`], { cwd: root, encoding: 'utf8' }));
    writeFileSync(join(root, file), writePo(merged(side(2), side(3))));
  }
  console.log('settled: now git add locales');
  return true;
}

function missingEntries(language, catalogue, used) {
  const known = new Set(catalogue.entries.map(keyOf));
  return [...used.values()].filter((sentence) => !known.has(keyOf(sentence))).map(({ context, id, plural }) => {
    const forms = plural ? [id, plural] : [id];
    return { context, id, plural, translations: language === 'en' ? forms : forms.map(() => '') };
  });
}

function selfTest() {
  const header = { notes: [], translations: ['Language: fr\n'] };
  const files = [{ name: 'a.cpp', text: 'tr(l, "Reply"); trn(f(a, b), "{n} day", "{n} days", 2); // tr(l, "No")\n' +
    'throw NotFound({"Not "\n "here."}); Sentence s{"Short"}; trc(l, "verb", "Open"); tr(l, a ? "Yes" : "Nay");' +
    'visit.tr("Bare", {{"id", x}}); tr(l, sentence, {{"id", x}}); tr(l, sentence);' }];
  const ids = ['Reply', '{n} day', 'Not here.', 'Short', 'Open', 'Yes', 'Nay', 'Bare'];
  const used = sentencesIn(files[0].text).used;
  const entry = (id, text, more = {}) => ({ context: '', id, plural: '', translations: [text], line: 1, ...more });
  const french = (entries) => check(files, { fr: { header, entries } }).faults;
  const good = [entry('Reply', 'Répondre'), entry('Not here.', 'Rien ici.'), entry('Short', 'Court'),
    entry('{n} day', '', { plural: '{n} days', translations: ['un jour', '{n} jours'] }),
    entry('Open', 'Ouvrir', { context: 'verb' }), entry('Yes', 'Oui'), entry('Bare', 'Nu'), entry('Nay', 'Non')];
  const broken = (text) => french([entry('Reply', text), ...good.slice(1)]).length;
  const round = parsePo(writePo({ header, entries: good }));
  const expectations = [
    ['finds every sentence', ids.every((id) => used.some((each) => each.id === id)) && used.length === ids.length],
    ['accepts a whole catalogue', french(good).length === 0],
    ['sees a missing sentence', french(good.slice(1)).length === 1],
    ['sees an unused one', french([...good, entry('Never said', 'Jamais dit')]).length === 1],
    ['sees an untranslated one', broken('') === 1],
    ['sees a foreign placeholder', broken('Répondre à {who}') === 1],
    ['sees an exclamation mark', broken('Répondez\u202f!') === 1],
    ['sees a plain space before a question mark', broken('Répondre ?') === 1],
    ['sees a narrow one before a colon', broken('Répondre\u202f: oui') === 1],
    ['sees a plain space before a sign of percent', broken('20 %') === 1],
    ['sees a straight apostrophe', broken("L'envoi") === 1],
    ['sees tight quotation marks', broken('«Répondre»') === 1],
    ['accepts a time', broken('à 21:14') === 0],
    ['keeps both sides of a conflict', merged({ entries: [entry('Reply', '')] }, { entries: good }).entries.length ===
      good.length],
    ['writes what it reads', round.entries.length === good.length &&
      round.entries.find((each) => each.id === '{n} day').translations[1] === '{n} jours'],
  ];
  const failed = expectations.filter(([, passed]) => !passed);
  failed.forEach(([what]) => console.error(`self-test: fails: ${what}`));
  if (!failed.length) console.log(`check_locales: self-test passed (${expectations.length} expectations)`);
  return failed.length === 0;
}

function main(option) {
  if (option === '--self-test') return selfTest();
  if (option === '--merge') return settleConflict();
  const catalogues = load();
  const { faults, used, literals } = check(sources(), catalogues);
  if (option === '--missing') {
    languages.forEach((language) => missingEntries(language, catalogues[language], used).forEach((entry) =>
      console.log(`# locales/${language}.po\n${stanza(entry)}`)));
    return true;
  }
  if (option === '--add' || option === '--prune') {
    for (const language of languages) {
      const catalogue = catalogues[language];
      if (option === '--add') catalogue.entries.push(...missingEntries(language, catalogue, used));
      else catalogue.entries = catalogue.entries.filter((entry) => literals.has(entry.id));
      writeFileSync(join(root, `locales/${language}.po`), writePo(catalogue));
    }
    return true;
  }
  faults.forEach((fault) => console.error(fault));
  if (!faults.length) console.log(`check_locales: ${used.size} sentences, all translated`);
  return faults.length === 0;
}

process.exitCode = main(process.argv[2]) ? 0 : 1;
