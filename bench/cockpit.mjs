// The cockpit over a generated community: how long it takes to look at every member for the segments of the journey,
// how soon after an act its segment is current, and how quick each page is. One asks after the other; the load of the
// machine stands beside each figure.
import { execFileSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { card, giveThousandsOfActs } from './card.mjs';
import { given, gestures, placed, row } from './run.mjs';
import { signedIn } from './session.mjs';
import { binary, pause, startParvis } from './servers.mjs';
import { ms, number } from './table.mjs';

const rounds = 60;
const load = () => `load ${loadavg()[0].toFixed(1)}`;

async function page(server, path, cookie) {
  const answer = await fetch(server.address + path, { headers: { cookie } });
  if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`);
  return answer.text();
}

async function timed(server, path, cookie) {
  const times = [];
  for (let i = 0; i < rounds + 5; i += 1) {
    const began = performance.now();
    await page(server, path, cookie);
    if (i >= 5) times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  return { p50: times[Math.floor(times.length / 2)], p95: times[Math.floor(times.length * 0.95)] };
}

async function send(server, path, cookie, form) {
  const token = /name="form_token" value="([^"]+)"/.exec(await page(server, '/cockpit/segments/new', cookie))[1];
  const answer = await fetch(server.address + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, origin: server.address, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ form_token: token, ...form }),
  });
  if (answer.status !== 303) throw new Error(`${path} answers ${answer.status}`);
  return answer.headers.get('location');
}

// The journey there is, or the usual one.
async function journeyOf(server, cookie) {
  const answer = await fetch(`${server.address}/cockpit/journeys`, { headers: { cookie }, redirect: 'manual' });
  return answer.status === 303 ? answer.headers.get('location') : send(server, '/cockpit/journeys', cookie, {});
}

async function until(isSo, atMost = 3_600_000) {
  const began = performance.now();
  while (!(await isSo())) {
    if (performance.now() - began > atMost) throw new Error('it does not end');
    await pause(20);
  }
  return performance.now() - began;
}

async function told(server, token, what) {
  const answer = await fetch(`${server.address}/api/v1/${what}`, { headers: { authorization: `Bearer ${token}` } });
  if (answer.status !== 200) throw new Error(`/api/v1/${what} answers ${answer.status}`);
  return answer.json();
}
const segmentsOf = async (server, token) => (await told(server, token, 'segments')).items;
const areCounted = (server, token) => async () => (await segmentsOf(server, token)).every((segment) => segment.counted_at);
const membersOf = async (server, token, slug) =>
  (await segmentsOf(server, token)).find((segment) => segment.slug === slug).members;
const isReported = (server, token) => async () => (await told(server, token, 'health')).figures.length > 0;

// A segment of those who wrote, made over all members; then an act that brings one more in.
async function segments(server, cookie, token, members, posts) {
  await until(areCounted(server, token));
  const path = await send(server, '/cockpit/segments', cookie,
    { do: 'save', as: 'text', name: 'Regulars', condition: 'acts("wrote") >= 5 within 365 days and not role leader' });
  const took = await until(areCounted(server, token));
  row('12', `a new segment over ${number(members)} members, filled`, posts, '≤ 5 s', `${ms(took)}, ${load()}`, took <= 5000);
  const again = await send(server, path, cookie,
    { do: 'save', as: 'text', name: 'Regulars', condition: 'acts("wrote") >= 6 within 365 days and not role leader' });
  const retook = await until(areCounted(server, token));
  row('12', `its condition changed, everybody looked at again`, posts, '≤ 5 s', `${ms(retook)}, ${load()}`, retook <= 5000);
  return again;
}

async function current(server, cookie, token, posts) {
  const path = await send(server, '/cockpit/segments', cookie,
    { do: 'save', as: 'text', name: 'Wrote today', condition: 'acts("wrote") >= 1 within 1 days' });
  await until(areCounted(server, token));
  const slug = path.split('/').pop();
  const before = await membersOf(server, token, slug);
  const spaces = await (await fetch(`${server.address}/api/v1/spaces`)).json();
  const answer = await fetch(`${server.address}/api/v1/threads`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ space: spaces.items[0].id, title: 'A word of today', body: 'Written to be counted.' }),
  });
  if (answer.status !== 201) throw new Error(`opening a thread answers ${answer.status}`);
  const took = await until(async () => (await membersOf(server, token, slug)) > before);
  row('12', 'a segment is current after an act', posts, '≤ 1 s', `${ms(took)}, ${load()}`, took <= 1000);
}

const lists = ['active-day', 'active-week', 'active-month', 'new', 'retained', 'returned', 'slipping', 'lost', 'top-ten',
  'unanswered', 'answered', 'solved', 'exchange', 'quarters', 'quarter-1', 'bridges', 'lonely', 'brought'];

// Every page of the cockpit that reads; the busiest member and the largest segment for those about one.
async function pagesOf(server, cookie, token, journey, segment) {
  const all = await segmentsOf(server, token);
  const largest = `/cockpit/segments/${all.sort((one, other) => other.members - one.members)[0].slug}`;
  const first = (text, path) => new RegExp(`href="${path}/([^"/?#]+)"`).exec(text)?.[1];
  const busiest = first(await page(server, '/cockpit/leaders', cookie), '/cockpit/leaders') ?? 'bench';
  const overview = await page(server, '/cockpit/return', cookie);
  const month = /\/cockpit\/return\/months\/[\d-]+/.exec(overview)?.[0];
  const health = await page(server, '/cockpit/health', cookie);
  const counted = lists.filter((list) => health.includes(`/cockpit/health/lists/${list}"`));
  return ['/cockpit/today', '/cockpit/today/rules', '/cockpit/today/outcome?kind=4&side=contacted',
    '/cockpit/segments', '/cockpit/segments/new', segment, `${segment}/edit`, `${segment}/moves`,
    `${segment}/why?member=${busiest}`, largest, `${largest}/moves`,
    `/cockpit/acts?word=wrote&member=${busiest}`, journey, `${journey}/stages/newcomer`,
    `${journey}/stages/newcomer?show=entered`, `${journey}/stages/newcomer?show=left`, `${journey}/edit`,
    '/cockpit/health', ...counted.map((list) => `/cockpit/health/lists/${list}`), '/cockpit/health/network',
    `/cockpit/health/network/${busiest}`, '/cockpit/leaders', `/cockpit/leaders/${busiest}`,
    '/cockpit/return', month, month && `${month}/gains/support`, '/cockpit/return/costs', '/cockpit/return/assumptions',
    '/cockpit/return/orders', '/cockpit/return/rules', '/cockpit/return/report'].filter(Boolean);
}

function generated(posts, members) {
  const data = placed('cockpit');
  execFileSync(binary, ['generate', '--data', data, '--members', `${members}`, '--threads', `${Math.round(posts / 20)}`,
    '--posts', `${posts}`, '--gestures', `${gestures}`, '--seed', '7'], { encoding: 'utf8' });
  return data;
}

// Who is there already, of an earlier run, is given a password of this one.
function manager(data) {
  const email = `bench-${Date.now()}@bench.example`;
  const added = execFileSync(binary, ['member', 'add', '--data', data, '--name', 'Bench', '--email', email,
    '--role', 'manager'], { encoding: 'utf8' });
  const token = execFileSync(binary, ['token', 'add', '--data', data, '--member', email, '--scope', 'write'],
    { encoding: 'utf8' }).trim();
  return { email, token, password: /password: (\S+)/.exec(added)[1] };
}

export async function cockpit(posts = 200_000, members = 100_000) {
  const data = given ?? generated(posts, members);
  const { email, token, password } = manager(data);
  const active = given || process.env.PARVIS_DATABASE ? '' : giveThousandsOfActs(data);  // put in as SQLite keeps it
  const server = await startParvis(data, '/');
  const cookie = await signedIn(server.address, email, password);
  const folded = await until(isReported(server, token));
  row('12', 'the past folded, and the figures of health counted', posts, '', `${ms(folded)}, ${load()}`);
  const journey = await journeyOf(server, cookie);
  const segment = await segments(server, cookie, token, members, posts);
  await current(server, cookie, token, posts);
  for (const path of await pagesOf(server, cookie, token, journey, segment)) {
    const { p50, p95 } = await timed(server, path, cookie);
    row('12', `${path}, ${number(members)} members`, posts, 'p95 ≤ 150 ms', `p50 ${ms(p50)}, p95 ${ms(p95)}, ${load()}`, p95 <= 150);
  }
  if (active) await card(server, data, cookie, active, posts);
  await server.stop();
}
