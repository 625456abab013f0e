// The house style, as far as a tool can see it: clang-format over src, headers that open with their purpose, names,
// words and paths that do not belong in the tree.
//   node tools/check_style.mjs [--fix | --self-test]     --fix lets clang-format rewrite what it would change
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fault, parseCpp, readKept, readTree, root, run, selfTest } from './tree.mjs';

const processes = 2;
const vagueEnding = 'Manager|Service|Helper|Util';
const kept = /\.(cpp|h|c|mjs|ts|css|md|sql|po|toml|json|sh|yml|yaml|txt|example|cmake|service|html|svg)$|^(bin|deploy|\.ci)\/|CMakeLists\.txt$/;

// Written in pieces, so that this file does not hold what it looks for.
const unfinished = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK'].join('|')})\\b`, 'g');
const machinePath = /(?<![\w.\/:-])\/(work|root|home|tmp)\/[a-zA-Z]/g;
const registry = /"resolved":|registry\.[a-z]+\.|_authToken/g;

function checkHeader(file) {
  const faults = [];
  if (!/^\/\//.test(file.text)) faults.push(fault(file, 0, 'a header opens with a comment: what it is for, who owns what, which threads'));
  if (!/^#pragma once$/m.test(file.text)) faults.push(fault(file, 0, '#pragma once is missing'));
  return faults;
}

function checkNames(file) {
  const faults = [];
  if (new RegExp(`(^|[_/])(${vagueEnding})s?\\.(cpp|h|ts)$`, 'i').test(file.name.replace(/_test\.cpp$/, '.cpp'))) {
    faults.push(fault(file, 0, 'a vague file name: say what it does'));
  }
  const { code } = parseCpp(file.text);
  for (const match of code.matchAll(new RegExp(`\\b(?:class|struct|using|enum class)\\s+(\\w+(?:${vagueEnding})s?)\\b`, 'g'))) {
    faults.push(fault(file, match.index, `a vague name, ${match[1]}: say what it does`));
  }
  return faults;
}

function checkWords(file) {
  const rules = [
    { pattern: unfinished, what: 'unfinished work is not committed' },
    { pattern: machinePath, what: 'a path of one machine' },
  ];
  if (/(^|\/)(package-lock\.json|\.npmrc)$/.test(file.name)) rules.push({ pattern: registry, what: 'a registry\'s address' });
  return rules.flatMap(({ pattern, what }) =>
    [...file.text.matchAll(pattern)].map((match) => fault(file, match.index, `${what}: ${match[0]}`)));
}

function checkLocale(file) {
  return [...file.text.matchAll(/^(?:msgid|msgstr|"(?!Plural-Forms))[^\n]*!/gm)].map((match) =>
    fault(file, match.index + match[0].length - 1, 'an exclamation mark: the square does not shout'));
}

function checkText(base) {
  const all = readKept(base, kept);
  const sources = all.filter(({ name }) => /^src\/.*\.(cpp|h)$/.test(name));
  return [
    ...sources.filter(({ name }) => name.endsWith('.h')).flatMap(checkHeader),
    ...[...sources, ...all.filter(({ name }) => /^web\/.*\.ts$/.test(name))].flatMap(checkNames),
    ...all.filter(({ name }) => /^locales\/.*\.po$/.test(name)).flatMap(checkLocale),
    ...all.flatMap(checkWords),
  ];
}

// clang-format over the sources, in a few processes; → faults, one for each place it would change.
function checkFormat(base, fix) {
  const names = readTree(base, ['src'], /\.(cpp|h)$/).map(({ name }) => name);
  // each process speaks once, at its end, so that their words do not mix
  const script = `said=$(clang-format ${fix ? '-i' : '--dry-run'} "$@" 2>&1); printf '%s\\n' "$said"`;
  const { stdout, error } = spawnSync('xargs', ['-0', '-P', `${processes}`, '-n', '40', 'sh', '-c', script, 'sh'],
    { cwd: base, input: names.join('\0'), encoding: 'utf8', maxBuffer: 1 << 28 });
  if (error) throw error;
  if (/not found/.test(stdout) && !/warning:/.test(stdout)) return ['src:1: clang-format is missing: bin/install --test brings it'];
  const places = stdout.matchAll(/^(\S+?:\d+):\d+: (?:warning|error): code should be/gm);
  return [...new Set([...places].map(([, place]) => `${place}: not as clang-format writes it (node tools/check_style.mjs --fix)`))];
}

const check = (base) => [...checkText(base), ...checkFormat(base, false)];

const style = readFileSync(join(root, '.clang-format'), 'utf8');
const sound = {
  '.clang-format': style,
  'src/core/a.h': '// What a is for.\n#pragma once\n\nstruct Manager {};\nstruct Member {};\n',
  'src/core/a.cpp': '#include "core/a.h"\n\n// class PostManager is in a comment\nint main() { return 0; }\n',
  'locales/fr.po': '# Voilà\nmsgid "Reply"\nmsgstr "Répondre"\n',
  'docs/a.md': 'See https://example.org/home/page and todo lists.\n',
};
const planted = [
  ['a header without purpose', 'src/core/b.h', '#pragma once\n// Late.\n', 1],
  ['a header without guard', 'src/core/b.h', '// Purpose.\nint b();\n', 1],
  ['a vague type', 'src/core/b.cpp', 'class PostManager {};\n', 1],
  ['a vague file', 'src/core/post_utils.cpp', 'int b();\n', 1],
  ['a shout', 'locales/en.po', 'msgid "Welcome"\nmsgstr "Welcome!"\n', 2],
  ['unfinished work', 'src/core/b.cpp', `int b();\n// ${'TO' + 'DO'}: later\n`, 2],
  ['a path of one machine', 'bin/b', `cd ${'/wo' + 'rk/main'}\n`, 1],
  ['a registry', 'package-lock.json', '{"resolved": "x"}\n', 1],
  ['odd spacing', 'src/core/b.cpp', 'int b();\nint  c();\n', 2],
];
const violations = planted.map(([what, name, text, line]) => ({ what, files: { [name]: text }, at: `${name}:${line}` }));

if (process.argv[2] === '--fix') checkFormat(root, true);
else run('check_style', check, () => selfTest('check_style', check, sound, violations), 'the tree is in the house style');
