// Budgets 1, 2, 3 and 11: pages of visitors and of members, and what a first visit weighs.
import { spawnSync } from 'node:child_process';
import { gunzipSync } from 'node:zlib';
import { api, pageBytes } from './community.mjs';
import { folder, row, seconds } from './run.mjs';
import { startNginx } from './servers.mjs';
import { signedIn } from './session.mjs';
import { median, ms, perSecond, round } from './table.mjs';
import { wrk } from './wrk.mjs';

// Parvis against nginx serving the same bytes: three pairs in turn, the median of the ratios.
export async function againstNginx(budget, what, made, server, path) {
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
  row(budget, what, made.posts, '≥ 0.6 × nginx, p99 ≤ 10 ms',
    `${median(ratios).toFixed(2)} × (${perSecond(median(ours))} against ${perSecond(median(theirs))}, ${round(page.length / 1000)} kB), p99 ${ms(median(p99))}`,
    median(ratios) >= 0.6 && median(p99) <= 10);
}

// The member reacts to five posts of the page and has read the thread up to the tenth.
async function leaveMarks(made, server, thread, headers) {
  const succeed = async (path, options) => {
    const answer = await fetch(server.address + path, options);
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    return answer.text();
  };
  const { items } = await api(server, `/threads/${thread.id}/posts`);
  for (const post of items.slice(0, 5)) {
    await succeed(`/api/v1/posts/${post.id}/reactions/thanks`, { method: 'PUT', headers: { authorization: `Bearer ${made.token}` } });
  }
  const [, form_token] = /name="form_token" value="([^"]+)"/.exec(await succeed('/account', { headers }));
  await succeed(`/threads/${thread.id}/read`, { method: 'POST', headers: { ...headers, Origin: server.address },
    body: new URLSearchParams({ form_token, number: '10' }) });
}

export async function signedInPage(made, server, thread) {
  const headers = { Cookie: await signedIn(server.address, 'bench@bench.example', made.password) };
  await leaveMarks(made, server, thread, headers);
  const runs = [];
  for (let i = 0; i < 3; i += 1) runs.push(await wrk(server.address + thread.path, { seconds, headers }));
  const gzip = await wrk(server.address + thread.path, { seconds, headers: { ...headers, 'Accept-Encoding': 'gzip' } });
  const rate = median(runs.map((run) => run.rate));
  const p99 = median(runs.map((run) => run.p99));
  row('2', 'thread page, signed in', made.posts, '≥ 5,000/s, p99 ≤ 30 ms', `${perSecond(rate)}, p99 ${ms(p99)}`, rate >= 5000 && p99 <= 30);
  row('2', 'the same with gzip accepted', made.posts, '', `${perSecond(gzip.rate)}, p99 ${ms(gzip.p99)}`);
}

function asked(address) {
  const out = spawnSync('curl', ['-s', '-H', 'Accept-Encoding: gzip', '-D', '-', address], { maxBuffer: 1 << 24 }).stdout;
  const split = out.indexOf('\r\n\r\n');
  const head = out.subarray(0, split).toString();
  const body = out.subarray(split + 4);
  return { bytes: out.length, body, text: () => (/content-encoding: gzip/i.test(head) ? gunzipSync(body) : body).toString() };
}

const fetched = ['stylesheet', 'preload', 'icon', 'modulepreload', 'manifest'];

// What a browser fetches besides the page: scripts, pictures, style sheets, the icon, which it asks for unnamed too.
function linksOf(html) {
  const links = new Set();
  for (const [tag] of html.matchAll(/<(?:script|img|link)\b[^>]*>/g)) {
    const value = (name) => new RegExp(`\\s${name}=["']?(/?[^"'\\s>]+)`).exec(tag)?.[1];
    const link = tag.startsWith('<link') ? fetched.includes(value('rel')) && value('href') : value('src');
    if (link && link.startsWith('/')) links.add(link);
  }
  if (!/<link[^>]*\srel=["']?icon/.test(html)) links.add('/favicon.ico');
  return links;
}

// {total, script (bytes as sent), requests} of a first visit.
export function firstVisit(address, path) {
  const first = asked(address + path);
  const links = linksOf(first.text());
  let total = first.bytes, requests = 1, script = 0;
  const also = new Set();
  for (const link of links) {
    const answer = asked(address + link);
    total += answer.bytes;
    requests += 1;
    if (/\.js$/.test(link)) script += answer.body.length;
    if (!/css/.test(link)) continue;
    for (const match of answer.text().matchAll(/url\(["']?(\/[^"')]+)/g)) if (!links.has(match[1])) also.add(match[1]);
  }
  for (const link of also) {
    total += asked(address + link).bytes;
    requests += 1;
  }
  return { total, requests, script };
}

export function weight(made, server, path) {
  const { total, requests, script } = firstVisit(server.address, path);
  row('11', 'first visit of a thread page', made.posts, '≤ 60 kB, 6 requests, script ≤ 30 kB',
    `${round(total / 1000)} kB, ${requests} requests, script ${round(script / 1000)} kB`,
    total <= 60_000 && requests <= 6 && script <= 30_000);
}
