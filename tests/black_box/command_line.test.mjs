// The commands that scripts and administrators type: demo, init, member, token, check.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, assert, skip } from '../support/harness.mjs';
import { Server, apiToken, binary, copyOfDemo, demoAccounts, demoCommunity, overPostgres, parvis, temporaryFolder } from '../support/server.mjs';
import { Person } from '../support/person.mjs';

test('the demo has the size of a living community, and is sound', async () => {
  const data = demoCommunity();
  const server = await Server.start(data);
  const { counts, languages } = (await server.api('GET', '/community', { token: apiToken(server.data, 'perrine', 'read') })).body;
  assert.ok(counts.members >= 60 && counts.threads >= 120 && counts.posts >= 900, JSON.stringify(counts));
  assert.ok(counts.activities > counts.posts && counts.votes > 0 && counts.reactions > 0 && counts.comments > 0);
  assert.deepEqual([...languages].sort(), ['en', 'fr']);
  for (const account of Object.values(demoAccounts())) await new Person(server).signIn(account);
  await server.kill();
  const checked = parvis(['check', '--data', data]);
  assert.equal(checked.status, 0, checked.out + checked.err);
});

test('the demo does not write over a community', () => {
  const again = parvis(['demo', '--data', demoCommunity()]);
  assert.equal(again.status, 1);
  assert.match(again.err, /another folder/);
});

test('a member is added, given a role and a password', async () => {
  const data = temporaryFolder();
  assert.equal(parvis(['init', '--data', data]).status, 0);
  const added = parvis(['member', 'add', '--data', data, '--name', 'Odile Perrin', '--email', 'odile@square.example']);
  assert.equal(added.status, 0, added.err);
  const password = /password: (\S+)/.exec(added.out)[1];
  const server = await Server.start(data);
  const odile = await new Person(server).signIn({ email: 'odile@square.example', password });
  assert.equal((await odile.get('/manage/members')).status, 403);
  const promoted = parvis(['member', 'role', '--data', data, '--member', 'odile@square.example', '--role', 'manager']);
  assert.equal(promoted.status, 0, promoted.err);
  const set = parvis(['member', 'password', '--data', data, '--member', 'odile-perrin', '--password-stdin'], { input: 'three words and more\n' });
  assert.equal(set.status, 0, set.err);
  await server.kill();
  const again = await Server.start(data);
  const old = new Person(again);
  const refused = await old.submit('/sign-in', '/session', { who: 'odile@square.example', password });
  assert.notEqual(refused.status, 303, 'the old password no longer opens');
  const manager = await new Person(again).signIn({ email: 'odile-perrin', password: 'three words and more' });
  assert.equal((await manager.get('/manage/members')).status, 200);
  await again.kill();
});

test('what cannot be done to members is said, and done to nobody', () => {
  const data = temporaryFolder();
  assert.equal(parvis(['init', '--data', data]).status, 0);
  const add = (...more) => parvis(['member', 'add', '--data', data, ...more]);
  assert.equal(add('--name', 'Odile', '--email', 'odile@square.example').status, 0);
  const refused = [
    add('--name', 'Odile', '--email', 'odile@square.example'),
    add('--name', 'Nobody', '--email', 'no address'),
    add('--name', '', '--email', 'empty@square.example'),
    add('--name', 'x'.repeat(500), '--email', 'long@square.example'),
    add('--name', 'Rosa', '--email', 'rosa@square.example', '--role', 'queen'),
    parvis(['member', 'role', '--data', data, '--member', 'nobody', '--role', 'manager']),
    parvis(['member', 'password', '--data', data, '--member', 'odile', '--password-stdin'], { input: 'short\n' }),
    parvis(['token', 'add', '--data', data, '--member', 'nobody', '--scope', 'read']),
    parvis(['token', 'add', '--data', data, '--member', 'odile', '--scope', 'everything']),
    parvis(['token', 'add', '--data', temporaryFolder(), '--member', 'odile', '--scope', 'read']),
  ];
  for (const one of refused) {
    assert.equal(one.status, 1, one.out + one.err);
    assert.match(one.err, /^parvis: .+/);
  }
});

test('a token is printed alone, and opens the API within its scope', async () => {
  const data = demoCommunity();
  const server = await Server.start(data);
  const read = apiToken(data, 'perrine', 'read');
  const member = apiToken(data, 'ilyes', 'manage');
  assert.match(read, /^parvis_\S+$/);
  assert.equal((await server.api('GET', '/activities', { token: read })).status, 200);
  assert.equal((await server.api('GET', '/activities', { token: member })).status, 403);
  assert.equal((await server.api('POST', '/threads', { token: read, body: {} })).status, 403);
  await server.kill();
});

test('check finds what was broken behind its back', async () => {
  if (overPostgres) skip('a server lets no reference be broken');
  if (spawnSync('sqlite3', ['--version']).error) skip('the sqlite3 command is not installed');
  const breakages = [
    'update thread set posts = posts + 1 where id = (select min(id) from thread)',
    'update member set thanks_received = 1000 where id = (select min(id) from member)',
    'pragma foreign_keys = off; delete from post where id = (select max(id) from post)',
  ];
  for (const breakage of breakages) {
    const data = copyOfDemo();
    const broken = spawnSync('sqlite3', [`${data}/community.db`, breakage], { encoding: 'utf8' });
    assert.equal(broken.status, 0, broken.stderr);
    const checked = parvis(['check', '--data', data]);
    assert.notEqual(checked.status, 0, `${breakage}\n${checked.out}`);
  }
});

// Every command that takes a folder, as somebody types it before `--data`; `makes`: it has other words where there is no
// community yet, or makes one. What stands in `parvis --help` and not here is tried without arguments only.
const commands = (place) => [
  { words: ['init'], makes: true },
  { words: ['demo', '--quiet'], makes: true },
  { words: ['serve', '--port', '0'], makes: true },
  { words: ['generate', '--members', '1', '--threads', '1', '--posts', '1'], makes: true },
  { words: ['import', 'parvis', join(place, 'export')], makes: true },
  { words: ['export', join(place, 'out')] },
  { words: ['restore', join(place, 'backup.tar.zst')], makes: true },
  { words: ['rollback'], makes: true },
  { words: ['backup', '--to', join(place, 'backups')] },
  { words: ['check'] },
  { words: ['migrate', '--to', join(place, 'other')] },
  { words: ['member', 'add', '--name', 'Maud', '--email', 'maud@square.example'] },
  { words: ['member', 'role', '--member', 'odile', '--role', 'leader'] },
  { words: ['member', 'password', '--member', 'odile'] },
  { words: ['token', 'add', '--member', 'odile'] },
];

// Every file and folder below `place`, with sizes and instants of change.
const everything = (place) => readdirSync(place, { recursive: true }).sort()
  .map((name) => [name, statSync(join(place, name))])
  .map(([name, { size, mtimeMs, mode }]) => `${name} ${mode} ${size} ${mtimeMs}`);

function assertOneSentence(args, options = {}, wanted = /^parvis: /) {
  const done = parvis(args, { timeout: 60_000, ...options });
  const what = `parvis ${args.join(' ')}: ${done.status} ${done.out}${done.err}`;
  assert.ok(done.status > 0, what);
  assert.match(done.err, wanted, what);
  assert.equal(done.err.trim().split('\n').length, 1, what);
  assert.doesNotMatch(done.err, /filesystem error|what\(\)|terminate|std::|select |pragma/, what);
  return done;
}

// {place, good}: a folder with a community and an export of it, and a file that is neither.
function placeOfTrials() {
  const place = temporaryFolder();
  const good = join(place, 'good');
  const made = [['init', '--data', good], ['member', 'add', '--data', good, '--name', 'Odile', '--email', 'odile@square.example'],
    ['export', join(place, 'export'), '--data', good], ['backup', '--to', join(place, 'backup.tar.zst'), '--data', good]];
  for (const args of made) assert.equal(parvis(args).status, 0, args.join(' '));
  writeFileSync(join(place, 'file'), 'text');
  return { place, good };
}

test('what is mistyped is said in one sentence, with the way to help', () => {
  const help = parvis(['--help']);
  assert.equal(help.status, 0);
  const known = [...help.out.split('Subcommands:')[1].matchAll(/^ {2}(\w+) /gm)].map(([, name]) => name);
  assert.ok(known.includes('serve') && known.includes('export'), known.join(' '));
  for (const name of known) {
    assertOneSentence([name]);
    assert.equal(parvis([name, '--help']).status, 0, name);
  }
  assertOneSentence([], {}, /Say what to do: parvis with one of serve, /);
  assertOneSentence(['srve'], {}, /There is no 'srve' in parvis: write one of serve, /);
  assertOneSentence(['member', 'remove'], {}, /There is no 'remove' in parvis member: write one of add, role, password\./);
  const { place, good } = placeOfTrials();
  const before = everything(place);
  for (const { words } of commands(place)) {
    assertOneSentence(words, {}, /--data is missing\.|with --data/);
    assertOneSentence([...words, '--data'], {}, /--data wants a value\./);
    assertOneSentence([...words, '--data', good, '--colour'], {}, /There is no --colour here\./);
  }
  assertOneSentence(['generate', '--data', good, '--members', 'many'], {}, /This cannot be: --members = many\./);
  assertOneSentence(['generate', '--data', join(place, 'new'), '--threads', '9', '--posts', '1'], {}, /fewer posts than threads/);
  assertOneSentence(['serve', '--data', good, '--port', 'http'], {}, /write a number from 0 to 65535/);
  assert.deepEqual(everything(place), before, 'nothing is changed');
});

test('a wrong folder is named in one sentence, and nothing is changed', () => {
  const { place, good } = placeOfTrials();
  mkdirSync(join(place, 'empty'));
  mkdirSync(join(place, 'odd'));
  writeFileSync(join(place, 'odd', 'parvis.toml'), 'colour = "red"');
  mkdirSync(join(place, 'junk'));
  writeFileSync(join(place, 'junk', 'community.db'), 'no database '.repeat(500));
  const before = everything(place);
  for (const { words, makes } of commands(place)) {
    assertOneSentence([...words, '--data', join(place, 'odd')], {}, /parvis\.toml, line 1/);
    assertOneSentence([...words, '--data', '/proc/nowhere']);
    if (!overPostgres) {
      assertOneSentence([...words, '--data', join(place, 'file')]);
      assertOneSentence([...words, '--data', join(place, 'file', 'in')]);
      assertOneSentence([...words, '--data', join(place, 'junk')], {}, /community\.db is no database|is a community in .* already|No upgrade left a backup/);
    }
    if (makes) continue;
    assertOneSentence([...words, '--data', join(place, 'nowhere')], {}, /There is no community in .*parvis init/);
    assertOneSentence([...words, '--data', join(place, 'empty')], {}, /There is no community in .*parvis init/);
  }
  const unreachable = ['--database', 'postgresql://nobody@127.0.0.1:1/nothing'];
  for (const { words } of commands(place)) {
    assertOneSentence([...words, '--data', join(place, 'new'), ...unreachable], {}, /127\.0\.0\.1:1|is kept in PostgreSQL/);
  }
  const sources = ['nowhere', 'empty', 'file'].map((name) => join(place, name));
  for (const source of sources) {
    assertOneSentence(['import', 'parvis', source, '--data', join(place, 'new')], {}, /There is no export in/);
    assertOneSentence(['import', 'stackexchange', source, '--data', join(place, 'new')], {}, /There is no Stack Exchange dump|cannot be read/);
  }
  assertOneSentence(['export', join(place, 'export'), '--data', good], {}, /There is something in .* already/);
  assertOneSentence(['export', join(place, 'file'), '--data', good], {}, /cannot be made/);
  assertOneSentence(['migrate', '--data', good, '--to', join(place, 'file', 'in')], {}, /cannot be made/);
  const after = everything(place).filter((line) => !line.startsWith('good'));
  assert.deepEqual(after, before.filter((line) => !line.startsWith('good')), 'nothing is changed');
});

test('what may not be read or written is named in one sentence, and nothing is changed', () => {
  if (process.getuid() !== 0) skip('only root can become somebody else');
  if (overPostgres) skip('the community is not in the folder');
  const { place, good } = placeOfTrials();
  chmodSync(place, 0o755);
  const nobody = { uid: 65534, gid: 65534 };
  if (spawnSync(binary, ['--version'], nobody).status !== 0) skip('others may not run the program here');
  mkdirSync(join(place, 'theirs'));
  chmodSync(join(place, 'theirs'), 0o777);
  cpSync(join(place, 'export'), join(place, 'closed'), { recursive: true });
  const before = everything(place);
  for (const { words } of commands(place)) {
    if (words[0] !== 'import') assertOneSentence([...words, '--data', good], nobody);
    assertOneSentence([...words, '--data', join(good, 'in')], nobody);
  }
  for (const kind of ['parvis', 'stackexchange']) {
    assertOneSentence(['import', kind, join(place, 'closed'), '--data', join(place, 'theirs', 'new')], nobody);
  }
  assert.deepEqual(everything(place), before, 'nothing is changed');
  assert.ok(!existsSync(join(place, 'theirs', 'new')));
  assert.ok(readFileSync(join(good, 'community.db')).length > 0);
});
