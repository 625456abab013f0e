// The cockpit over a generated community: how long it takes to look at every member for the segments of the journey,
// how soon after an act its segment is current, and how quick each page is. One asks after the other; the load of the
// machine stands beside each figure.
import { execFileSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { ask, card, giveThousandsOfActs } from './card.mjs';
import { asked, given, gestures, placed, row } from './run.mjs';
import { postgres, processorTime } from './processor.mjs';
import { signedIn } from './session.mjs';
import { binary, pause, startParvis } from './servers.mjs';
import { ms, number } from './table.mjs';

const rounds = 60;
const longest = 20_000;  // milliseconds for one page: a slow one is asked less often
const load = () => `load ${loadavg()[0].toFixed(1)}`;

async function page(server, path, cookie) {
  const answer = await fetch(server.address + path, { headers: { cookie } });
  if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`);
  return answer.text();
}

async function timed(server, once) {
  const times = [];
  const pids = [server.pid, ...postgres];
  const before = processorTime(pids);
  const until = performance.now() + longest;
  for (let i = 0; i < rounds + 1 && (i < 2 || performance.now() < until); i += 1) {
    const began = performance.now();
    await once();
    times.push(performance.now() - began);
  }
  const [first, ...rest] = times;
  rest.sort((a, b) => a - b);
  const at = (share) => rest[Math.floor(rest.length * share)];
  return { first, p50: at(0.5), p95: at(0.95), worst: rest.at(-1), processor: (processorTime(pids) - before) / times.length };
}

// On a machine that does other things, the processor's time of each says more than the clock.
async function pageRow(server, what, posts, once) {
  const { first, p50, p95, worst, processor } = await timed(server, once);
  row('12', what, posts, 'p95 ≤ 150 ms',
    `p50 ${ms(p50)}, p95 ${ms(p95)}, worst ${ms(worst)}, first ${ms(first)}, of processor ${ms(processor)}, ${load()}`, p95 <= 150);
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

const lists = ['broadcasting', 'conversing', 'communing', 'confirmed', 'ever-solved', 'large-quarters', 'written',
  'active-day', 'active-week', 'active-month', 'new', 'retained', 'returned', 'slipping', 'lost', 'top-ten',
  'unanswered', 'answered', 'solved', 'exchange', 'quarters', 'quarter-1', 'bridges', 'lonely', 'brought', 'shares',
  'share-visits', 'recommended'];

// Every page of the cockpit that reads; the busiest member and the largest segment for those about one.
async function pagesOf(server, data, cookie, token, journey, segment) {
  const all = await segmentsOf(server, token);
  const largest = `/cockpit/segments/${all.sort((one, other) => other.members - one.members)[0].slug}`;
  const first = (text, path) => new RegExp(`href="${path}/([^"/?#]+)"`).exec(text)?.[1];
  const leader = first(await page(server, '/cockpit/leaders', cookie), '/cockpit/leaders') ?? 'bench';
  const busiest = process.env.PARVIS_DATABASE ? leader
    : ask(data, 'select handle from member where role = 1 and status = 1 order by posts desc, id limit 1');
  const card = `/cockpit/members/${busiest}`;
  const overview = await page(server, '/cockpit/return', cookie);
  const month = /\/cockpit\/return\/months\/[\d-]+/.exec(overview)?.[0];
  const health = await page(server, '/cockpit/health', cookie);
  const counted = lists.filter((list) => health.includes(`/cockpit/health/lists/${list}"`));
  return ['/cockpit/today', '/cockpit/today/later', '/cockpit/today/rules', '/cockpit/today/outcome?kind=4&side=contacted',
    '/cockpit/segments', '/cockpit/segments/new', segment, `${segment}/edit`, `${segment}/moves`,
    `${segment}/why?member=${busiest}`, largest, `${largest}/moves`,
    `${largest}/moves?show=entered`, `${largest}/moves?show=left`,
    `/cockpit/acts?word=wrote&member=${busiest}`, journey, `${journey}/stages/newcomer`,
    `${journey}/stages/newcomer?show=entered`, `${journey}/stages/newcomer?show=left`,
    `${journey}/stages/newcomer?show=went_on`, `${journey}/edit`,
    '/cockpit/health', ...counted.map((list) => `/cockpit/health/lists/${list}`), '/cockpit/health/network',
    `/cockpit/health/network/${busiest}`, '/cockpit/leaders', `/cockpit/leaders/${leader}`,
    card, `${card}/acts`, `${card}/acts?kind=replies`, `${card}/acts?kind=answers`, `${card}/acts?part=received`,
    `${card}/exchanges`, `/cockpit/members?q=${busiest.slice(0, 5)}`, '/cockpit/circles',
    '/cockpit/influencers', '/cockpit/plans', '/cockpit/plans/new', '/cockpit/plans/cap',
    `/cockpit/plans/members/${busiest}`,
    '/cockpit/return', '/cockpit/return/gains', month, month && `${month}/gains/support`, '/cockpit/return/costs',
    '/cockpit/return/costs?from=2026-01&to=2026-12', '/cockpit/return/assumptions',
    '/cockpit/return/orders', '/cockpit/return/rules', '/cockpit/return/report', '/cockpit/return/reports'].filter(Boolean);
}

// Who meets a condition, counted while it is edited.
const conditions = ['acts("wrote") >= 3 within 90 days', 'acts("reacted") >= 1', 'last act more than 120 days ago',
  'language "fr" and not acts("wrote") >= 1', 'acts("wrote") >= 6 and last act more than 120 days ago'];

async function counts(server, cookie, posts) {
  const token = /name="form_token" value="([^"]+)"/.exec(await page(server, '/cockpit/segments/new', cookie))[1];
  for (const condition of conditions) {
    const body = new URLSearchParams({ form_token: token, do: 'again', as: 'text', name: '', condition });
    await pageRow(server, `counted while edited: ${condition}`, posts, async () => {
      const answer = await fetch(`${server.address}/cockpit/segments`, {
        method: 'POST',
        headers: { cookie, origin: server.address, 'content-type': 'application/x-www-form-urlencoded' },
        body,
      });
      if (answer.status !== 200) throw new Error(`counting answers ${answer.status}`);
      await answer.text();
    });
  }
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
  const segment = asked('--pages') ? '/cockpit/segments/regulars' : await segments(server, cookie, token, members, posts);
  if (!asked('--pages')) await current(server, cookie, token, posts);
  for (const path of await pagesOf(server, data, cookie, token, journey, segment)) {
    await pageRow(server, path, posts, () => page(server, path, cookie));
  }
  await counts(server, cookie, posts);
  if (active) await card(server, data, cookie, active, posts);
  await server.stop();
}
