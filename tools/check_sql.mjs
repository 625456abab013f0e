// Refuses SQL that only one of the two databases understands, or that they understand differently. It reads the SQL
// literals of src/**/*.{h,cpp} and the files of schema/, except those named for one database (search_sqlite.cpp,
// sqlite_store.cpp, 0003_search.postgres.sql). What must be written for one of them elsewhere carries the comment
// "one database only: <reason>" on its line or the line above.
//   node tools/check_sql.mjs [root]      exit status 1 when something is refused
//   node tools/check_sql.mjs --self-test shows that each rule refuses what it is there for, and nothing else
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

const RULES = [
  [/\binsert\s+or\s+\w+|\breplace\s+into\b/i, 'SQLite only: use "on conflict (…) do update" or "do nothing"'],
  [/\b_?rowid_?\b|\blast_insert_rowid\b/i, 'SQLite only: identifiers are made by the program'],
  [/\bautoincrement\b|\b(?:small|big)?serial\b|\bnextval\b/i, 'no sequences: identifiers are made by the program'],
  [/\bglob\b|\bregexp\b|\bmatch\b|\bilike\b|\bsimilar\s+to\b|~/i, 'not in both: full text stands in a named pair of files'],
  [/\blike\b/i, 'SQLite ignores case, PostgreSQL does not: compare a folded key, or a range for a prefix'],
  [/\b(?:lower|upper)\s*\(/i, 'SQLite folds ASCII only: fold in the program and keep a key'],
  [/\b(?:ifnull|iif|total|instr|typeof|unicode|hex|quote|zeroblob|likely|unlikely|changes)\s*\(/i, 'SQLite only: use coalesce, case'],
  [/\b(?:greatest|least|position|date_trunc|to_char|extract|to_tsvector|unnest|generate_series|left|right)\s*\(/i, 'PostgreSQL only'],
  [/\b(?:max|min)\s*\((?:[^(),]|\([^()]*\))*,/i, 'SQLite only with two values: use case'],
  [/==/, 'SQLite only: use ='],
  [/<=>/, 'in neither'],
  [/"/, 'double quotes name columns, they do not quote text; plain names need none'],
  [/`|(?<![\w$)\]])\[/, 'quoted names are not portable'],
  [/\b(?:datetime|julianday|strftime|unixepoch|timediff)\s*\(|\b(?:date|time)\s*\(|\bnow\s*\(|\bcurrent_(?:time|date|timestamp)\b|\binterval\b/i,
    'instants are 64-bit microseconds given as parameters'],
  [/\bjson_\w+\s*\(|\bjsonb?_\w+\s*\(|->/i, 'JSON is read and written by the program'],
  [/\blimit\s+[\w$]+\s*,/i, 'SQLite only: and lists are paged by key'],
  [/\boffset\b/i, 'lists are paged by key, never by offset'],
  [/\b(?:printf|format)\s*\(/i, 'texts are made by the program'],
  [/\bgroup_concat\s*\(|\bstring_agg\s*\(|\barray_agg\s*\(/i, 'not in both: join in the program'],
  [/\bpragma\b|\bsqlite_\w+|\bpg_\w+|\binformation_schema\b/i, 'one database only'],
  [/::|\barray\s*\[|\bany\s*\(|\bdistinct\s+on\b|\bfor\s+(?:update|share)\b|\bskip\s+locked\b|\blateral\b|\busing\s+(?:gin|gist|btree|hash)\b/i, 'PostgreSQL only'],
  [/\breturning\s+\*/i, 'name the columns, so that a new one changes nothing'],
  [/\?/, 'parameters are $1, $2, …'],
  [/\b(?:true|false)\b|\bboolean\b/i, 'truth values are the integers 0 and 1'],
  [/\bis\s+(?:not\s+)?(?!not\b|null\b|distinct\b)[\w$']/i, 'SQLite only: "is" goes with null; use = or "is not distinct from"'],
  [/\b(?:vacuum|attach|detach|reindex|begin|commit|rollback|savepoint)\b/i, 'the store does this'],
  [/\b(?:indexed\s+by|not\s+indexed|without\s+rowid|strict\s*;|virtual\s+table)/i, 'SQLite only'],
  [/\bcollate\b/i, 'text compares by its bytes in both; fold in the program'],
  [/\bcreate\s+(?:or\s+replace\s+)?(?:temp\w*\s+)?(?:trigger|function)\b/i, 'not in both: the rule belongs to the program'],
  // The index of roles leaves plain members out.
  [/\bfrom\s+member\s+where\b(?![^()]*\brole\s*>\s*1\b)(?![^()]*\bid\s*=)[^()]*?\brole\s*(?:>=?|=|in\s*\()\s*[2-9]/i,
    'a million members would be read for the few of the team: "role > 1 and role …" asks the index'],
];
// Of column types, in schema files and "create table" only: elsewhere these may be names.
const TYPE_RULES = [
  [/\bblob\b/i, 'a blob is bytea in both'],
  [/\b(?:real|float|double)\b(?!\s+precision)/i, 'a number with decimals is double precision in both'],
  [/\b(?:datetime|timestamp|timestamptz)\b/i, 'an instant is bigint: microseconds, UTC'],
];

// Everything between single quotes and every comment becomes blanks, line feeds kept.
function masked(sql) {
  return sql.replace(/'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\//g, (part) => {
    const blank = part.replace(/[^\n]/g, ' ');
    return part.startsWith("'") ? `'${blank.slice(2)}'` : blank;
  });
}

// PostgreSQL before 16 wants a name after a subquery in "from": gives the index of one that has none, or -1.
function unnamedSubquery(sql) {
  for (const found of sql.matchAll(/\b(?:from|join)\s*\(\s*(?:select|values|with)\b/gi)) {
    let depth = 0;
    let at = sql.indexOf('(', found.index);
    for (; at < sql.length; ++at) {
      if (sql[at] === '(') ++depth;
      if (sql[at] === ')' && --depth === 0) break;
    }
    if (at === sql.length) continue; // goes on in another literal
    const next = /^\s*(\w+)?/.exec(sql.slice(at + 1))[1];
    if (next === undefined || /^(?:where|on|join|left|inner|cross|group|order|limit|union|having)$/i.test(next)) return found.index;
  }
  return -1;
}

// What is wrong in a piece of SQL: [{ index, reason, text }].
export function problemsIn(sql) {
  const text = masked(sql);
  const problems = [];
  const rules = /\bcreate\s+table\b|\badd\s+column\b/i.test(text) ? [...RULES, ...TYPE_RULES] : RULES;
  for (const [pattern, reason] of rules) {
    const found = pattern.exec(text);
    if (found) problems.push({ index: found.index, reason, text: found[0].trim() });
  }
  const unnamed = unnamedSubquery(text);
  if (unnamed >= 0) problems.push({ index: unnamed, reason: 'PostgreSQL wants a name after a subquery: "(…) as name"', text: 'from (…)' });
  return problems;
}

const ESCAPES = { n: '\n', t: '\t', '"': '"', "'": "'", '\\': '\\' };

// The string literals of a C++ text, adjacent ones joined: [{ text, at: [offset of each character], before }], where
// `before` is the code that leads to it, without comments.
export function literalsIn(code) {
  const literals = [];
  const pattern = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|(?:u8|L)?R"([^()\\ ]*)\(([\s\S]*?)\)\1"|"((?:[^"\\\n]|\\.)*)"|'(?:[^'\\\n]|\\.)+'/g;
  let kept = ''; // the code so far, literals as "", comments left out
  let end = 0;
  let open = null; // a literal that the next one may continue
  for (const found of code.matchAll(pattern)) {
    const between = code.slice(end, found.index);
    kept += between;
    if (between.trim() !== '') open = null;
    end = found.index + found[0].length;
    const raw = found[2];
    const plain = found[3];
    if (raw === undefined && plain === undefined) {
      if (found[0].startsWith("'")) (kept += "' '"), (open = null);
      continue;
    }
    if (open === null) {
      open = { text: '', at: [], before: kept.slice(-160) };
      literals.push(open);
      kept += '""';
    }
    const start = found.index + found[0].indexOf(raw === undefined ? '"' : '(') + 1;
    const body = raw ?? plain;
    for (let i = 0; i < body.length; ++i) {
      open.at.push(start + i);
      if (raw === undefined && body[i] === '\\') open.text += ESCAPES[body[++i]] ?? ' ';
      else open.text += body[i];
    }
  }
  return literals;
}

const SQL_PLACE = /\bSql\s*(?:\w+\s*)?(?:\[\]\s*)?(?:=\s*)?[({]?\s*$|[.>](?:run|one|all|each)\s*(?:<(?:[^<>;]|<[^<>]*>)*>)?\s*\(\s*$|\b(?:must|attempt)\s*\(\s*$/;
const SQL_START = /^\s*(?:select\s+(?:[\d$('*]|[\s\S]*\bfrom\b)|insert\s+(?:into|or)\b|update\s+\w+\s+set\b|delete\s+from\b|create\s+(?:unique\s+)?(?:table|index)\b|alter\s+table\b|drop\s+(?:table|index)\b|with\s+(?:recursive\s+)?\w+\s*(?:\([^)]*\)\s*)?as\b|replace\s+into\b|pragma\s+\w)/i;
const SQL_PART = /^\s*(?:(?:and|or|where|on|having)\s[^]*(?:\$\d|[\w)]\s*(?:=|<|>|<>|\bin\s*\(|\bis\s+(?:not\s+)?null\b))|(?:order|group)\s+by\s+[a-z_.]+(?:\s*,|\s+desc\b|\s+asc\b|\s+limit\b|\s*$)|(?:left\s+|inner\s+)?join\s+\w+.*\bon\b|limit\s+\$|union\s+(?:all\s+)?select\b)/i;

function isSql(literal) {
  return SQL_PLACE.test(literal.before) || SQL_START.test(literal.text) || SQL_PART.test(literal.text);
}

function lineOf(text, index) {
  return text.slice(0, index).split('\n').length;
}

function isExempt(text, line) {
  const lines = text.split('\n');
  return [line - 1, line - 2].some((at) => /one database only: \S/.test(lines[at] ?? ''));
}

const ONE_DATABASE = /(?:^|[._])(?:sqlite|postgres)(?:[._]|$)/;

function filesBelow(folder, pattern) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name) && !ONE_DATABASE.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

export function checkCode(code) {
  const found = [];
  let count = 0;
  for (const literal of literalsIn(code)) {
    if (!isSql(literal)) continue;
    ++count;
    for (const problem of problemsIn(literal.text)) {
      const line = lineOf(code, literal.at[Math.min(problem.index, literal.at.length - 1)] ?? 0);
      const first = lineOf(code, literal.at[0] ?? 0);
      if (!isExempt(code, line) && !isExempt(code, first)) found.push({ line, ...problem });
    }
  }
  return { found, count };
}

export function checkSchema(text) {
  const found = [];
  let start = 0;
  for (const statement of masked(text).split(';')) {
    for (const problem of problemsIn(statement)) {
      const line = lineOf(text, start + problem.index);
      if (!isExempt(text, line)) found.push({ line, ...problem });
    }
    start += statement.length + 1;
  }
  return found;
}

function checkTree(root) {
  let literals = 0;
  let bad = 0;
  const report = (file, found) => {
    for (const { line, text, reason } of found) console.log(`${relative(root, file)}:${line}: ${text}: ${reason}`), ++bad;
  };
  for (const file of filesBelow(join(root, 'src'), /\.(?:h|cpp)$/)) {
    const { found, count } = checkCode(readFileSync(file, 'utf8'));
    literals += count;
    report(file, found);
  }
  const schema = filesBelow(join(root, 'schema'), /\.sql$/);
  for (const file of schema) report(file, checkSchema(readFileSync(file, 'utf8')));
  console.log(`${literals} SQL texts and ${schema.length} schema files read, ${bad} refused`);
  return bad === 0 && literals > 0;
}

const PLANTED = [
  'insert or ignore into a values ($1)', 'insert or replace into a values (1)', 'replace into a values (1)', 'select rowid from a',
  'create table a(id integer primary key autoincrement)', 'create table a(id bigserial)', "select a from b where c glob 'x*'",
  "select a from b where c like 'x%'", "select a from b where c ilike 'x'", 'select lower(a) from b', 'select ifnull(a, 1) from b',
  'select max(a, b) from c', 'select max(coalesce(a, 0), 1) from c', 'select greatest(a, b) from c', 'select a from b where c == 1',
  'select a from b where c = "text"', 'select [a] from b', "select datetime('now')", "select strftime('%s', a) from b", 'select now()',
  'select current_timestamp', 'select value from json_each($1)', "select a->>'x' from b", 'select a from b limit 10, 20',
  'select a from b limit 10 offset 20', "select printf('%d', a) from b", 'select group_concat(a) from b', 'select string_agg(a, b) from c',
  'pragma user_version', 'select name from sqlite_master', 'select oid from pg_class', 'select a::int from b',
  'select a from b where c = any($1)', 'select distinct on (a) b from c', 'select a from b for update',
  'insert into a values (1) returning *', 'select a from b where c = ?', 'select a from b where c = true',
  'create table a(open boolean)', 'select a from b where c is $1', 'select a from b where c is not 3', 'vacuum', 'savepoint a',
  'create table a(b bigint) without rowid', 'create table a(b text collate nocase)', 'create table a(b blob)', 'create table a(b real)',
  'create table a(b timestamp)', 'create trigger a after insert on b', 'create virtual table a using fts5(b)',
  'select a from (select 1 as a)', 'select a from (select 1 as a) where a = 1', 'select a from b join (select 1 as c) on c = a',
  'select id from member where role >= 4 and status = 1', 'select id from member where role in (2, 4)',
  'select id from member where status = 1 and role >= 4',
];
const ALLOWED = [
  "select a, 'insert or ignore; rowid == \"x\" ?' from b where c = $1 -- pragma",
  'insert into a(b) values ($1) on conflict (b) do update set c = excluded.c returning b',
  'insert into a(b) values ($1) on conflict (b) do nothing', 'select max(a), min(b), count(*) filter (where c > 0) from d group by e',
  'select a from b where c is null and d is not null and e is not distinct from $1', "select coalesce(a, '') || b from c order by d desc limit $1",
  'create table a(id bigint not null primary key, hash bytea, ratio double precision, at bigint)', 'select x.a from (select 1 as a) as x',
  'with recursive n(i) as (select 1 union all select i + 1 from n where i < $1) select i from n', 'select real, blob from format',
  'select a from b where (c, d) < ($1, $2) order by c desc, d desc limit 20', 'create index a on b (c, d) where e is null',
  'select a from b where c in (select d from e) and exists (select 1 from f)', 'select matches, liked from game where begins < $1',
  'select id from member where role > 1 and role >= 4', 'select id from member where role = 1', 'select id from member where id = $1 and role >= 4',
];
// Where literals are found in code: [code, line of the problem or 0].
const PLACES = [
  ['const Sql kA = "select a "\n  "from b limit 1 offset 2";', 2],
  ['const Sql kA{R"(\nselect a\nfrom b offset 2)"};', 3],
  ['t.run(\n"insert or ignore into a values ($1)", x);', 2],
  ['r.one<std::optional<int>>("select rowid from a");', 1],
  ['auto all = r.all<std::pair<A, B>>( Sql("select a ") + Sql("where b glob 1"));', 1],
  ['const auto q = first + " and a like $1 order by b";', 1],
  ['// t.run("select rowid from a")\n/* t.run("pragma x") */', 0],
  ['// one database only: tests the pages\nt.run("pragma page_count");', 0],
  ["char c = '\"'; say(\"offset true ?\"); char d = '\\'';", 0],
  ['throw Fault("select a better name, or like it?");', 0],
  ['form.text("where are you, true?");', 0],
  ['say("or is right as it is, like 12 others");', 0],
];

function selfTest() {
  const failures = [];
  for (const sql of PLANTED) if (problemsIn(sql).length === 0) failures.push(`let pass: ${sql}`);
  for (const sql of ALLOWED) for (const { text, reason } of problemsIn(sql)) failures.push(`refused "${text}" (${reason}): ${sql}`);
  for (const [code, line] of PLACES) {
    const lines = checkCode(code).found.map((problem) => problem.line);
    if (line === 0 ? lines.length > 0 : !lines.includes(line)) failures.push(`lines [${lines}] instead of ${line}: ${code}`);
  }
  const schema = checkSchema('create table a(b bigint);\n-- pragma\ncreate table c(\n  d blob\n);\n');
  if (schema.length !== 1 || schema[0].line !== 4) failures.push(`schema: ${JSON.stringify(schema)}`);
  for (const [pattern, reason] of [...RULES, ...TYPE_RULES]) {
    if (!PLANTED.some((sql) => pattern.test(masked(sql))) && reason !== 'in neither') failures.push(`no planted input for: ${reason} ${pattern}`);
  }
  for (const failure of failures) console.log(failure);
  console.log(`self-test: ${PLANTED.length + ALLOWED.length + PLACES.length + 1} inputs, ${failures.length} wrong`);
  return failures.length === 0;
}

const [argument = join(import.meta.dirname ?? '.', '..')] = process.argv.slice(2);
process.exitCode = (argument === '--self-test' ? selfTest() : checkTree(argument)) ? 0 : 1;
