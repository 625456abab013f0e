// Holds the documents against the tree: every link leads somewhere; every path, command, option, address and setting that
// they name exists; the French sibling of a document has the same links and commands.
//   node tools/check_docs.mjs [--self-test]
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fault, readKept, readTree, run, selfTest } from './tree.mjs';

// The demo's threads are what members wrote, not documents.
const isDocument = (name) => /\.md$/.test(name) && !/^demo\/(threads|charter)/.test(name);
// What a build or a running program makes.
const made = /^(build|build-[a-z]+|data|node_modules)\//;

// The document with the contents of code blocks and spans blanked out, and those contents: [{index, text}].
function parseMarkdown(text) {
  const code = [];
  const prose = text.replace(/^ *```[^\n]*\n([\s\S]*?)^ *```|`([^`\n]+)`/gm, (whole, block, span, index) => {
    const inside = block ?? span;
    const start = index + whole.indexOf(inside);
    let at = start;
    for (const line of inside.split('\n')) {
      if (line.trim()) code.push({ index: at, text: line });
      at += line.length + 1;
    }
    return whole.replace(/[^\n]/g, ' ');
  });
  return { prose, code };
}

const headingAnchors = (text) => [...parseMarkdown(text).prose.matchAll(/^#+ +(.+)$/gm)]
  .map(([, heading]) => heading.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').trim().replaceAll(' ', '-'));

const linksOf = (prose) => [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => ({ index: match.index, target: match[1] }));

function linkFault(base, file, target) {
  if (/^[a-z]+:/.test(target)) return null;
  const [path, anchor] = target.split('#');
  const name = path ? normalize(join(dirname(file.name), path)) : file.name;
  if (!existsSync(join(base, name))) return `the link leads nowhere: ${target}`;
  if (anchor && !headingAnchors(readFileSync(join(base, name), 'utf8')).includes(anchor)) return `no heading for ${target}`;
  return null;
}

// What the tree has: folders of its top and of src, file names, the program's commands, addresses, and settings (of the
// page that a test compares with the table of settings).
function surveyed(base) {
  const folders = (path) => (existsSync(join(base, path)) ? readdirSync(join(base, path), { withFileTypes: true }) : [])
    .filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const sources = readTree(base, ['src', 'tools', 'tests', 'bench', 'web', 'cmake'], /\.(cpp|h|mjs|ts|css|cmake)$/);
  const text = (pattern) => sources.filter(({ name }) => pattern.test(name)).map((file) => file.text).join('\n');
  const quoted = (of) => [...of.matchAll(/"(\/[^"\s]*)"/g)].map((match) => match[1]);
  return {
    base,
    top: new Set(folders('.')),
    rooms: new Set(folders('src')),
    names: new Set(sources.map(({ name }) => name.split('/').pop())),
    commands: sources.filter(({ name }) => /^src\/app\/commands\//.test(name)),
    addresses: quoted(text(/routes\.cpp$|^src\/api\//)),
    settings: readTree(base, ['docs'], /^docs\/configuration\.md$/).map((file) => file.text).join(''),
  };
}

function pathFault(tree, token) {
  const path = token.replace(/^\.\//, '').replace(/[.,:;]+$/, '');
  const first = path.split('/')[0];
  if (made.test(path) || !/^[\w.-]+\/[\w./*<>{}-]*$/.test(path)) {
    const bare = /^[a-z_]+\.(cpp|h|mjs)$/.test(path);
    return bare && !tree.names.has(path) ? `there is no file ${path}` : null;
  }
  const from = tree.rooms.has(first) ? join(tree.base, 'src') : tree.top.has(first) ? tree.base : null;
  if (!from) return null;
  const certain = path.replace(/[^/]*(\*|NNNN|<|\{).*$/, ''); // as far as it is not a pattern
  const found = [certain, `${certain}.h`, `${certain}.cpp`].some((each) => existsSync(join(from, each)));
  return found ? null : `there is no ${path}`;
}

const optionsIn = (words) => words.map((word) => /^\[?(--[a-z-]+)/.exec(word)?.[1]).filter(Boolean);

// A script of the tree: each option given stands in its text.
function scriptFault(tree, script, words) {
  if (!existsSync(join(tree.base, script))) return null; // told by pathFault
  const text = readFileSync(join(tree.base, script), 'utf8');
  const strange = optionsIn(words).find((option) => !text.includes(option));
  return strange ? `${script} knows no ${strange}` : null;
}

// The program: its commands are in src/app/commands, one file each, with their options.
function programFault(tree, words) {
  const verbs = [];
  for (const word of words) {
    if (!/^[a-z]+(\|[a-z]+)*$/.test(word)) break;
    verbs.push(...word.split('|'));
  }
  if (!verbs.length) return null;
  const file = tree.commands.find(({ text }) => text.includes(`add_subcommand("${verbs[0]}"`));
  if (!file) return `parvis knows no ${verbs[0]}`;
  const takesFolder = file.text.includes('add_option("folder"');
  // Options that commands share stand in the file of the function that adds them.
  const shared = tree.commands.filter(({ text }) => /^void (add_\w+)\(CLI::App&/m.test(text)
    && file.text.includes(/^void (add_\w+)\(CLI::App&/m.exec(text)[1])).map(({ text }) => text).join('');
  const strange = verbs.slice(1, takesFolder ? 2 : undefined).find((verb) => !file.text.includes(`"${verb}"`))
    ?? optionsIn(words).find((option) => !`${file.text}${shared}`.includes(`"${option}"`));
  return strange ? `parvis ${verbs[0]} knows no ${strange}` : null;
}

function commandFault(tree, text) {
  const words = text.replace(/ #.*$/, '').split(/&&|\||;/.test(text) && !/\w\|\w/.test(text) ? /\s*(?:&&|\||;)/ : /$/)[0].trim().split(/\s+/);
  const node = words[0] === 'node' ? 1 : 0;
  if (/^(bin\/)?parvis$/.test(words[node])) return programFault(tree, words.slice(1));
  if (/^(bin|tools|tests)\/\w/.test(words[node])) return scriptFault(tree, words[node], words.slice(node + 1));
  return null;
}

function addressFault(tree, text) {
  const match = /^(?:[A-Z]+ )?(\/[a-z][^\s?"]*)$/.exec(text);
  if (!match || /^\/(dev|proc|etc|srv|var)\//.test(match[1])) return null;
  const isGap = (segment) => /^[{<A-Z]/.test(segment);
  const given = match[1].replace(/^\/api\/v1(?=\/)/, '').split('/');
  const answers = (address) => {
    const known = address.split('/');
    return given.length === known.length && given.every((one, at) => one === known[at] || (isGap(one) && isGap(known[at])));
  };
  if (match[1] === '/api/' || tree.addresses.some(answers)) return null;
  return `no route answers ${match[1]}`;
}

function settingFault(tree, text) {
  const match = /^\[([a-z]+)\] ([a-z_]+)$/.exec(text);
  if (!match || tree.settings.includes(`\`PARVIS_${match[1]}_${match[2]}\``.toUpperCase())) return null;
  return `there is no setting ${text}`;
}

function codeFaults(tree, file, { index, text }) {
  const trimmed = text.trim();
  const found = [
    ...trimmed.split(/[\s"'=]+/).map((token) => pathFault(tree, token)),
    commandFault(tree, trimmed), addressFault(tree, trimmed), settingFault(tree, trimmed),
  ];
  return found.filter(Boolean).map((what) => fault(file, index, what));
}

// Links and commands of a document, without what names the language.
function substance(text) {
  const { prose, code } = parseMarkdown(text);
  const links = linksOf(prose).map(({ target }) => target.replace(/(-fr|\.fr)?(?=\.(png|md)$)/, '')).filter((target) => !/^README/.test(target));
  const commands = code.map((each) => each.text.replace(/ {2,}.*| #.*/, '').trim()).filter((each) => /^(bin\/|parvis )/.test(each));
  return new Set([...links, ...commands]);
}

function siblingFaults(base, file) {
  const other = file.name.replace(/\.fr\.md$/, '.md');
  if (other === file.name || !existsSync(join(base, other))) return [];
  const [ours, theirs] = [substance(file.text), substance(readFileSync(join(base, other), 'utf8'))];
  return [
    ...[...theirs].filter((each) => !ours.has(each)).map((each) => fault(file, 0, `${other} has ${each}, and this does not`)),
    ...[...ours].filter((each) => !theirs.has(each)).map((each) => fault(file, 0, `${other} does not have ${each}`)),
  ];
}

// The page that shows the house shows every room.
function roomFaults(tree, file) {
  if (file.name !== 'ARCHITECTURE.md') return [];
  return [...tree.rooms].filter((room) => !file.text.includes(`src/${room}/`)).map((room) => fault(file, 0, `src/${room}/ is not shown`));
}

export function check(base) {
  const tree = surveyed(base);
  return readKept(base, /\.md$/).filter(({ name }) => isDocument(name)).flatMap((file) => {
    const { prose, code } = parseMarkdown(file.text);
    const links = linksOf(prose).map(({ index, target }) => [index, linkFault(base, file, target)]);
    return [
      ...links.filter(([, what]) => what).map(([index, what]) => fault(file, index, what)),
      ...code.flatMap((each) => codeFaults(tree, file, each)),
      ...siblingFaults(base, file),
      ...roomFaults(tree, file),
    ];
  });
}

const readme = '# Square\n\n[how](docs/how.md#the-way) `bin/run --port 1`, `tools/look.mjs --fix`, `core/text`, `a_b.h`\n';
const sound = {
  'README.md': `${readme}\n\`\`\`\nbin/run     # all\nparvis member add|role --data DIR …   add\nparvis import old DUMP --data DIR\n\`\`\`\n`,
  'README.fr.md': '`bin/run --port 1` `bin/run` [comment](docs/how.md#the-way)\n```\nparvis member add|role --data DIR …\nparvis import old DUMP --data DIR\n```\n',
  'docs/how.md': '## The way\n\n[back](../README.md), `/members/HANDLE`, `GET /posts/{post}`, `[mail] url`, `build/parvis`, `schema/NNNN_name.sql`\n',
  'ARCHITECTURE.md': '`src/core/`, `src/app/`, `src/api/`\n',
  'demo/threads/one.md': '[nowhere](nowhere.md)\n',
  'bin/run': '--port\n',
  'tools/look.mjs': '--fix\n',
  'schema/0001_all.sql': '',
  'src/core/text/a_b.h': '',
  'src/app/routes.cpp': 'add("/members/{handle}")\n',
  'src/api/calls.cpp': '{"/posts/{post}"}\n',
  'docs/configuration.md': '`PARVIS_MAIL_URL`\n',
  'src/app/commands/member.cpp': 'add_subcommand("member") "add" "role" "--data"\n',
  'src/app/commands/import.cpp': 'add_subcommand("import") "old" add_option("folder") "--data"\n',
};
const wrong = (what, text) => ({ what, files: { 'docs/b.md': `\n${text}\n` }, at: 'docs/b.md:2' });
const violations = [
  wrong('a link to a file that is not there', '[x](gone.md)'),
  wrong('a link to a heading that is not there', '[x](how.md#another-way)'),
  wrong('a path that is not there', '`docs/gone.md`'),
  wrong('a path below src that is not there', '`core/gone`'),
  wrong('a file name nobody has', '`gone_test.cpp`'),
  wrong('a script that is not there', '`bin/gone`'),
  wrong('an option of a script that it does not know', '`bin/run --harbour 1`'),
  wrong('an option of a tool that it does not know', '`node tools/look.mjs --away`'),
  wrong('a command that the program does not know', '`parvis sing --data DIR`'),
  wrong('a second word that the program does not know', '`parvis member praise --data DIR`'),
  wrong('an option that the program does not know', '`parvis member add --shoe 42`'),
  wrong('an address without a route', '`/nobody/{handle}`'),
  wrong('a setting that does not exist', '`[mail] stamp`'),
  { what: 'a room that is not shown', files: { 'src/attic/old.h': '' }, at: 'ARCHITECTURE.md:1' },
  { what: 'a French document that says less', files: { 'README.md': `${sound['README.md']}\n[b](docs)\n` }, at: 'README.fr.md:1' },
];

run('check_docs', check, () => selfTest('check_docs', check, sound, violations), 'every link, path, command and address in the documents exists');
