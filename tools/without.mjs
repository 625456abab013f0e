// A capability is a folder of src that can be deleted: this shows it, and does it.
//   node tools/without.mjs [BUILD]            every capability, one after the other, against the objects of a build
//   node tools/without.mjs NAME… [BUILD]      these
//   node tools/without.mjs --delete NAME      takes the folder and its lines out of the tree
//   node tools/without.mjs --self-test [BUILD]
// What goes with a folder, in src/app and src/main.cpp: the lines that include its headers; the functions that speak of
// nothing else (they say `using namespace NAME`, fill the table of routes with it, take or give its types, or ask it
// whether to go on) with their calls; the statements that name it; the commands that stand on it, but for `serve`; and
// the tests of src/app that include it. Shown are two things: what is left of src/app still compiles where the folder
// is not, and no object of another folder needs anything that only this one defines.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { readTree, root } from './tree.mjs';

const foundations = ['core', 'community', 'app'];
export const capabilities = (base) => readdirSync(join(base, 'src'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !foundations.includes(entry.name)).map((entry) => entry.name).sort();

const includesOf = (text) => [...text.matchAll(/^#include "([^"]+)"/gm)].map((match) => match[1]);
const isCommand = (name) => name.startsWith('src/app/commands/') && name !== 'src/app/commands/serve.cpp';

// The files of src/app that stand on the folder and go whole.
function goneWith(name, files) {
  const gone = new Set();
  const stands = (file) => includesOf(file.text).some((path) => path.startsWith(`${name}/`) || gone.has(`src/${path}`));
  for (let before = -1; before !== gone.size;) {
    before = gone.size;
    for (const file of files) {
      if ((isCommand(file.name) || file.name.endsWith('_test.cpp')) && stands(file)) gone.add(file.name);
    }
  }
  return gone;
}

// The definitions of a file at the left margin: [first line, last line, signature].
function functionsOf(lines) {
  const found = [];
  for (let at = 0; at < lines.length; ++at) {
    if (!/^[A-Za-z]/.test(lines[at]) || /^(namespace|using|struct|class|enum|constexpr|const|static|template)\b/.test(lines[at])) continue;
    let end = at;
    while (end < lines.length && !/[{;}]$/.test(lines[end])) ++end;
    if (!lines[end]?.endsWith('{')) { at = end; continue; }
    const signature = lines.slice(at, end + 1).join('\n');
    while (end < lines.length && lines[end] !== '}') ++end;
    found.push({ first: at, last: end, signature });
    at = end;
  }
  return found;
}

function goesWhole(definition, lines, speaks, name) {
  const body = lines.slice(definition.first, definition.last + 1);
  if (body.some((line) => line.trim() === `using namespace ${name};`) || speaks.test(definition.signature)) return true;
  const asks = body.some((line) => /^\s*if \(/.test(line) && speaks.test(line.replace(/\)\s+[^()]*\(.*$/, '')) && / return;$/.test(line));
  return asks || (/\(Routes& \w+\)/.test(definition.signature) && body.some((line) => speaks.test(line)));
}

// Takes out of one file what names the folder. `calls`: functions that are no longer there.
function linesWithout(text, name, calls) {
  const speaks = new RegExp(`(?<!::)\\b${name}::`);
  const lines = text.split('\n');
  const drop = new Set();
  lines.forEach((line, at) => { if (line.startsWith(`#include "${name}/`)) drop.add(at); });
  const missing = new Set(calls);
  for (const definition of functionsOf(lines)) {
    if (!goesWhole(definition, lines, speaks, name)) continue;
    for (let at = definition.first; at <= definition.last; ++at) drop.add(at);
    for (let at = definition.first - 1; lines[at]?.startsWith('//'); --at) drop.add(at);
    missing.add(/(\w+)\(/.exec(definition.signature)[1]);
  }
  const isCall = (line) => { const call = /^\s*(?:void |app::)?(\w+)\(.*\);/.exec(line); return call && missing.has(call[1]); };
  for (let at = 0; at < lines.length; ++at) {
    if (drop.has(at) || /^\s*\/\//.test(lines[at]) || !(speaks.test(lines[at]) || isCall(lines[at]))) continue;
    while (!/;\s*(\/\/.*)?$/.test(lines[at])) drop.add(at++);
    drop.add(at);
  }
  return lines.filter((_, at) => !drop.has(at)).join('\n');
}

// src/app and src/main.cpp as they are without the folder: {gone: names, changed: [{name, text}]}.
export function appWithout(base, name) {
  const main = { name: 'src/main.cpp', text: readFileSync(join(base, 'src/main.cpp'), 'utf8') };
  const files = [...readTree(base, ['src/app'], /\.(cpp|h)$/), main];
  const gone = goneWith(name, files);
  const commands = files.filter((file) => gone.has(file.name) && isCommand(file.name))
    .flatMap((file) => [...file.text.matchAll(/^void (add_\w+)\(CommandLine& \w+\) \{/gm)].map((match) => match[1]));
  const changed = [];
  for (const file of files) {
    if (gone.has(file.name)) continue;
    const text = linesWithout(file.text, name, commands);
    if (text !== file.text) changed.push({ name: file.name, text });
  }
  return { gone: [...gone], changed };
}

// A tree of sources in which the folder is not.
function plant(base, name, left) {
  const place = mkdtempSync(join(tmpdir(), 'parvis-without-'));
  mkdirSync(join(place, 'src/app'), { recursive: true });
  for (const entry of readdirSync(join(base, 'src'))) {
    if (entry !== name && entry !== 'app' && entry !== 'main.cpp') symlinkSync(join(base, 'src', entry), join(place, 'src', entry));
  }
  for (const file of readTree(base, ['src/app'], /\.(cpp|h)$/)) {
    if (left.gone.includes(file.name)) continue;
    mkdirSync(dirname(join(place, file.name)), { recursive: true });
    writeFileSync(join(place, file.name), file.text);
  }
  for (const file of left.changed) writeFileSync(join(place, file.name), file.text);
  return place;
}

// How the build compiles a file, but for what it makes of it; `place` has the sources.
function compilerFor(base, commands, name, place) {
  const found = commands.find((one) => one.file === join(base, name));
  if (!found) throw new Error(`${name} is not in compile_commands.json: build first`);
  const words = found.command.split(/\s+/).filter((word) => word && !word.endsWith('ccache')).map((word) => word.replaceAll('\\"', '"'));
  const kept = [];
  for (let at = 0; at < words.length; ++at) {
    if (['-o', '-c', '-MF', '-MT'].includes(words[at])) ++at;
    else if (!['-MD', '-MMD', '-g1'].includes(words[at])) kept.push(words[at] === `-I${join(base, 'src')}` ? `-I${join(place, 'src')}` : words[at]);
  }
  return { cwd: found.directory, words: [...kept, '-w', '-fsyntax-only', join(place, name)] };
}

function runs({ cwd, words }) {
  return new Promise((done) => {
    const child = spawn(words[0], words.slice(1), { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (piece) => { said += piece; });
    child.on('close', (status) => done(status === 0 ? '' : said.split('\n').filter((line) => / error: /.test(line)).slice(0, 5).join('\n') || said.slice(0, 500)));
  });
}

// Of every object of the program: what it defines and what it needs, of our own names.
function symbolsOf(base, build) {
  const folder = join(build, 'CMakeFiles/parvis_code.dir/src');
  const objects = readdirSync(folder, { recursive: true }).filter((path) => path.endsWith('.cpp.o'));
  const told = execFileSync('nm', ['-A', '-P', '-g', ...objects], { cwd: folder, encoding: 'latin1', maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'ignore'] });
  const defined = new Map(), needed = new Map();
  for (let from = 0; from < told.length;) {
    const end = told.indexOf('\n', from);
    const line = told.slice(from, end);
    from = end + 1;
    if (!line.includes('parvis')) continue;
    const [object, symbol, kind] = line.split(' ');
    const file = object.slice(0, -1).replace(/\.o$/, '');
    const table = kind === 'U' ? needed : defined;
    if (!table.has(symbol)) table.set(symbol, new Set());
    table.get(symbol).add(file);
  }
  return { defined, needed };
}

// Objects that stay and need what only the folder has.
function needsOf(name, symbols, left) {
  const inside = (file) => file.startsWith(`${name}/`);
  const rebuilt = new Set([...left.gone, ...left.changed.map((file) => file.name)].map((file) => relative('src', file)));
  const faults = [];
  for (const [symbol, files] of symbols.needed) {
    const definers = symbols.defined.get(symbol);
    if (!definers || ![...definers].every(inside)) continue;
    for (const file of files) if (!inside(file) && !rebuilt.has(file)) faults.push(`src/${file} needs ${symbol}, which only src/${name} has`);
  }
  return faults;
}

async function faultsWithout(base, commands, symbols, name) {
  const left = appWithout(base, name);
  const faults = needsOf(name, symbols, left).slice(0, 10);
  const place = plant(base, name, left);
  try {
    const sources = left.changed.filter((file) => file.name.endsWith('.cpp') && !file.name.endsWith('_test.cpp'));
    const said = await Promise.all(sources.map((file) => runs(compilerFor(base, commands, file.name, place))));
    return [...faults, ...said.filter(Boolean)];
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

async function look(names, build) {
  const commands = JSON.parse(readFileSync(join(build, 'compile_commands.json'), 'utf8'));
  const symbols = symbolsOf(root, build);
  const waiting = [...names];
  let failed = 0;
  const one = async () => {
    for (let name = waiting.shift(); name; name = waiting.shift()) {
      const faults = await faultsWithout(root, commands, symbols, name);
      if (faults.length > 0) failed += 1;
      console.log(faults.length === 0 ? `without: src/${name} can be deleted` : `without: src/${name} cannot be deleted:\n  ${faults.join('\n  ')}`);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, one));
  return failed;
}

function take(name) {
  const left = appWithout(root, name);
  for (const file of left.changed) writeFileSync(join(root, file.name), file.text);
  for (const file of left.gone) rmSync(join(root, file));
  rmSync(join(root, 'src', name), { recursive: true });
  console.log(`src/${name} is gone, and with it ${[...left.gone, ...left.changed.map((file) => file.name)].join(', ') || 'nothing of src/app'}.`);
  console.log('What tests/ and docs/ say of it, and the links that lead to its pages, are yours to take out.');
}

const words = process.argv.slice(2);
const build = join(root, words.find((word) => existsSync(join(root, word, 'compile_commands.json'))) ?? 'build');
const names = words.filter((word) => capabilities(root).includes(word));
if (words.includes('--delete')) {
  names.forEach(take);
} else if (words.includes('--self-test')) {
  // What everything stands on cannot go: where that passed, the look would see nothing.
  const log = console.log;
  console.log = () => {};
  const failed = await look(['community'], build);
  console.log = log;
  console.log(failed === 1 ? 'without: notices a folder that cannot go' : 'without: noticed nothing');
  process.exit(failed === 1 ? 0 : 1);
} else {
  process.exit((await look(names.length > 0 ? names : capabilities(root), build)) === 0 ? 0 : 1);
}
