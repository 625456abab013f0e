// Hostile clients: headers that drip in, bodies that drip in, readers that never read, and thousands of connections that
// say nothing. Others are served as before, and whoever keeps the server waiting is sent away.
import { execSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { test, assert, until } from '../support/harness.mjs';
import { assertNoticed, figure, long, ownCommunity, quantile, serve, serveFaulty } from '../support/gate.mjs';
import { connections, memoryOf, stillOpen } from '../support/flood.mjs';

// Shorter than the presets, so that the gate need not wait for them.
// And those who say nothing are kept for as long as the gate may take.
const patience = { PARVIS_LIMITS_HEAD_TIME: '2', PARVIS_LIMITS_BODY_TIME: '2', PARVIS_LIMITS_WRITE_TIME: '2', PARVIS_LIMITS_IDLE_TIME: '600' };

// A visitor on new connections, one page after the other: {failed, times}.
async function goodVisitor(server, pages) {
  const times = [];
  let failed = 0;
  for (let page = 0; page < pages; page += 1) {
    const began = performance.now();
    try {
      const path = ['/', '/latest', `/search?q=chain+${page}`][page % 3];
      const answer = await server.fetch(path, { headers: { connection: 'close' }, signal: AbortSignal.timeout(60_000) });
      const text = await answer.text();
      if (answer.status !== 200 || !text.includes('</html>')) failed += 1;
    } catch {
      failed += 1;
    }
    times.push(performance.now() - began);
  }
  return { failed, times };
}

const shown = ({ failed, times }) =>
  `${times.length} pages, ${failed} failed, median ${quantile(times, 0.5).toFixed(1)} ms, p99 ${quantile(times, 0.99).toFixed(1)} ms`;

async function whileAttacked(server, what, sockets) {
  const seen = await goodVisitor(server, 150);
  figure(`a visitor meanwhile, ${what}`, shown(seen), '0 failed');
  assert.equal(seen.failed, 0, `others are affected by ${what}`);
  await until(() => stillOpen(sockets) === 0, `all of ${what} are sent away`, server.patience);
}

async function drip(server, what, head) {
  const sockets = await connections(server, 200, 20);
  for (const socket of sockets) {
    socket.resume();
    socket.write(head);
  }
  const dripping = setInterval(() => sockets.forEach((socket) => { if (!socket.gone && socket.writable) socket.write('x'); }), 250);
  try {
    await whileAttacked(server, what, sockets);
  } finally {
    clearInterval(dripping);
  }
}

const slowHeaders = (server) => drip(server, 'slow headers', 'GET / HTTP/1.1\r\nHost: square.example\r\nX-Long: ');
const slowBodies = (server) => drip(server, 'slow bodies',
  'POST /session HTTP/1.1\r\nHost: square.example\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 60000\r\n\r\nwho=');

async function neverReading(server) {
  const sockets = await connections(server, 200, 30);
  for (const socket of sockets) {
    socket.pause();
    socket.write('GET /latest HTTP/1.1\r\nHost: square.example\r\n\r\n'.repeat(2000));
  }
  // What a paused socket is not told: that the other side has gone. Writing tells.
  const probing = setInterval(() => sockets.forEach((socket) => { if (!socket.gone) socket.write('\r\n'); }), 250);
  try {
    await whileAttacked(server, 'readers that never read', sockets);
  } finally {
    clearInterval(probing);
  }
}

async function idle(server) {
  // What is open already counts: sockets of the attacks before among it.
  const mayOpen = Number(execSync('ulimit -Hn', { shell: '/bin/bash' })) - readdirSync('/proc/self/fd').length - 500;
  const count = Math.min(long ? 20_000 : 10_000, Number.isNaN(mayOpen) ? Infinity : mayOpen);
  const before = memoryOf(server).now;
  const sockets = await connections(server, count, 40);
  const seen = await goodVisitor(server, 150);
  figure(`a visitor beside ${stillOpen(sockets)} idle connections`, shown(seen), '0 failed');
  figure('memory for them', `${memoryOf(server).now - before} MiB more, ${memoryOf(server).now} MiB in all`);
  assert.equal(seen.failed, 0, 'others are affected by idle connections');
  assert.equal(stillOpen(sockets), count, 'they are kept');
  sockets.forEach((socket) => socket.destroy());
}

async function oneAddress(server) {
  const port = Number(new URL(server.address).port);
  const answers = { 200: 0, 503: 0 };
  const sockets = Array.from({ length: 400 }, () => connect({ port, host: '127.0.0.1', localAddress: '127.50.0.1' }));
  for (const socket of sockets) {
    socket.on('error', () => {});
    socket.once('data', (answer) => { answers[/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]] += 1; });
  }
  // Asked for a page only when all have come: those that were taken answer, the others were told.
  await Promise.all(sockets.map((socket) => new Promise((resolve) => { socket.on('connect', resolve).on('close', resolve); })));
  for (const socket of sockets) if (socket.writable) socket.write('GET /health HTTP/1.1\r\nHost: square.example\r\n\r\n');
  await until(() => answers[200] + answers[503] === 400, `all of 400 connections are answered: ${JSON.stringify(answers)}`);
  const refused = answers[503];
  figure('of 400 connections from one address, refused', refused, '144');
  sockets.forEach((socket) => socket.destroy());
  assert.equal(refused, 144, 'one address has no more than its share');
}

// A build that sends nobody away is not waited for as long as one that will.
async function withServer(body, start = (data) => serve(data, patience), seconds = 60) {
  const { data } = await ownCommunity();
  const server = await start(data);
  server.patience = seconds;
  const calm = await goodVisitor(server, 90);
  figure('a visitor before', shown(calm), '0 failed');
  await body(server);
  await until(async () => (await goodVisitor(server, 3)).failed === 0, 'it serves afterwards');
  assert.equal((await server.kill()).code, 0);
}

const attacks = { 'headers that drip in': slowHeaders, 'bodies that drip in': slowBodies, 'readers that never read': neverReading,
  'thousands of idle connections': idle, 'an address that wants everything': oneAddress };
for (const [what, attack] of Object.entries(attacks)) {
  test(`${what} leave others unaffected`, () => withServer(attack));
  if (attack === idle) continue;
  test(`the gate notices a build without limits by ${what}`, () => assertNoticed(
    () => withServer(attack, (data) => serveFaulty(data, 'limitless', patience), 6), /sent away|affected|no more than its share/));
}

test('the gate notices by idle connections a build that takes few', () => assertNoticed(
  () => withServer(idle, (data) => serve(data, { ...patience, PARVIS_LIMITS_CONNECTIONS: '2000' })), /affected|are kept/));
