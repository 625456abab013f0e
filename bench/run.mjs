// One run: its options, its folder, the database it is over, and the table of the budgets.
import { mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { number, Table } from './table.mjs';

const options = process.argv.slice(2);
const known = ['--large', '--huge', '--streams', '--units', '--cockpit', '--postgres', '--compare', '--nodes', '--keep',
  '--pages'];

export const asked = (option) => options.includes(option);

function refuse(why) {
  console.error(`bin/bench: ${why}`);
  process.exit(2);
}

// The number after an option, which it takes out of what was given.
function numberAfter(option, least, otherwise) {
  const at = options.indexOf(option);
  if (at < 0) return otherwise;
  const value = Number(options[at + 1]);
  if (!(value >= least)) refuse(`${option} takes a number from ${least} on`);
  options.splice(at, 2);
  return value;
}

function textAfter(option) {
  const at = options.indexOf(option);
  return at < 0 ? undefined : options.splice(at, 2)[1] ?? refuse(`${option} takes a value`);
}

export const seconds = numberAfter('--seconds', 1, 5);
export const posts = numberAfter('--posts', 1000, asked('--huge') ? 4_000_000 : 0);
export const members = numberAfter('--members', 100, 0); // of the cockpit's community
export const gestures = numberAfter('--gestures', 0, 0);
export const given = textAfter('--data'); // a cockpit's community made before, which the run adds to
const unknown = options.find((option) => !known.includes(option));
if (unknown) refuse(`unknown option ${unknown}; --help lists them.`);

export const folder = mkdtempSync(join(tmpdir(), 'parvis-bench-'));

// Ended by a signal too, the run leaves nothing behind; --keep leaves everything.
process.on('exit', () => {
  if (asked('--keep')) console.log(`\nThe data is kept in ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

// A disk that fills up in the middle would cost the whole measurement.
export function requireSpace(gigabytes) {
  const disk = statfsSync(folder);
  const free = disk.bavail * disk.bsize / 1e9;
  if (free >= gigabytes) return;
  refuse(`this needs ${Math.ceil(gigabytes)} GB in ${tmpdir()}, where ${free.toFixed(1)} are free. TMPDIR names another folder.`);
}

let over = 'SQLite';
const table = new Table(['#', 'what', 'posts', 'asked'], ['SQLite', 'PostgreSQL']);

// From here on over PostgreSQL, where each community is a schema of the server.
export function overPostgres() {
  over = 'PostgreSQL';
}

export function placed(name) {
  const schema = name.replace(/\W/g, '_');
  if (over === 'PostgreSQL') process.env.PARVIS_DATABASE = `${process.env.PARVIS_TEST_DATABASE}?schema=${schema}`;
  mkdirSync(join(folder, over), { recursive: true });
  return join(folder, over, name);
}

// `met` is left out where the budget asks for nothing.
export function row(budget, what, posts, wanted, measured, met) {
  const verdict = met === undefined ? '' : met ? ' (met)' : ' (not met)';
  table.put([budget, what, posts ? number(posts) : '', wanted], over, measured + verdict);
}

export function print() {
  table.sort();
  table.print();
}
