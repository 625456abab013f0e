// Holds what is said of security against the tree: every test, file and folder that docs/asvs.csv and docs/security.md
// name exists, every requirement has its test or its reason, and every class of fault its tests.
//   node tools/check_security.mjs [--self-test]
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTree, run, selfTest } from './tree.mjs';

const states = new Set(['met', 'partly', 'open', 'not applicable']);
const leastReason = 8;  // characters: "not used"
const classes = 25;     // rows of the table of docs/security.md

// A line of a table as its values; quoted ones hold commas and doubled quotes.
function valuesOf(line) {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].slice(0, 5)
    .map(([, value]) => (value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value));
}

// Suite.Name of every test of the program, and the suites.
function testsOf(base) {
  const names = new Set();
  for (const { text } of readTree(base, ['src', 'fuzz'], /\.(cpp|h)$/)) {
    for (const [, suite, name] of text.matchAll(/\b(?:TEST(?:_[FP])?|(?:TYPED|RC_GTEST)_\w+|RC_GTEST_(?:FIXTURE_)?PROP)\(\s*(\w+),\s*(\w+)/g)) {
      names.add(`${suite}.${name}`).add(`${suite}.*`);
    }
  }
  return names;
}

// What a text names that must exist: tests as Suite.Name or Suite.*, and paths of the tree.
function namedIn(text) {
  const tests = [...text.matchAll(/(?<![\w/.:-])([A-Z]\w+\.(?:[A-Z]\w*|\*))(?![\w(])/g)].map(([, name]) => name);
  const paths = [...text.matchAll(/(?<![\w/.-])((?:src|tests|tools|deploy|docs|fuzz|schema|web|bench|\.ci)\/[\w./-]*\w)/g)].map(([, path]) => path);
  return { tests, paths };
}

function faultsIn(base, tests, place, text) {
  const named = namedIn(text);
  return [
    ...named.tests.filter((name) => !tests.has(name) && !/^(Boost|Sec|README|CHANGELOG)\./.test(name)).map((name) => `${place}: there is no test ${name}`),
    ...named.paths.filter((path) => !existsSync(join(base, path))).map((path) => `${place}: there is no ${path}`),
  ];
}

function checkRequirements(base, tests) {
  const name = 'docs/asvs.csv';
  if (!existsSync(join(base, name))) return [];
  const faults = [];
  readFileSync(join(base, name), 'utf8').trimEnd().split('\n').forEach((line, index) => {
    if (index === 0) return;
    const place = `${name}:${index + 1}`;
    const [, , , state, shown] = valuesOf(line);
    if (!states.has(state)) faults.push(`${place}: “${state}” is no state`);
    else if (!shown || shown.length < leastReason) faults.push(`${place}: say by what it is shown, or why not`);
    else faults.push(...faultsIn(base, tests, place, shown));
  });
  return faults;
}

function checkClasses(base, tests) {
  const name = 'docs/security.md';
  if (!existsSync(join(base, name))) return [];
  const faults = [];
  const rows = new Set();
  readFileSync(join(base, name), 'utf8').split('\n').forEach((line, index) => {
    const place = `${name}:${index + 1}`;
    const row = /^\| (\d+) \|[^|]*\|(.*)\|$/.exec(line);
    if (row) {
      rows.add(Number(row[1]));
      const { tests: named, paths } = namedIn(row[2]);
      if (!named.length && !paths.length && !row[2].includes('Does not apply')) faults.push(`${place}: no test is named`);
    }
    faults.push(...faultsIn(base, tests, place, line));
  });
  for (let row = 1; row <= classes; ++row) if (!rows.has(row)) faults.push(`${name}:1: row ${row} is missing`);
  return faults;
}

function check(base) {
  const tests = testsOf(base);
  return [...checkRequirements(base, tests), ...checkClasses(base, tests)];
}

const head = 'requirement,level,what it asks,state,"shown by, or why not"\n';
const rows = Array.from({ length: classes }, (_, i) => `| ${i + 1} | words | Door.Opens |`).join('\n');
const sound = {
  'src/door_test.cpp': 'TEST(Door, Opens) {}\nRC_GTEST_PROP(Lock, Holds, ()) {}',
  'docs/asvs.csv': `${head}1.1.1,2,"Doors, all",met,Door.*; Lock.Holds; src/door_test.cpp\n1.1.2,2,Cats,not applicable,not used\n`,
  'docs/security.md': `${rows}\n`,
};
const violations = [
  { what: 'a test that is not there', files: { 'docs/asvs.csv': `${head}1.1.1,2,Doors,met,Door.Shuts\n` }, at: 'docs/asvs.csv:2' },
  { what: 'a suite that is not there', files: { 'docs/asvs.csv': `${head}1.1.1,2,Doors,met,Window.*\n` }, at: 'docs/asvs.csv:2' },
  { what: 'a file that is not there', files: { 'docs/asvs.csv': `${head}1.1.1,2,Doors,met,tools/no.mjs\n` }, at: 'docs/asvs.csv:2' },
  { what: 'no reason', files: { 'docs/asvs.csv': `${head}1.1.1,2,Doors,open,\n` }, at: 'docs/asvs.csv:2' },
  { what: 'an unknown state', files: { 'docs/asvs.csv': `${head}1.1.1,2,Doors,done,Door.Opens\n` }, at: 'docs/asvs.csv:2' },
  { what: 'a class without a test', files: { 'docs/security.md': `${rows.replace('| 3 | words | Door.Opens |', '| 3 | words | nothing |')}\n` }, at: 'docs/security.md:3' },
  { what: 'a class that is missing', files: { 'docs/security.md': `${rows.replace('| 25 |', '| 26 |')}\n` }, at: 'docs/security.md:1' },
];
run('check_security', check, () => selfTest('check_security', check, sound, violations), 'every requirement has its test or its reason');
