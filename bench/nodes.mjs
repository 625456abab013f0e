// What one node and two carry over one PostgreSQL: kept pages, pages of members, replies, and how soon the other node's
// open pages hear of a reply. PARVIS_TEST_DATABASE is the server; all of it, the load too, shares this machine.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binary, residentMemory, startParvis } from './servers.mjs';
import { signedIn } from './session.mjs';
import { replyScript, wrk } from './wrk.mjs';
import { Stream } from '../tests/support/stream.mjs';

const wanted = process.argv.indexOf('--seconds');
const seconds = wanted < 0 ? 5 : Number(process.argv[wanted + 1]);
const folder = mkdtempSync(join(tmpdir(), 'parvis-bench-'));
const database = `${process.env.PARVIS_TEST_DATABASE}?schema=bench`;
const run = (...args) => execFileSync(binary, [...args, '--database', database], { encoding: 'utf8' });
const number = (value) => Math.round(value).toLocaleString('en');

// The same load on every node at once: requests a second in all, and the slowest node's 99th percentile.
async function together(nodes, options) {
  const connections = 64 / nodes.length;
  const runs = await Promise.all(nodes.map((node) => wrk(node.address + (options.path ?? ''), { seconds, ...options, connections })));
  const all = runs.reduce((sum, one) => sum + one.rate, 0);
  const bad = runs.reduce((sum, one) => sum + (one.bad ?? 0), 0);
  return `${number(all)}/s, p99 ${Math.max(...runs.map((one) => one.p99)).toFixed(1)} ms${bad ? `, ${bad} refused` : ''}`;
}

async function heardAcross(nodes, token, thread) {
  const stream = await Stream.open({ fetch: (path, options) => fetch(nodes.at(-1).address + path, options) }, `/live?thread=${thread}`);
  const waits = [];
  for (let count = 0; count < 300; count += 1) {
    const asked = performance.now();
    const answer = await fetch(`${nodes[0].address}/api/v1/threads/${thread}/posts`, {
      method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ body: `Heard, ${count}.` }),
    });
    const { id } = await answer.json();
    const event = await stream.heard('post', (post) => post.data.id === id);
    waits.push(event.at - asked);
  }
  await stream.close();
  waits.sort((a, b) => a - b);
  return `median ${waits[150].toFixed(1)} ms, p99 ${waits[297].toFixed(1)} ms`;
}

try {
  const data = join(folder, 'one');
  run('generate', '--data', data, '--members', '1000', '--threads', '2000', '--posts', '40000', '--seed', '1');
  const added = run('member', 'add', '--data', data, '--name', 'Bench', '--email', 'bench@bench.example');
  const password = /password: (\S+)/.exec(added)[1];
  const token = run('token', 'add', '--data', data, '--member', 'bench@bench.example', '--scope', 'write').trim().split(/\s+/).pop();
  const nodes = [];
  for (const name of ['one', 'two']) {
    nodes.push(await startParvis(join(folder, name), '/', ['--database', database]));
    const threads = (await (await fetch(`${nodes[0].address}/api/v1/threads?limit=50`)).json()).items.filter((one) => !one.closed);
    const path = new URL(threads[0].url).pathname;
    const Cookie = await signedIn(nodes[0].address, 'bench@bench.example', password);
    console.log(`${nodes.length === 1 ? 'one node' : 'two nodes'}`);
    console.log(`  a thread's page, visitors: ${await together(nodes, { path, headers: { 'Accept-Encoding': 'gzip' } })}`);
    console.log(`  the same, a member:        ${await together(nodes, { path, headers: { Cookie } })}`);
    console.log(`  replies, synced:           ${await together(nodes, { script: replyScript(folder, token, threads.map((one) => one.id)) })}`);
    console.log(`  heard of by an open page:  ${await heardAcross(nodes, token, threads[0].id)}`);
    console.log(`  memory of a node:          ${number(residentMemory(nodes[0].pid))} MiB`);
  }
  await Promise.all(nodes.map((node) => node.stop()));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
