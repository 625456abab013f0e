// Drain: the server is told to end (SIGTERM) and started again, under load and behind a proxy that asks again when a
// server cannot be reached. No request fails, and every acknowledged reply is there, once.
import http from 'node:http';
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
      const began = performance.now();
      const { code } = await server.kill('SIGTERM');
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
  figure('pages read', `${state.answered.length}, ${state.failed.length} failed`, '0 failed');
  for (const [what, some] of [['replies that may be repeated', writers], ['replies that may not', once]]) {
    figure(what, `${some.acknowledged.length} acknowledged, ${some.refused.length} failed`, '0 failed');
  }
  figure('asked again by the proxy', proxy.retried);
  figure('from SIGTERM to serving again', `median ${quantile(gone, 0.5)} ms, longest ${Math.max(...gone)} ms`);
  figure('longest wait of a reader', `${Math.round(Math.max(...state.answered))} ms`);
  assert.deepEqual(state.failed.slice(0, 5), [], 'pages that failed');
  assert.deepEqual([...writers.refused, ...once.refused].slice(0, 5), [], 'replies that failed');
  await writers.assertStored(server);
  await once.assertStored(server);
  await server.kill();
  assertSound(community.data);
}

test('SIGTERM under load behind a retrying proxy fails no request', () =>
  drain(long ? 50 : 5, (data, port) => serve(data, {}, port)));

test('the gate notices a build that ends at once', () => assertNoticed(
  () => drain(6, (data, port) => serveFaulty(data, 'hasty', {}, port)), /failed/));
