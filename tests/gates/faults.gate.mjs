// One fault at a time: the n-th write, sync, truncation, opening or allocation fails, once or from then on. The answer is
// a refusal in words or the process ends, saying why; a start without the fault then finds everything acknowledged.
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test, assert, until } from '../support/harness.mjs';
import { assertNoticed, assertSound, figure, long, ownCommunity, serve, serveFaulty } from '../support/gate.mjs';
import { temporaryFolder } from '../support/server.mjs';
import { postsFrom } from '../support/writers.mjs';

const reached = (log) => log.includes('faulty: the fault was reached');
// What was acknowledged, by id: the words that must be there.
const asking = (community, server) => async (method, path, body) => {
  const answer = await fetch(`${server.address}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${community.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(15_000),
  }).catch((error) => {
    if (error.name === 'TimeoutError') throw new Error(`no answer to ${method} ${path}`);
    return null;
  });
  if (!answer) return null;  // the process has ended
  const text = await answer.text().catch(() => null);
  if (text === null) return null;
  assert.ok(answer.status < 300 || answer.status === 503, `not a clean refusal: ${answer.status} ${text.slice(0, 200)}`);
  return answer.status < 300 ? JSON.parse(text) : null;
};

async function work(community, server, kind) {
  const stored = new Map();
  const ask = asking(community, server);
  for (let number = 0; number < 6; number += 1) {
    const body = `Written before the fault or after it, ${number}.`;
    const post = await ask('POST', `/threads/${community.thread}/posts`, { body });
    if (post) stored.set(post.id, [body]);
    if (post && number % 3 === 2) {
      const edited = `${body} Edited.`;
      const answer = await ask('PATCH', `/posts/${post.id}`, { body: edited });
      // Not acknowledged, it may still have been written: an end between the two.
      stored.set(post.id, answer ? [edited] : [body, edited]);
    }
  }
  // The log is cleared when nothing is written for a while.
  const log = join(community.data, 'community.db-wal');
  const size = () => { try { return statSync(log).size; } catch { return 0; } };
  if (kind === 'truncate') {
    await until(() => size() === 0 || reached(server.log) || server.process.exitCode !== null || server.process.signalCode,
      'the log is cleared');
  }
  return stored;
}

// How the process may end: by itself with code 0 or 1, or by its own hand, saying why.
function assertCleanEnd({ code, signal }, log, kind) {
  if (code === 0 || code === 1) return;
  assert.equal(signal, 'SIGABRT', `it ended with ${code ?? signal}: ${log.slice(-400)}`);
  assert.match(log, kind === 'new' ? /bad_alloc|parvis: .{9}/ : /parvis: .{9}/, `it says why: ${log.slice(-400)}`);
}

// Answers whether the fault was reached at all.
async function oneFault(kind, nth, how, orders = '') {
  const community = await ownCommunity(temporaryFolder());
  let stored = new Map();
  let log = '';
  let faulty = null;
  try {
    faulty = await serveFaulty(community.data, `fail=${kind}:${nth}:${how}${orders}`);
  } catch (error) {
    // It refused to start: with a sentence.
    assert.match(error.message, kind === 'new' ? /^parvis ended: [\s\S]*(parvis: .{9}|bad_alloc)/ : /^parvis ended: [\s\S]*parvis: .{9}/);
    log = error.message;
  }
  if (faulty) {
    stored = await work(community, faulty, kind);
    assertCleanEnd(await faulty.kill(), faulty.log, kind);
    log = faulty.log;
  }
  const server = await serve(community.data);
  const words = new Map((await postsFrom(server, community.thread, 1)).map((post) => [post.id, post.body]));
  for (const [id, bodies] of stored) assert.ok(bodies.includes(words.get(id)), `acknowledged and lost: ${bodies[0]}`);
  await server.kill();
  assertSound(community.data);
  rmSync(community.folder, { recursive: true, force: true });
  return reached(log);
}

function* numbers(every, growth) {
  for (let one = 1; ; one = every ? one + 1 : Math.ceil(one * growth)) yield one;
}

// n = 1, 2, 3, … (in the short form 1, 2, 4, 7, 12, … or 1, 3, 9, …) until the fault is not reached any more.
async function faults(kind, how, every) {
  const all = numbers(every, how === 'once' ? 1.7 : 2.5);
  let count = 0;
  let end = false;
  await Promise.all(Array.from({ length: 3 }, async () => {
    while (!end) {
      const nth = all.next().value;
      try {
        if (await oneFault(kind, nth, how)) count += 1;
        else end = true;
      } catch (error) {
        end = true;
        throw new Error(`${kind} ${nth}, ${how}: ${error.stack}`);
      }
    }
  }));
  figure(`${kind}, ${how === 'once' ? 'once' : 'for ever'}`, `${count} faults, each refused or ended, nothing lost`);
  assert.ok(count > 0, `no ${kind} was ever reached`);
}

for (const kind of ['write', 'sync', 'truncate', 'open', 'allocation', 'new']) {
  for (const how of ['once', 'ever']) {
    const many = kind === 'allocation' || kind === 'new';  // thousands: never each of them
    test(`the n-th ${kind} fails ${how === 'once' ? 'once' : 'for ever'}`, () => faults(kind, how, long && !many));
  }
}

test('the gate notices a build that swallows failed writes', () => assertNoticed(
  async () => { for (const nth of [3, 5, 20, 60]) await oneFault('write', nth, 'ever', ',swallow'); },
  /lost|check:|never happened|not a clean|ended/));
