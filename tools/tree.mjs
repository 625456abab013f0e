// What the checks of this folder share: reading the tree, telling what is wrong with file and line, and planting
// violations in a temporary folder to show that a check can fail.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const skippedFolders = /^(\.git|node_modules|build.*|data|dist)$/;

function walk(folder, found) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!skippedFolders.test(entry.name)) walk(path, found);
    } else if (entry.isFile()) {
      found.push(path);
    }
  }
  return found;
}

// The files of the tree as {name, text}, name relative to `base`; `under` limits to some folders.
export function readTree(base, under, extensions) {
  const folders = (under ?? ['.']).map((folder) => join(base, folder)).filter((folder) => existsSync(folder));
  return folders
    .flatMap((folder) => walk(folder, []))
    .filter((path) => !extensions || extensions.test(relative(base, path)))
    .sort()
    .map((path) => ({ name: relative(base, path), text: readFileSync(path, 'utf8') }));
}

// The files that git keeps or would keep (not the ignored ones), or all of them outside a repository.
export function readKept(base, extensions) {
  let names;
  try {
    const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
      { cwd: base, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 26 });
    names = [...new Set(list.split('\0'))].filter((name) => name && existsSync(join(base, name)));
  } catch {
    return readTree(base, undefined, extensions);
  }
  return names.filter((name) => extensions.test(name)).sort()
    .map((name) => ({ name, text: readFileSync(join(base, name), 'utf8') }));
}

export const lineAt = (text, index) => {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < index; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
};

export const fault = (file, index, what) => `${file.name}:${lineAt(file.text, index)}: ${what}`;

// C++ with comments and the insides of literals blanked out (same length, same lines), and the literals themselves.
// → {code, literals: [{index, text}]}
export function parseCpp(text) {
  const token = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|R"([^\s()\\]{0,16})\(([\s\S]*?)\)\1"|"((?:[^"\\\n]|\\.)*)"|(?<![0-9a-fA-F])'(?:[^'\\\n]|\\.)*'/g;
  const literals = [];
  const code = text.replace(token, (whole, delimiter, raw, plain, index) => {
    const blank = whole.replace(/[^\n]/g, ' ');
    const inside = raw ?? plain;
    if (inside === undefined) return blank;
    literals.push({ index, text: inside });
    return `"${blank.slice(1, -1)}"`;
  });
  return { code, literals };
}

// Runs `check(base)` on a temporary folder holding `files` ({name: text}).
export function faultsOf(files, check) {
  const base = mkdtempSync(join(tmpdir(), 'parvis-check-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(base, name)), { recursive: true });
      writeFileSync(join(base, name), text);
    }
    return check(base);
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

// `sound` must give no fault; each of `violations` ({what, files, at}) added to it must give exactly one, at that place.
export function selfTest(name, check, sound, violations) {
  const failures = [];
  const quiet = faultsOf(sound, check);
  if (quiet.length) failures.push(`finds fault with a sound tree: ${quiet.join(' | ')}`);
  for (const { what, files, at } of violations) {
    const found = faultsOf({ ...sound, ...files }, check);
    if (found.length !== 1 || !found[0].startsWith(`${at}: `)) {
      failures.push(`${what}: expected one fault at ${at}, found: ${found.join(' | ') || 'none'}`);
    }
  }
  failures.forEach((failure) => console.error(`self-test: ${failure}`));
  if (!failures.length) console.log(`${name}: self-test passed (${violations.length} violations seen)`);
  return failures.length === 0;
}

// The end of every check: `--self-test`, or the tree itself.
export function run(name, check, ownTest, said) {
  let good;
  if (process.argv[2] === '--self-test') {
    good = ownTest();
  } else {
    const faults = check(root);
    faults.forEach((each) => console.error(each));
    good = faults.length === 0;
    console.log(good ? `${name}: ${said}` : `${name}: ${faults.length} to mend`);
  }
  process.exitCode = good ? 0 : 1;
}
