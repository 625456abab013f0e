// A community leaves in the open form and arrives again: the demo, while it is served and written to, from one kind of
// database to the other, stopped at any moment.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, assert, skip } from '../support/harness.mjs';
import { Server, apiToken, askDatabase, binary, databaseOf, demoAccounts, demoCommunity, environmentOf, overPostgres, parvis, temporaryFolder } from '../support/server.mjs';
import { Person } from '../support/person.mjs';
import { killAtMoments } from '../support/stopping.mjs';

function done(args) {
  const result = parvis(args);
  assert.equal(result.status, 0, result.out + result.err);
  return result;
}

function exported(data, ...more) {
  const folder = join(temporaryFolder(), 'export');
  done(['export', folder, '--data', data, ...more]);
  return folder;
}

const described = (folder) => JSON.parse(readFileSync(join(folder, 'community.json'), 'utf8'));
const linesOf = (folder, file) => readFileSync(join(folder, file), 'utf8').trim().split('\n').filter(Boolean).map(JSON.parse);

// Byte for byte, but for when they were made.
function assertSameExport(left, right) {
  assert.deepEqual(readdirSync(left).sort(), readdirSync(right).sort());
  const [one, other] = [described(left), described(right)].map((whole) => ({ ...whole, exported_at: '' }));
  assert.deepEqual(one, other);
  for (const { name } of one.files) assert.ok(readFileSync(join(left, name)).equals(readFileSync(join(right, name))), name);
}

function assertSound(data, ...more) {
  const checked = parvis(['check', '--data', data, ...more]);
  assert.equal(checked.status, 0, checked.out + checked.err);
}

test('the demo leaves and arrives the same, byte for byte, and its people sign in as before', async () => {
  const first = exported(demoCommunity(), '--with-accounts');
  const copy = temporaryFolder();
  const trial = done(['import', 'parvis', first, '--data', join(copy, 'none'), '--dry-run']);
  assert.match(trial.out, /^posts\s+\d+\s+\d+\s+0\s+0\s+0$/m);
  assert.ok(!existsSync(join(copy, 'none')), 'a dry run makes nothing');
  done(['import', 'parvis', first, '--data', copy]);
  assertSound(copy);
  assertSameExport(exported(copy, '--with-accounts'), first);
  const server = await Server.start(copy);
  await new Person(server).signIn(demoAccounts().manager);
  const thread = linesOf(first, 'threads.jsonl').find((one) => !one.deleted_at);
  const found = await server.api('GET', `/threads/${thread.id}`, { token: apiToken(copy, 'perrine', 'read') });
  assert.equal(found.body.title, thread.title, 'an address is what it was');
  assert.ok((await server.api('GET', '/search?q=roue')).body.found > 0, 'search finds what arrived');
  await server.kill();
});

test('without accounts nothing that opens one leaves', () => {
  const folder = exported(demoCommunity());
  const all = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
  assert.doesNotMatch(all, /argon2|password_hash|token_hash|"secret"/);
  assert.equal(described(folder).accounts, false);
  for (const file of readdirSync(folder)) assert.equal(statSync(join(folder, file)).mode & 0o077, 0, file);
});

test('what a second import of the same adds is nothing, and another community is not written over', () => {
  const first = exported(demoCommunity());
  const copy = temporaryFolder();
  done(['import', 'parvis', first, '--data', copy]);
  const again = done(['import', 'parvis', first, '--data', copy]);
  assert.match(again.out, /^posts\s+\S+\s+0\s+\S+\s+0\s+0$/m);
  assertSameExport(exported(copy), first);
  const other = temporaryFolder();
  done(['init', '--data', other]);
  done(['member', 'add', '--data', other, '--name', 'Odile', '--email', 'odile@square.example']);
  const before = exported(other);
  const refused = parvis(['import', 'parvis', first, '--data', other]);
  assert.equal(refused.status, 1, refused.out);
  assert.match(refused.err, /^parvis: There is a community here already/);
  assertSameExport(exported(other), before);
});

test('an export is one instant of a community that goes on', async () => {
  const data = temporaryFolder();
  done(['import', 'parvis', exported(demoCommunity()), '--data', data]);
  const server = await Server.start(data);
  const token = apiToken(data, 'perrine', 'write');
  const space = (await server.api('GET', '/spaces', { token })).body.items[0].slug;
  let writing = true;
  const writer = (async () => {
    for (let number = 1; writing; ++number) {
      const made = await server.api('POST', '/threads', { token, body: { space, title: `Written meanwhile, ${number}`, body: 'Goes on.' } });
      if (made.status === 429) await new Promise((resolve) => setTimeout(resolve, 100));
    }
  })();
  const folder = join(temporaryFolder(), 'export');
  const args = ['export', folder, '--data', data];
  const code = await new Promise((resolve) => spawn(binary, args, { stdio: 'ignore', env: environmentOf(args) }).on('exit', resolve));
  writing = false;
  await writer;
  await server.kill();
  assert.equal(code, 0);
  const posts = new Set(linesOf(folder, 'posts.jsonl').map((post) => post.thread));
  const threads = linesOf(folder, 'threads.jsonl').map((thread) => thread.id);
  assert.deepEqual(threads.filter((id) => !posts.has(id)), [], 'no thread without its post');
  const copy = temporaryFolder();
  done(['import', 'parvis', folder, '--data', copy]);
  assertSound(copy);
});

test('stopped by SIGKILL at any moment and run again, it ends the same', async () => {
  const first = exported(demoCommunity());
  const copy = temporaryFolder();
  await killAtMoments(['import', 'parvis', first, '--data', copy], copy, [60, 140, 100, 200, 80, 160], 60);
  done(['import', 'parvis', first, '--data', copy]);
  assertSound(copy);
  assertSameExport(exported(copy), first);
});

test('an import that is not finished is not served, until it is', async () => {
  const whole = exported(demoCommunity());
  const data = temporaryFolder();
  done(['import', 'parvis', whole, '--data', data]);
  askDatabase(data, `update setting set value = replace(value, '"stage":"done"', '"stage":"activities"') where key = 'import:parvis'`);
  const refused = parvis(['serve', '--data', data, '--port', '0'], { timeout: 20_000 });
  assert.equal(refused.status, 1, refused.out + refused.err);
  assert.match(refused.err, /^parvis: The import into .* is not finished: run parvis import parvis again with the same folder, then serve\.\n$/);
  done(['import', 'parvis', whole, '--data', data]);
  const server = await Server.start(data);
  assert.equal((await server.fetch('/')).status, 200);
  await server.kill();
});

test('from a file to a server and back it is the same', () => {
  if (!overPostgres) skip('there is no PostgreSQL here (PARVIS_TEST_DATABASE)');
  const first = exported(demoCommunity());
  const [file, server] = [temporaryFolder(), temporaryFolder()];
  const inFile = ['--data', file, '--database', 'community.db'];
  done(['import', 'parvis', first, ...inFile]);
  const folder = join(temporaryFolder(), 'export');
  done(['export', folder, ...inFile]);
  assertSameExport(folder, first);
  done(['import', 'parvis', folder, '--data', server, '--database', databaseOf(server)]);
  assertSameExport(exported(server), first);
});

test('an export that lies is refused in a sentence, and nothing is made', () => {
  const whole = exported(demoCommunity());
  const lies = {
    'a letter changed': (folder) => {
      const bytes = readFileSync(join(folder, 'posts.jsonl'));
      bytes[100] ^= 1;
      writeFileSync(join(folder, 'posts.jsonl'), bytes);
    },
    'cut in half': (folder) => {
      const bytes = readFileSync(join(folder, 'activities.jsonl'));
      writeFileSync(join(folder, 'activities.jsonl'), bytes.subarray(0, bytes.length / 2));
    },
    'of a newer form': (folder) => {
      const text = readFileSync(join(folder, 'community.json'), 'utf8');
      writeFileSync(join(folder, 'community.json'), text.replace('"format_version": 1', '"format_version": 99'));
    },
    'no community.json': (folder) => writeFileSync(join(folder, 'community.json'), 'posts'),
  };
  for (const [name, lie] of Object.entries(lies)) {
    const folder = join(temporaryFolder(), 'export');
    cpSync(whole, folder, { recursive: true });
    lie(folder);
    const target = join(temporaryFolder(), 'new');
    const refused = parvis(['import', 'parvis', folder, '--data', target]);
    assert.equal(refused.status, 1, name);
    assert.match(refused.err, /^parvis: .{20,}\n$/, name);
    assert.ok(!existsSync(target), `${name}: nothing is made`);
  }
});
