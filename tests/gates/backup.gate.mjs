// Backup: taken while members write without pause, none of whom waits for it. Restored elsewhere it is sound, and holds
// everything that was acknowledged before it began; taken at rest it is the same in every table.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test, assert, until } from '../support/harness.mjs';
import { assertNoticed, assertSound, faultyBinary, figure, long, milliseconds, quantile, serve, serveFaulty } from '../support/gate.mjs';
import { apiToken, binary, parvis, temporaryFolder } from '../support/server.mjs';
import { Writers, postsFrom } from '../support/writers.mjs';

const rounds = long ? 20 : 3;
const posts = long ? 400_000 : 20_000;
const writersAtOnce = 8;
const readThroughServer = 1000;

class TimedWriters extends Writers {
  async send(key, body) {
    const asked = performance.now();
    const post = await super.send(key, body);
    (this.times ??= []).push([asked, performance.now()]);
    return post;
  }

  // How long replies took that were under way between two instants.
  between(from, to) {
    return (this.times ?? []).filter(([asked, answered]) => answered >= from && asked <= to).map(([asked, answered]) => answered - asked);
  }
}

let made;
async function largeCommunity() {
  if (made) return made;
  const data = temporaryFolder();
  const size = ['--members', '500', '--threads', '1000', '--posts', String(posts), '--seed', '1'];
  assert.equal(parvis(['generate', '--data', data, ...size]).status, 0);
  assert.equal(parvis(['member', 'add', '--data', data, '--name', 'Gate', '--email', 'gate@gate.example', '--role', 'manager']).status, 0);
  const token = apiToken(data, 'gate@gate.example', 'manage');
  const server = await serve(data);
  const thread = (await server.api('POST', '/threads', { token, body: {
    space: (await server.api('GET', '/spaces')).body.items[0].id, title: 'Written while a backup is made', body: 'Here.' } })).body;
  assert.ok(thread?.id, JSON.stringify(thread));
  await server.kill();
  made = { data, token, thread: thread.id };
  return made;
}

// Runs a command beside all else, to its end.
function run(args, program = binary, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { out += chunk; });
    child.on('close', (status) => resolve({ status, out }));
  });
}

// Every body in the restored place is read from its file; what was acknowledged at last also through the restored server.
async function assertRestored(archive, community, acknowledged) {
  const place = join(temporaryFolder(), 'place');
  const restored = await run(['restore', archive, '--data', place]);
  assert.equal(restored.status, 0, restored.out);
  assertSound(place);
  const bodies = new Set(query(place, "select body from post where body like 'Written in a storm, %'").toString().split('\n'));
  const lost = acknowledged.filter(({ body }) => !bodies.has(body));
  assert.equal(lost.length, 0, `acknowledged before the backup and lost: ${lost.length} of ${acknowledged.length}`);
  const last = acknowledged.toSorted((one, other) => one.number - other.number).slice(-readThroughServer);
  const server = await serve(place);
  const words = new Map((await postsFrom(server, community.thread, last[0].number)).map((post) => [post.id, post.body]));
  await server.kill();
  assert.deepEqual(last.filter(({ id, body }) => words.get(id) !== body), [], 'lost to a reader of the restored place');
  return place;
}

function query(data, sql) {
  const done = spawnSync('sqlite3', ['-readonly', join(data, 'community.db'), sql], { encoding: 'buffer', maxBuffer: 2 ** 31 - 1 });
  assert.equal(done.status, 0, String(done.stderr));
  return done.stdout;
}

async function backupWhileWriting(times, { program = binary, env = {}, start = serve } = {}) {
  const community = await largeCommunity();
  const server = await start(community.data);
  const writers = new TimedWriters(community, () => server.address, writersAtOnce, { name: `${Math.random()}-` });
  const during = [];
  const took = [];
  const archives = [];
  try {
    const more = async (count) => {
      for (const wanted = writers.acknowledged.length + count; writers.acknowledged.length < wanted;) {
        const had = writers.acknowledged.length;
        await until(() => writers.acknowledged.length > had, `members write; refused: ${writers.refused[0] ?? 'none'}`);
      }
    };
    await more(100);
    const quietFrom = performance.now();
    await more(500);
    const quiet = writers.between(quietFrom, performance.now());
    for (let round = 0; round < times; round += 1) {
      const archive = join(temporaryFolder(), 'backup');
      const acknowledged = [...writers.acknowledged];
      const began = performance.now();
      const backup = await run(['backup', '--data', community.data, '--to', archive], program, env);
      took.push(milliseconds(began));
      const ended = performance.now();
      assert.equal(backup.status, 0, backup.out);
      archives.push([archive, acknowledged]);
      await more(100);  // those that were under way have been answered too
      during.push(...writers.between(began, ended));
    }
    if (program === binary) {
      figure('backups while members wrote', `${times}, each ${Math.min(...took)} to ${Math.max(...took)} ms`);
      figure('a reply, median and p99, without a backup', `${quantile(quiet, 0.5).toFixed(1)} and ${quantile(quiet, 0.99).toFixed(1)} ms (${quiet.length})`);
      figure('during one', `${quantile(during, 0.5).toFixed(1)} and ${quantile(during, 0.99).toFixed(1)} ms (${during.length})`);
    }
    assert.ok(during.length > 0, 'somebody wrote meanwhile');
  } finally {
    await writers.stop();
    await server.kill();
  }
  assert.deepEqual(writers.refused, [], 'never read-only');
  for (const [archive, acknowledged] of archives) {
    const place = await assertRestored(archive, community, acknowledged);
    for (const path of [archive, place]) rmSync(path, { recursive: true, force: true });
  }
  figure('acknowledged before the last backup, all there', archives.at(-1)[1].length);
  return community;
}

// What every table holds, whatever order its rows are in. The virtual ones keep theirs in tables of their own.
function tables(data) {
  const names = String(query(data, "select name from sqlite_schema where type = 'table' and sql not like 'create virtual%' and name not like 'sqlite_%'"));
  return Object.fromEntries(names.trim().split('\n').map((name) => {
    const columns = Number(String(query(data, `select count(*) from pragma_table_info('${name}')`)));
    const rows = query(data, `select * from "${name}" order by ${columns > 1 ? '1, 2' : '1'}`);
    return [name, createHash('sha256').update(rows).digest('hex')];
  }));
}

test('a backup made while members write holds all that was acknowledged', () => backupWhileWriting(rounds));

test('a backup made at rest is the same in every table', async () => {
  const { data } = await largeCommunity();
  const archive = join(temporaryFolder(), 'backup');
  const backup = await run(['backup', '--data', data, '--to', archive]);
  assert.equal(backup.status, 0, backup.out);
  const place = join(temporaryFolder(), 'place');
  assert.equal((await run(['restore', archive, '--data', place])).status, 0);
  const [before, after] = [tables(data), tables(place)];
  const ended = ['session', 'one_time_link', 'letter_progress'];  // may not come back; letters begin with what is new
  for (const name of ended) delete before[name], delete after[name];
  assert.deepEqual(after, before);
  figure('tables compared, all equal', Object.keys(before).length);
});

// Its server keeps what is written in the log, or a copy could come just after the file has taken it over.
test('the gate notices a build that copies the file without a snapshot', () => assertNoticed(() => backupWhileWriting(2, {
  program: faultyBinary, env: { PARVIS_FAULTS: 'filecopy' }, start: (data) => serveFaulty(data, 'longlog') }),
/lost|damaged|malformed|check:/));
