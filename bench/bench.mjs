// The benchmark behind bin/bench: makes a community, starts servers, measures each budget, prints the table.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { binary, residentMemory, startNginx, startParvis } from './servers.mjs';
import { signedIn } from './session.mjs';
import { measureStreams } from './streams.mjs';
import { pathsScript, replyScript, wrk } from './wrk.mjs';

const options = process.argv.slice(2);
const large = options.includes('--large');
const streamsOnly = options.includes('--streams');
const seconds = Number(options[options.indexOf('--seconds') + 1]) || 5;
const folder = mkdtempSync(join(tmpdir(), 'parvis-bench-'));
const rows = [];
let over = 'SQLite';
const note = (text) => console.log(`  ${text}`);

const round = (value) => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(value < 10 ? 2 : 1));
const ms = (value) => `${round(value)} ms`;
const perSecond = (value) => `${Math.round(value).toLocaleString('en')}/s`;
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

function row(budget, what, asked, measured, met) {
  const known = rows.find((entry) => entry.budget === budget && entry.what === what);
  const entry = known ?? { budget, what, asked };
  if (!known) rows.push(entry);
  entry[over] = `${measured}${met === undefined ? '' : met ? ' (met)' : ' (not met)'}`;
  note(`${budget}: ${what}: ${measured}`);
}

// Over PostgreSQL each community is a schema of the server, for all that is started from here.
function placed(name) {
  const schema = name.replace(/\W/g, '_');
  if (over === 'PostgreSQL') process.env.PARVIS_DATABASE = `${process.env.PARVIS_TEST_DATABASE}?schema=${schema}`;
  mkdirSync(join(folder, over), { recursive: true });
  return join(folder, over, name);
}

function generate(name, posts) {
  const data = placed(name);
  const threads = Math.max(Math.round(posts / 20), 50);
  const members = Math.max(Math.round(posts / 40), 100);
  const began = performance.now();
  execFileSync(binary, ['generate', '--data', data, '--members', `${members}`, '--threads', `${threads}`,
    '--posts', `${posts}`, '--seed', '7'], { stdio: 'ignore' });
  const took = (performance.now() - began) / 1000;
  if (posts >= 40_000) row('gen', `${posts.toLocaleString('en')} posts made`, '≥ 15,000 posts/s', perSecond(posts / took), posts / took >= 15000);
  const added = execFileSync(binary, ['member', 'add', '--data', data, '--name', 'Bench', '--email', 'bench@bench.example',
    '--role', 'member'], { encoding: 'utf8' });
  const token = execFileSync(binary, ['token', 'add', '--data', data, '--member', 'bench@bench.example', '--scope', 'write'],
    { encoding: 'utf8' }).trim();
  return { data, posts, token, password: /password: (\S+)/.exec(added)[1] };
}

async function api(server, path) {
  return (await fetch(`${server.address}/api/v1${path}`)).json();
}

// Threads of at least 20 posts that visitors may read, and their paths.
async function someThreads(server, wanted = 40) {
  const found = [];
  for (let after = ''; found.length < wanted;) {
    const list = await api(server, `/threads?order=latest${after && `&after=${encodeURIComponent(after)}`}`);
    for (const thread of list.items) if (thread.posts >= 20) found.push({ id: thread.id, path: new URL(thread.url, server.address).pathname });
    if (!list.next) break;
    after = list.next;
  }
  return found.slice(0, wanted);
}

async function pageBytes(server, path) {
  const answer = await fetch(server.address + path, { headers: { 'accept-encoding': 'identity' } });
  return Buffer.from(await answer.arrayBuffer());
}

// Parvis against nginx serving the same bytes: three pairs in turn, the median of the ratios.
async function againstNginx(budget, what, server, path) {
  const page = await pageBytes(server, path);
  const nginx = await startNginx(folder, page);
  const headers = { 'Accept-Encoding': 'gzip' };
  const ratios = [], ours = [], theirs = [], p99 = [];
  for (let pair = 0; pair < 3; pair += 1) {
    const mine = await wrk(server.address + path, { seconds, headers });
    const other = await wrk(`${nginx.address}/page`, { seconds, headers });
    ratios.push(mine.rate / other.rate);
    ours.push(mine.rate);
    theirs.push(other.rate);
    p99.push(mine.p99);
  }
  await nginx.stop();
  row(budget, `${what} (${Math.round(page.length / 1024)} kB)`, '≥ 0.6 × nginx, p99 ≤ 10 ms',
    `${median(ratios).toFixed(2)} × (${perSecond(median(ours))} against ${perSecond(median(theirs))}), p99 ${ms(median(p99))}`,
    median(ratios) >= 0.6 && median(p99) <= 10);
  return median(ours);
}

async function signedInPage(made, server, path) {
  const cookie = await signedIn(server.address, 'bench@bench.example', made.password);
  const runs = [];
  for (let i = 0; i < 3; i += 1) runs.push(await wrk(server.address + path, { seconds, headers: { Cookie: cookie } }));
  const gzip = await wrk(server.address + path, { seconds, headers: { Cookie: cookie, 'Accept-Encoding': 'gzip' } });
  const rate = median(runs.map((run) => run.rate));
  const p99 = median(runs.map((run) => run.p99));
  row('2', 'thread page, signed in', '≥ 5,000/s, p99 ≤ 30 ms', `${perSecond(rate)}, p99 ${ms(p99)}`, rate >= 5000 && p99 <= 30);
  row('2', 'the same with gzip accepted', '', `${perSecond(gzip.rate)}, p99 ${ms(gzip.p99)}`);
  return rate;
}

async function search(made, server) {
  const common = ['route', 'vélo', 'pneu', 'morning', 'water', 'nuit', 'carte', 'wheel'];
  const paths = common.flatMap((word) => common.map((other) => `/search?q=${encodeURIComponent(word === other ? word : `${word} ${other}`)}`));
  const script = pathsScript(folder, 'search', paths);
  const single = pathsScript(folder, 'search-one', common.map((word) => `/api/v1/search?q=${encodeURIComponent(word)}`));
  const kept = await wrk(server.address, { seconds, script });
  const fresh = await wrk(server.address, { seconds, script: single });
  row('4', `search of common words, page, ${made.posts.toLocaleString('en')} posts`, made.posts > 100_000 ? 'p95 ≤ 50 ms' : '≥ 1,000/s',
    `${perSecond(kept.rate)}, p95 ${ms(kept.p95)}, ${kept.bad} refused`, made.posts > 100_000 ? kept.p95 <= 50 : kept.rate >= 1000);
  row('4', 'the same through the API, never kept', '', `${perSecond(fresh.rate)}, p95 ${ms(fresh.p95)}, ${fresh.bad} refused`);
}

// A marked word that a search must find within a second of the answer.
async function searchLag(made, server, thread) {
  const word = `balise${Date.now()}`;
  const posted = await fetch(`${server.address}/api/v1/threads/${thread}/posts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${made.token}`, 'content-type': 'application/json', 'idempotency-key': word },
    body: JSON.stringify({ body: `Une ${word} dans le texte.` }),
  });
  if (!posted.ok) throw new Error(`posting answered ${posted.status}: ${await posted.text()}`);
  const began = performance.now();
  for (;;) {
    const found = await api(server, `/search?q=${word}`);
    if (found.items?.length) return performance.now() - began;
    if (performance.now() - began > 20_000) return Infinity;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function replies(made, server, threads) {
  const before = (await api(server, '/community')).counts.posts;
  const script = replyScript(folder, made.token, threads.map((thread) => thread.id));
  const run = await wrk(server.address, { seconds, script });
  const after = (await api(server, '/community')).counts.posts;
  const lag = await searchLag(made, server, threads[0].id);
  row('5', 'reply through the API, durable', '≥ 2,500/s, p99 ≤ 60 ms',
    `${perSecond(run.rate)}, p99 ${ms(run.p99)}, ${run.bad} refused, ${(after - before).toLocaleString('en')} posts more`,
    run.rate >= 2500 && run.p99 <= 60 && run.bad === 0);
  row('5', 'found by search after', '≤ 1 s', ms(lag), lag <= 1000);
  return run.rate;
}

function weight(server, path) {
  const raw = (address) => {
    const out = spawnSync('curl', ['-s', '-H', 'Accept-Encoding: gzip', '-D', '-', address], { maxBuffer: 1 << 24 }).stdout;
    const split = out.indexOf('\r\n\r\n');
    return { head: out.subarray(0, split).toString(), body: out.subarray(split + 4), bytes: out.length };
  };
  const first = raw(server.address + path);
  const html = (/content-encoding: gzip/i.test(first.head) ? gunzipSync(first.body) : first.body).toString();
  const links = new Set([...html.matchAll(/<(?:script|img)[^>]* src="(\/[^"]+)"|<link[^>]*rel="(?:stylesheet|preload|icon|modulepreload|manifest)"[^>]*href="(\/[^"]+)"|<link[^>]*href="(\/[^"]+)"[^>]*rel="(?:stylesheet|preload|icon|modulepreload|manifest)"/g)].map((match) => match[1] ?? match[2] ?? match[3]));
  let total = first.bytes, requests = 1, script = 0;
  const also = new Set();
  for (const link of links) {
    const answer = raw(server.address + link);
    total += answer.bytes;
    requests += 1;
    if (/\.js$/.test(link)) script += answer.body.length;
    if (/css/.test(link)) {
      const css = (/content-encoding: gzip/i.test(answer.head) ? gunzipSync(answer.body) : answer.body).toString();
      for (const match of css.matchAll(/url\(["']?(\/[^"')]+)/g)) if (!links.has(match[1])) also.add(match[1]);
    }
  }
  for (const link of also) { total += raw(server.address + link).bytes; requests += 1; }
  row('11', 'first visit of a thread page', '≤ 60 kB, 6 requests, script ≤ 30 kB',
    `${round(total / 1000)} kB, ${requests} requests, script ${round(script / 1000)} kB`,
    total <= 60_000 && requests <= 6 && script <= 30_000);
}

async function starting(made) {
  const times = [];
  let idle = 0;
  for (let i = 0; i < 5; i += 1) {
    const server = await startParvis(made.data, '/');
    times.push(server.readyAfter);
    idle = residentMemory(server.pid);
    await server.stop();
  }
  row('8', `start to first page, ${made.posts.toLocaleString('en')} posts`, '≤ 150 ms', ms(median(times)), median(times) <= 150);
  row('7', `memory idle, ${made.posts.toLocaleString('en')} posts`, '≤ 64 MiB', `${round(idle)} MiB`, idle <= 64);
}

// Budgets 1 and 5 at once, watching the memory.
async function underLoad(made, server, threads) {
  let most = 0;
  const watch = setInterval(() => { most = Math.max(most, residentMemory(server.pid)); }, 50);
  const script = replyScript(folder, made.token, threads.map((thread) => thread.id));
  await Promise.all([
    wrk(server.address + threads[0].path, { seconds, headers: { 'Accept-Encoding': 'gzip' } }),
    wrk(server.address, { seconds, script, connections: 32 }),
  ]);
  clearInterval(watch);
  row('7', 'memory under 1 and 5 together', '≤ 256 MiB', `${round(most)} MiB`, most <= 256);
}

async function streams(made) {
  const server = await startParvis(made.data);
  const [thread] = await someThreads(server, 1);
  const { open, before, idle, most, worked, replies } = await measureStreams(server, thread.id, made.token);
  await server.stop();
  const all = replies.every((reply) => reply.reached === open);
  row('9', `${open.toLocaleString('en')} open event streams`, '20,000 in ≤ 400 MiB',
    `${round(idle)} MiB, at most ${round(most)} MiB (${round(before)} MiB before; ${round((idle - before) * 1024 / open)} kB each)`, most <= 400);
  const last = replies.map((reply) => reply.last);
  row('9', `a reply reaches them all, ${replies.length} replies`, '≤ 500 ms',
    `${all ? '' : 'NOT ALL REACHED; '}median ${ms(median(replies.map((reply) => reply.median)))}, the last after ${ms(median(last))}, at worst ${ms(Math.max(...last))} from its sending; ${ms(worked)} of processor`,
    all && Math.max(...last) <= 500);
}

function imports() {
  const shared = process.env.PARVIS_SHARED_DATA ?? '../shared/data';
  const dump = join(shared, 'stackexchange/beer');
  if (!existsSync(dump)) {
    row('10', 'import', '≥ 20,000 rows/s', `skipped: ${dump} is not here`);
    return;
  }
  const rates = [], peaks = [];
  for (let i = 0; i < 3; i += 1) {
    const data = placed(`import-${i}`);
    const began = performance.now();
    const done = spawnSync('/usr/bin/env', ['time', '-f', '%M', binary, 'import', 'stackexchange', dump, '--data', data], { encoding: 'utf8' });
    const took = (performance.now() - began) / 1000;
    rates.push(30_202 / took);
    peaks.push(Number(done.stderr.trim().split('\n').pop()) / 1024 || 0);
    rmSync(data, { recursive: true, force: true });
  }
  row('10', 'import of 30,202 rows, all in', '≥ 20,000 rows/s', `${perSecond(median(rates))}${median(peaks) ? `, ${round(median(peaks))} MiB` : ''}`, median(rates) >= 20_000);
}

async function measure(name, posts) {
  console.log(`\n${posts.toLocaleString('en')} posts`);
  const made = generate(name, posts);
  await starting(made);
  const server = await startParvis(made.data);
  const threads = await someThreads(server);
  const page = threads[0].path;
  const space = (await api(server, '/spaces')).items[0];
  const figures = {
    visitor: await againstNginx('1', 'thread page, visitor', server, page),
    member: 0,
    reply: 0,
  };
  await againstNginx('3', 'home, visitor', server, '/');
  await againstNginx('3', 'space list, visitor', server, new URL(space.url, server.address).pathname);
  figures.member = await signedInPage(made, server, page);
  await search(made, server);
  weight(server, page);
  figures.reply = await replies(made, server, threads);
  await underLoad(made, server, threads);
  await server.stop();
  return figures;
}

function print() {
  const columns = ['budget', 'what', 'asked', 'SQLite', 'PostgreSQL'].filter((key) => rows.some((entry) => entry[key]));
  const text = (entry, key) => entry[key] ?? '';
  const widths = columns.map((key) => Math.max(key.length, ...rows.map((entry) => text(entry, key).length)));
  const line = (entry) => `| ${columns.map((key, i) => text(entry, key).padEnd(widths[i])).join(' | ')} |`;
  console.log(`\n${line({ ...Object.fromEntries(columns.map((key) => [key, key])), budget: '#' })}`);
  console.log(`|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
  for (const entry of rows) console.log(line(entry));
}

async function everything() {
  const small = await measure('small', 40_000);
  await streams(generate('streams', 4000));
  imports();
  if (!large) return;
  const big = await measure('large', 1_000_000);
  const change = (key) => (small[key] / big[key]).toFixed(2);
  row('6', 'slower at a million: visitor, member, reply', '≤ 1.3 ×', `${change('visitor')}, ${change('member')}, ${change('reply')} ×`,
    ['visitor', 'member', 'reply'].every((key) => small[key] / big[key] <= 1.3));
}

try {
  if (streamsOnly) await streams(generate('streams', 4000));
  else await everything();
  if (process.env.PARVIS_TEST_DATABASE && !streamsOnly) {
    over = 'PostgreSQL';
    console.log('\nPostgreSQL');
    await everything();
  }
  print();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
