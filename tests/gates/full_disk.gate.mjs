// Full disk: writing is refused in words, reading goes on, the log and the managers are told, the ballast makes deletions
// possible, and writing goes on by itself when there is room again. On a small file system where mounting is permitted,
// and always on a file layer that takes so many bytes and no more.
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync, statfsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterwards, assert, skip, test, until } from '../support/harness.mjs';
import { assertNoticed, assertSound, figure, long, milliseconds, ownCommunity, serve, serveFaulty, smallCommunity } from '../support/gate.mjs';
import { temporaryFolder } from '../support/server.mjs';
import { Person } from '../support/person.mjs';
import { postsFrom } from '../support/writers.mjs';

const megabyte = 1024 * 1024;
const sizes = (folder) => readdirSync(folder, { recursive: true }).map((name) => join(folder, name))
  .filter((path) => !path.endsWith('-shm')).map((path) => statSync(path)).filter((one) => one.isFile())
  .reduce((sum, one) => sum + one.size, 0);

// Each disk: {community, start, leave(bytes), empty()}.
async function layeredDisk(orders = '') {
  const folder = temporaryFolder();
  const room = join(folder, 'room');
  writeFileSync(room, String(64 * megabyte));
  const community = await ownCommunity(folder);
  return {
    community,
    start: (env) => serveFaulty(community.data, `room=${room}${orders}`, env),
    leave: (bytes) => writeFileSync(room, String(sizes(community.data) + bytes)),
    empty: () => writeFileSync(room, String(64 * megabyte)),
  };
}

async function mountedDisk() {
  const folder = temporaryFolder();
  await smallCommunity();
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', folder]);
  if (mounted.status !== 0) skip('mounting is not permitted here');
  afterwards(() => spawnSync('umount', ['-l', folder]));
  const community = await ownCommunity(folder);
  const filler = join(folder, 'filler');
  return {
    community,
    start: (env) => serve(community.data, env),
    leave: (bytes) => {
      rmSync(filler, { force: true });
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(filler, Buffer.alloc(bavail * bsize - bytes, 'x'));
    },
    empty: () => rmSync(filler),
  };
}

const reply = (server, { token, thread }, body) => server.api('POST', `/threads/${thread}/posts`, { token, body: { body } });

// Writes until it is refused, and holds the refusal against what is asked of it. Gives what was acknowledged.
async function fill(server, community) {
  const stored = [];
  for (let count = 0; count < 400; count += 1) {
    const body = `${count}: ${'A long reply takes room. '.repeat(1200)}`;
    const answer = await reply(server, community, body);
    if (answer.status === 201) {
      stored.push({ id: answer.body.id, body: body.trim() });
      continue;
    }
    assert.equal(answer.status, 503, `a refusal in words: ${answer.text}`);
    assert.match(answer.text, /no room left|plus de place/, 'a refusal in words');
    return stored;
  }
  throw new Error('never refused');
}

async function assertReadingGoesOn(server, community, manager) {
  for (const path of ['/', '/latest', community.threadPath, '/search?q=chain', '/feed.atom', '/health']) {
    const { status } = await server.fetch(path, { redirect: 'follow' });
    assert.equal(status, 200, `a visitor reads ${path}`);
  }
  const page = await manager.get('/latest');
  assert.equal(page.status, 200, 'a manager reads');
  return page.text;
}

async function fillAndRecover(disk, env = {}) {
  const { community } = disk;
  const settings = { PARVIS_DISK_BALLAST_MEGABYTES: '4', PARVIS_DISK_WARN_BELOW_MEGABYTES: '1', ...env };
  let server = await disk.start(settings);
  const manager = await new Person(server, { 'accept-language': 'en' }).signIn(community);
  assert.equal((await reply(server, community, 'Before.')).status, 201);
  disk.leave(1.5 * megabyte);
  const stored = await fill(server, community);
  assert.match(server.log, /level=error message="The disk is full/, 'the log tells');
  assert.match(await assertReadingGoesOn(server, community, manager), /The disk is full/, 'a manager is told');
  assert.ok(!(await (await server.fetch('/latest')).text()).includes('disk'), 'a visitor is not told');

  const again = await new Person(server).signIn(community);  // to delete, one must be able to come in
  assert.equal((await again.get('/account')).status, 200);
  let deletions = 0;
  for (const { id } of stored.splice(0, 3)) {
    const gone = await server.api('DELETE', `/posts/${id}`, { token: community.token });
    assert.equal(gone.status, 200, `a deletion works: ${gone.text}`);
    deletions += 1;
  }
  assert.equal((await reply(server, community, 'Too early.')).status, 503, 'the ballast is for deletions');
  const letter = await new Person(server).submit('/password-reset', '/password-reset', { email: community.email });
  assert.equal(letter.status, 503, 'a letter that cannot be kept is not promised');

  assert.equal((await server.kill()).code, 0);
  disk.leave(megabyte);  // the end of the process gave the log's room back
  server = await disk.start(settings);
  manager.server = server;
  assert.match(await assertReadingGoesOn(server, community, manager), /The disk is full/, 'a start finds it still full');
  assert.equal((await reply(server, community, 'Still too early.')).status, 503, 'a start does not write on the ballast');

  disk.empty();
  const began = performance.now();
  await until(async () => (await reply(server, community, 'There is room.')).status === 201, 'writing goes on without a restart');
  figure('room to writing again', `${milliseconds(began)} ms`);
  assert.ok(!/The disk is full/.test((await manager.get('/latest')).text), 'the alarm is over');
  assert.equal(statSync(join(community.data, 'ballast')).size, 4 * megabyte, 'the ballast is taken up again');
  const words = new Map((await postsFrom(server, community.thread, 1)).map((post) => [post.id, post.body.trim()]));
  for (const { id, body } of stored) assert.equal(words.get(id), body, 'acknowledged and lost');
  assert.equal((await server.kill()).code, 0);
  assertSound(community.data);
  figure('posts until it was full, all there', stored.length + deletions);
  figure('deletions with the ballast', deletions);
}

async function again(disk) {
  for (let round = 0; round < (long ? 25 : 1); round += 1) await fillAndRecover(await disk());
}

test('a small file system fills up and recovers', () => again(mountedDisk));

test('a file layer that takes no more fills up and recovers', () => again(layeredDisk));

test('the gate notices a build without ballast', async () => {
  const disk = await layeredDisk();
  await assertNoticed(() => fillAndRecover(disk, { PARVIS_DISK_BALLAST_MEGABYTES: '0' }), /a deletion works|signs in|is for deletions/);
});

test('the gate notices a build that says "written" on a full disk', async () => {
  const disk = await layeredDisk(',swallow,blind');
  await assertNoticed(() => fillAndRecover(disk), /never refused|in words|lost|ended|malformed|reads|fetch failed/);
});
