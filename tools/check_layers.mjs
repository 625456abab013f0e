// Who may include whom (ARCHITECTURE.md), which outside headers stay in which room, and how long a file may be.
//   node tools/check_layers.mjs [--self-test]
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fault, parseCpp, readTree, run, selfTest } from './tree.mjs';

const longest = 400;
const headLines = 15; // where "Long because: …" may stand
const generated = ['source_dir.h']; // written by CMake, below no folder of src

// Outside headers that only some folders include.
const rooms = [
  { header: /^boost\/(asio|beast)(\.hpp|\/)/, folders: ['core/http'], why: 'sockets and coroutines live there; they cost 4 s and 400 MB per file' },
  { header: /^sqlite3\.h$/, folders: ['core/store'], why: 'one door to the database' },
  { header: /^libpq-fe\.h$/, folders: ['core/store'], why: 'one door to the database' },
  { header: /^gumbo\.h$/, folders: ['core/text'], why: 'one file knows the HTML parser, so that another can take its place' },
  { header: /^curl\//, folders: ['core/fetch', 'core/mail', 'core/blobs'], why: 'nothing goes out but through a guarded door' },
  { header: /^regex$/, folders: [], why: 'std::regex can take exponential time and overflow the stack' },
];

// What a folder of src may include beside itself; null: everything.
function allowedFor(layer) {
  if (layer === 'app' || layer === 'main.cpp') return null;
  if (layer === 'core') return [];
  if (layer === 'community') return ['core'];
  return ['core', 'community']; // the capabilities and the cockpit: never each other
}

function checkQuoted(base, file, layer, path, say) {
  if (generated.includes(path)) return undefined;
  if (!existsSync(join(base, 'src', path))) return say(`"${path}" is no file below src: write the path from src`);
  const target = path.split('/')[0];
  const allowed = allowedFor(layer);
  if (!allowed || target === layer || allowed.includes(target)) return undefined;
  const may = allowed.length ? ` (only ${[layer, ...allowed].join(', ')})` : ' (only core)';
  return say(`${layer} may not include ${target}${may}`);
}

function checkIncludes(base, file) {
  const faults = [];
  const inside = file.name.replace(/^src\//, '');
  const layer = inside.split('/')[0];
  const { code } = parseCpp(file.text);
  for (const match of code.matchAll(/^[ \t]*#[ \t]*include[ \t]*(["<])/gm)) {
    const start = match.index + match[0].length;
    const path = file.text.slice(start, file.text.slice(start).search(/[">]/) + start);
    const say = (what) => faults.push(fault(file, match.index, what));
    if (match[1] === '"') checkQuoted(base, file, layer, path, say);
    for (const room of rooms) {
      if (!room.header.test(path) || room.folders.some((folder) => inside.startsWith(`${folder}/`))) continue;
      say(`<${path}> belongs ${room.folders.length ? `in ${room.folders.join(' and ')} only` : 'nowhere'}: ${room.why}`);
    }
  }
  return faults;
}

function checkLength(file) {
  const lines = file.text.split('\n').length - 1;
  if (lines <= longest) return [];
  const head = file.text.split('\n').slice(0, headLines).join('\n');
  if (/Long because: \S/.test(head)) return [];
  return [`${file.name}:${longest + 1}: ${lines} lines, ${longest} at most: split it, or say "Long because: …" in its first lines`];
}

export function check(base) {
  const sources = readTree(base, ['src'], /\.(cpp|h)$/);
  const browser = readTree(base, ['web'], /\.(ts|css|mjs)$/);
  return [...sources.flatMap((file) => checkIncludes(base, file)), ...[...sources, ...browser].flatMap(checkLength)];
}

const long = (head) => `${head}\n${'\n'.repeat(longest)}`;
const sound = {
  'src/main.cpp': '#include "app/app.h"\n',
  'src/app/app.h': '#include "forum/forum.h"\n#include "ideas/idea.h"\n#include "core/a.h"\n',
  'src/forum/forum.h': '#include "forum/post.h"\n#include "community/member.h"\n#include "core/a.h"\n// #include "ideas/idea.h"\n',
  'src/forum/post.h': '',
  'src/ideas/idea.h': '#include <vector>\n',
  'src/cockpit/today.h': '#include "community/member.h"\n',
  'src/community/member.h': '#include "core/a.h"\n',
  'src/core/a.h': '#include <string>\n#include "core/store/store.cpp"\n',
  'src/core/store/store.cpp': '#include <sqlite3.h>\n',
  'src/core/http/server.cpp': '#include <boost/asio/ip/tcp.hpp>\n#include <boost/beast.hpp>\n',
  'src/core/long.cpp': long('// Long because: a table of all the world.'),
  'web/src/a.ts': '',
};
const violations = [
  { what: 'core above itself', files: { 'src/core/b.h': '\n#include "community/member.h"\n' }, at: 'src/core/b.h:2' },
  { what: 'community above itself', files: { 'src/community/b.h': '#include "forum/post.h"\n' }, at: 'src/community/b.h:1' },
  { what: 'one capability in another', files: { 'src/ideas/b.h': '#include "forum/post.h"\n' }, at: 'src/ideas/b.h:1' },
  { what: 'the cockpit in a capability', files: { 'src/forum/b.h': '#include "cockpit/today.h"\n' }, at: 'src/forum/b.h:1' },
  { what: 'a capability in the cockpit', files: { 'src/cockpit/b.h': '#include "forum/post.h"\n' }, at: 'src/cockpit/b.h:1' },
  { what: 'the root in a capability', files: { 'src/forum/b.h': '#include "app/app.h"\n' }, at: 'src/forum/b.h:1' },
  { what: 'Asio outside core/http', files: { 'src/core/live/b.h': '#include <boost/asio.hpp>\n' }, at: 'src/core/live/b.h:1' },
  { what: 'Beast outside core/http', files: { 'src/app/b.h': '#  include <boost/beast/core.hpp>\n' }, at: 'src/app/b.h:1' },
  { what: 'SQLite outside core/store', files: { 'src/forum/b.cpp': '#include "forum/post.h"\n#include <sqlite3.h>\n' }, at: 'src/forum/b.cpp:2' },
  { what: 'curl outside its doors', files: { 'src/forum/b.cpp': '#include <curl/curl.h>\n' }, at: 'src/forum/b.cpp:1' },
  { what: 'gumbo outside core/text', files: { 'src/forum/b.cpp': '#include <gumbo.h>\n' }, at: 'src/forum/b.cpp:1' },
  { what: 'regex anywhere', files: { 'src/core/b.cpp': '#include <regex>\n' }, at: 'src/core/b.cpp:1' },
  { what: 'a path that is none', files: { 'src/core/b.cpp': '#include "../core/a.h"\n' }, at: 'src/core/b.cpp:1' },
  { what: 'a long source', files: { 'src/core/b.cpp': long('// Short words.') }, at: 'src/core/b.cpp:401' },
  { what: 'a long style sheet', files: { 'web/styles/b.css': long('/* */') }, at: 'web/styles/b.css:401' },
];

run('check_layers', check, () => selfTest('check_layers', check, sound, violations), 'every include stays in its layer, no file is too long');
