// Drain: the server is told to end (SIGTERM) and started again, under load and behind a proxy that asks again when a
// server cannot be reached. No request fails, and every acknowledged reply is there, once.
import http from 'node:http';
import net from 'node:net';
import { test, assert, until } from '../support/harness.mjs';
import { assertNoticed, assertSound, figure, long, milliseconds, ownCommunity, quantile, serve, serveFaulty } from '../support/gate.mjs';
import { RetryingProxy } from '../support/retrying_proxy.mjs';
import { Writers } from '../support/writers.mjs';

// Reads one page after the other on a kept connection, and tells of every answer that is not whole.
async function read(address, path, state) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  while (!state.over) {
    await new Promise((resolve) => {
      const asked = performance.now();
      const failed = (what) => { state.failed.push(`${path}: ${what}`); resolve(); };
      const request = http.get(address + path, { agent }, (answer) => {
        let size = 0;
        answer.on('data', (chunk) => { size += chunk.length; });
        answer.on('error', (error) => failed(error.message));
        answer.on('end', () => {
          if (answer.statusCode !== 200 || !answer.complete || size === 0) return failed(`${answer.statusCode}, ${size} bytes`);
          state.answered.push(performance.now() - asked);
          resolve();
        });
      });
      request.on('error', (error) => failed(error.message));
    });
  }
  agent.destroy();
}

// Whether a port takes no connection any more.
const isClosed = (port) => new Promise((resolve) => {
  const socket = net.connect({ port, host: '127.0.0.1' }, () => { socket.destroy(); resolve(false); });
  socket.on('error', () => resolve(true));
});

// A reply of which the server has the head and waits for the words, under way for certain when it is told to end.
async function halfSaid({ address }, { token, thread }, round) {
  const words = JSON.stringify({ body: `Said in two breaths, ${round}.` });
  const request = http.request(`${address}/api/v1/threads/${thread}/posts`, { method: 'POST', agent: false, headers: {
    authorization: `Bearer ${token}`, 'content-type': 'application/json', 'content-length': words.length, expect: '100-continue' } });
  const answered = new Promise((resolve) => {
    request.on('response', (answer) => { answer.resume().on('close', () => resolve(answer.complete ? answer.statusCode : 'half an answer')); });
    request.on('error', (error) => resolve(error.message));
  });
  const heard = new Promise((resolve) => { request.on('continue', resolve); });
  request.flushHeaders();
  await Promise.race([heard, answered]);
  return () => { request.end(words); return answered; };
}

async function drain(rounds, start) {
  const community = await ownCommunity();
  let server = await start(community.data, 0);
  const { port } = new URL(server.address);
  const proxy = await RetryingProxy.start(Number(port));
  const state = { over: false, failed: [], answered: [] };
  const paths = ['/', '/latest', community.threadPath, '/search?q=chain', '/', '/latest'];
  const readers = Promise.all(paths.map((path) => read(proxy.address, path, state)));
  const writers = new Writers(community, () => proxy.address, 3);
  const once = new Writers(community, () => proxy.address, 3, { keyed: false, name: 'once-' });
  const gone = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      const had = writers.acknowledged.length;
      await until(() => writers.acknowledged.length > had + 10, 'the load goes on');
      const sayTheRest = await halfSaid(server, community, round);
      const began = performance.now();
      const ended = server.kill('SIGTERM');
      await until(() => isClosed(port), 'nobody is let in any more');
      const status = await sayTheRest();
      if (status !== 201) state.failed.push(`a reply half said: ${status}`);
      const { code } = await ended;
      assert.equal(code, 0, server.log);
      server = await start(community.data, Number(port));
      gone.push(milliseconds(began));
    }
    await until(() => state.answered.length > 20, 'pages are read');
  } finally {
    state.over = true;
    await Promise.all([writers.stop(), once.stop(), readers]);
  }
  figure('restarts under load', rounds);
  figure('pages read, and replies half said at the end', `${state.answered.length + rounds}, ${state.failed.length} failed`, '0 failed');
  for (const [what, some] of [['replies that may be repeated', writers], ['replies that may not', once]]) {
    figure(what, `${some.acknowledged.length} acknowledged, ${some.refused.length} failed`, '0 failed');
  }
  figure('asked again by the proxy', proxy.retried);
  figure('from SIGTERM to serving again', `median ${quantile(gone, 0.5)} ms, longest ${Math.max(...gone)} ms`);
  figure('longest wait of a reader', `${Math.round(Math.max(...state.answered))} ms`);
  assert.deepEqual(state.failed.slice(0, 5), [], 'requests that failed');
  assert.deepEqual([...writers.refused, ...once.refused].slice(0, 5), [], 'replies that failed');
  await writers.assertStored(server);
  await once.assertStored(server);
  await server.kill();
  assertSound(community.data);
}

test('SIGTERM under load behind a retrying proxy fails no request', () =>
  drain(long ? 50 : 5, (data, port) => serve(data, {}, port)));

test('the gate notices a build that ends at once', () => assertNoticed(
  () => drain(1, (data, port) => serveFaulty(data, 'hasty', {}, port)), /failed[^]*half said/));
