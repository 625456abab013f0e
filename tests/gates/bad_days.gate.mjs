// Bad days: a disk that is read-only, a clock that jumped back, a database of a newer version, a wrong folder. Each ends in
// one clear sentence and a non-zero exit, and nothing is changed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterwards, assert, skip, test } from '../support/harness.mjs';
import { Server, binary, parvis, temporaryFolder } from '../support/server.mjs';
import { faultyBinary, ownCommunity, serveFaulty } from '../support/gate.mjs';

// Every file below a folder with what is in it.
function contents(folder) {
  return Object.fromEntries(readdirSync(folder, { recursive: true }).map((name) => [name, join(folder, name)])
    .filter(([, path]) => statSync(path).isFile())
    .map(([name, path]) => [name, createHash('sha256').update(readFileSync(path)).digest('hex')]));
}

// The commands that somebody may give on such a day, on the community in `data`.
const commands = (data) => [
  ['serve', '--data', data, '--port', '0'],
  ['check', '--data', data],
  ['member', 'add', '--data', data, '--name', 'Maud', '--email', 'maud@square.example', '--role', 'member'],
  ['token', 'add', '--data', data, '--member', 'gate@gate.example', '--scope', 'read'],
];

function assertRefused(args, sentence, options = {}, program = binary) {
  const done = spawnSync(program, args, { encoding: 'utf8', timeout: 60_000, ...options });
  const what = `${args.slice(0, 2).join(' ')}: ${done.status}, ${done.stdout}${done.stderr}`;
  assert.ok(done.status > 0, what);
  assert.match(done.stderr, sentence, what);
  assert.equal(done.stderr.trim().split('\n').length, 1, `one sentence: ${what}`);
  assert.ok(!/terminate|what\(\)|pragma|select |\(\d+\)/.test(done.stderr), `for people: ${what}`);
}

function assertAllRefused(data, sentence, options) {
  const before = contents(data);
  for (const args of commands(data)) assertRefused(args, sentence, options);
  assert.deepEqual(contents(data), before, 'nothing is changed');
}

test('a disk that is read-only', async () => {
  const folder = temporaryFolder();
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', folder]).status !== 0) skip('mounting is not permitted here');
  afterwards(() => spawnSync('umount', ['-l', folder]));
  const { data } = await ownCommunity(folder);
  assert.equal(spawnSync('mount', ['-o', 'remount,ro', folder]).status, 0);
  assertAllRefused(data, /is on a disk that is read-only\. Make it writable/);
  assertRefused(['serve', '--data', join(folder, 'new'), '--port', '0'], /cannot be made: Read-only file system/);
});

test('a folder that belongs to somebody else', async () => {
  if (process.getuid() !== 0) skip('only root can become somebody else');
  const folder = mkdtempSync('/dev/shm/parvis-theirs-');  // others may not go into the tests' own folder
  afterwards(() => rmSync(folder, { recursive: true, force: true }));
  chmodSync(folder, 0o755);
  const { data } = await ownCommunity(folder);
  assertAllRefused(data, /may not be written to by the user who runs this/, { uid: 65534, gid: 65534 });
});

test('a database that turns read-only under a program that serves is not ready, and goes on reading', async () => {
  const { data } = await ownCommunity();
  const file = join(data, 'community.db');
  const server = await serveFaulty(data, '');
  assert.equal((await server.fetch('/ready')).status, 200);
  if (spawnSync('chattr', ['+i', file]).status !== 0) skip('files cannot be made immutable here');
  afterwards(() => spawnSync('chattr', ['-i', file]));
  const answer = await server.fetch('/ready');
  assert.equal(answer.status, 503);
  assert.equal(await answer.text(), 'not ready: the database cannot be written to\n');
  assert.equal((await server.fetch('/health')).status, 200);
  assert.equal((await server.fetch('/')).status, 200);
  spawnSync('chattr', ['-i', file]);
  assert.equal((await server.fetch('/ready')).status, 200);
});

test('a database of a newer version', async () => {
  const { data } = await ownCommunity();
  const insert = "insert into schema_version(version, name, applied_at) values (9999, 'later', 1)";
  assert.equal(spawnSync('sqlite3', [join(data, 'community.db'), insert]).status, 0);
  assertAllRefused(data, /written by a newer Parvis \(schema 9999, this program knows \d+\)\. Install that version or restore a backup/);
});

test('a folder of other things', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'shopping.txt'), 'bread\n');
  const before = contents(folder);
  assertRefused(['serve', '--data', folder, '--port', '0'], /holds other things and no community/);
  assertRefused(['check', '--data', folder], /There is no community in/);
  assert.deepEqual(contents(folder), before);
  mkdirSync(join(folder, 'inner'));
  assertRefused(['serve', '--data', join(folder, 'shopping.txt'), '--port', '0'], /cannot be made: Not a directory/);
  assertRefused(['serve', '--data', '', '--port', '0'], /names no folder/);
  assert.equal(parvis(['init', '--data', folder]).status, 0, 'init makes one where it is told to');
});

test('a clock that jumps back while it serves, and before a start', async () => {
  const community = await ownCommunity();
  const clock = join(community.folder, 'clock');
  const jump = (seconds) => writeFileSync(clock, String(seconds));
  jump(0);
  const server = await serveFaulty(community.data, `clock=${clock}`);
  const reply = async (body) => {
    const path = `/threads/${community.thread}/posts`;
    const answer = await server.api('POST', path, { token: community.token, body: { body } });
    assert.equal(answer.status, 201, answer.text);
    return answer.body;
  };
  const first = await reply('Before the clock jumped.');
  jump(-2 * 86_400);
  const second = await reply('After the clock jumped.');
  assert.ok(second.created_at < first.created_at, `the clock jumped: ${second.created_at}`);
  assert.ok(second.number > first.number, 'the order stays');
  assert.ok(second.id.length > first.id.length || second.id > first.id, 'identifiers grow');
  assert.equal((await server.fetch(community.threadPath)).status, 200);
  assert.equal((await server.fetch('/ready')).status, 200);
  jump(0);
  await reply('The clock is right again.');
  assert.equal((await server.kill()).code, 0);

  jump(-2 * 86_400);
  const before = contents(community.data);
  const env = { ...process.env, PARVIS_FAULTS: `clock=${clock}` };
  assertRefused(['serve', '--data', community.data, '--port', '0'],
    /The clock of this machine says \S+, but the last act here was at \S+\. Set the clock/, { env }, faultyBinary);
  assert.deepEqual(contents(community.data), before, 'nothing is changed');
  const accepted = await Server.start(community.data, ['--accept-clock'], { PARVIS_FAULTS: `clock=${clock}` }, 0, faultyBinary);
  assert.match(accepted.log, /Parvis serves/);
  assert.equal((await accepted.kill()).code, 0);
  assert.equal(parvis(['check', '--data', community.data]).status, 0);
});
