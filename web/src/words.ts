// The words of the scripts, in the page's language. The server writes them (src/community/page/script_words.cpp), so
// that they stand in the catalogues with all the others.

type Words = Record<string, string | [string, string]>;

const source = document.getElementById('words')?.dataset;
const words = JSON.parse(source?.words ?? '{}') as Words;

export const language = document.documentElement.lang || 'en';
export const timeZone = source?.zone ?? 'UTC';

const rules = new Intl.PluralRules(language);
const figures = new Intl.NumberFormat(language);

function filled(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (all, name: string) => {
    const value = values[name];
    if (value === undefined) return all;
    return typeof value === 'number' ? figures.format(value) : value;
  });
}

export function word(key: string, values: Record<string, string | number> = {}): string {
  const found = words[key];
  return filled(typeof found === 'string' ? found : '', values);
}

export function plural(key: string, n: number): string {
  const found = words[key];
  if (!Array.isArray(found)) return '';
  return filled(found[rules.select(n) === 'one' ? 0 : 1], { n });
}
