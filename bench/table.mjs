// What a run measured: rows that are named by their heads, and a column for each thing that was measured.
export const round = (value) => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(value < 10 ? 2 : 1));
export const number = (value) => Math.round(value).toLocaleString('en');
export const ms = (value) => `${round(value)} ms`;
export const perSecond = (value) => `${number(value)}/s`;
export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

export class Table {
  #heads;
  #columns;
  #rows = [];

  constructor(heads, columns) {
    this.#heads = heads;
    this.#columns = columns;
  }

  // Names are in the order of the heads; the same names are the same row.
  put(names, column, text) {
    const key = names.join('\n');
    let row = this.#rows.find((known) => known.key === key);
    if (!row) this.#rows.push(row = { key, ...Object.fromEntries(this.#heads.map((head, i) => [head, names[i]])) });
    row[column] = text;
    console.log(`  ${names.filter(Boolean).join(', ')}: ${column}: ${text}`);
  }

  // Rows whose first head is the same stand together, in the order of numbers.
  sort() {
    const first = (row) => Number(row[this.#heads[0]]) || 0;
    this.#rows.sort((a, b) => first(a) - first(b));
  }

  print() {
    const shown = this.#columns.filter((column) => this.#rows.some((row) => row[column]));
    const titles = [...this.#heads.filter((head) => this.#rows.some((row) => row[head])), ...shown];
    const text = (row, title) => row[title] ?? '';
    const widths = titles.map((title) => Math.max(title.length, ...this.#rows.map((row) => text(row, title).length)));
    const line = (cells) => `| ${cells.map((cell, i) => cell.padEnd(widths[i])).join(' | ')} |`;
    console.log(`\n${line(titles)}`);
    console.log(`|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
    for (const row of this.#rows) console.log(line(titles.map((title) => text(row, title))));
  }
}
