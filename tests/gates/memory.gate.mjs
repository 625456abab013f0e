// Memory: whatever is asked, the program stays under a stated cap. A flood of pages, queries, hosts and languages that are
// all different, of bodies as big as they may be, and of event streams.
import http from 'node:http';
import { test, assert } from '../support/harness.mjs';
import { assertNoticed, figure, long, ownCommunity, serve, serveFaulty } from '../support/gate.mjs';
import { connections, memoryOf, stillOpen } from '../support/flood.mjs';

// Resident. Budget 7 of docs/budgets.md asks for 256 MiB under ordinary load; here 48 bodies of 1 MB, each read, decoded and
// given back in a form, are in hand at once.
const capMiB = 320;

// `count` requests over 48 kept connections; `ask(number)` gives what to ask. Refusals count as answers.
async function flood(server, count, ask) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 48 });
  let next = 0;
  let answered = 0;
  const hand = async () => {
    while (next < count) {
      const { path, method = 'GET', headers = {}, body } = ask(next++);
      await new Promise((resolve) => {
        const request = http.request(server.address + path, { agent, method, headers }, (answer) => {
          answer.on('end', () => { answered += 1; resolve(); });
          answer.on('error', resolve);
          answer.resume();
        });
        request.on('error', resolve);
        request.end(body);
      });
    }
  };
  await Promise.all(Array.from({ length: 48 }, hand));
  agent.destroy();
  return answered;
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const big = `who=${'a'.repeat(1000 * 1000)}`;
const fields = Array.from({ length: 1900 }, (_, number) => `f${number}=${'v'.repeat(100)}`).join('&');
const floods = (threadPath) => ({
  'pages that are all different': (n) => ({ path: `/latest?page=${n}&x=${n}`, headers: { 'accept-encoding': 'gzip' } }),
  'addresses that do not exist': (n) => ({ path: `/${'deep/'.repeat(20)}${n}` }),
  'searches that are all different': (n) => ({ path: `/search?q=chain+word${n}+${'z'.repeat(100)}` }),
  'hosts and languages that are all different': (n) => ({
    path: threadPath, headers: { host: `h${n}.square.example`, 'accept-language': `fr;q=0.${n % 9}, x-${n}` } }),
  'bodies as big as they may be': () => ({ path: '/session', method: 'POST', headers: form, body: big }),
  'forms of many fields': () => ({ path: '/join', method: 'POST', headers: form, body: fields }),
});

async function stayUnder(start, size) {
  const { data, threadPath } = await ownCommunity();
  const server = await start(data);
  figure('at the start', `${memoryOf(server).now} MiB`);
  const check = (what) => {
    const { now, most } = memoryOf(server);
    figure(what, `${now} MiB, at most ${most} MiB`, `at most ${capMiB} MiB`);
    assert.ok(most <= capMiB, `${most} MiB resident after ${what}`);
  };
  const streams = await connections(server, 2000, 60);
  streams.forEach((socket) => { socket.resume(); socket.write('GET /live?site HTTP/1.1\r\nHost: square.example\r\n\r\n'); });
  for (const [what, ask] of Object.entries(floods(threadPath))) {
    const count = /bod|fields/.test(what) ? size / 10 : size;
    const answered = await flood(server, count, ask);
    check(`${answered} ${what}`);
  }
  check(`${stillOpen(streams)} streams open all the while`);
  streams.forEach((socket) => socket.destroy());
  assert.equal((await server.fetch('/')).status, 200);
  await server.kill();
}

test('memory stays under its cap whatever is asked', () => stayUnder((data) => serve(data), long ? 50_000 : 3000));

test('the gate notices a build that gives no memory back', () => assertNoticed(
  () => stayUnder((data) => serveFaulty(data, 'hoarding'), 3000), /MiB resident/));
