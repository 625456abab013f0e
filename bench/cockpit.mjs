// The cockpit over a generated community: how long it takes to look at every member for the segments of the journey,
// how soon after an act its segment is current, and how quick the pages are. One asks after the other.
import { execFileSync } from 'node:child_process';
import { card, giveThousandsOfActs } from './card.mjs';
import { placed, row } from './run.mjs';
import { signedIn } from './session.mjs';
import { binary, pause, startParvis } from './servers.mjs';
import { ms, number } from './table.mjs';

const rounds = 60;

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

async function until(isSo, atMost = 600_000) {
  const began = performance.now();
  while (!(await isSo())) {
    if (performance.now() - began > atMost) throw new Error('it does not end');
    await pause(20);
  }
  return performance.now() - began;
}

async function told(server, token) {
  const answer = await fetch(`${server.address}/api/v1/segments`, { headers: { authorization: `Bearer ${token}` } });
  if (answer.status !== 200) throw new Error(`/api/v1/segments answers ${answer.status}`);
  return (await answer.json()).items;
}
const areCounted = (server, token) => async () => (await told(server, token)).every((segment) => segment.counted_at);
const membersOf = async (server, token, slug) =>
  (await told(server, token)).find((segment) => segment.slug === slug).members;

// A segment of those who wrote, made over all members; then an act that brings one more in.
async function segments(server, cookie, token, members, posts) {
  await until(areCounted(server, token));
  const path = await send(server, '/cockpit/segments', cookie,
    { do: 'save', as: 'text', name: 'Regulars', condition: 'acts("wrote") >= 5 within 365 days and not role leader' });
  const took = await until(areCounted(server, token));
  row('12', `a new segment over ${number(members)} members, filled`, posts, '≤ 5 s', ms(took), took <= 5000);
  const again = await send(server, path, cookie,
    { do: 'save', as: 'text', name: 'Regulars', condition: 'acts("wrote") >= 6 within 365 days and not role leader' });
  const retook = await until(areCounted(server, token));
  row('12', `its condition changed, everybody looked at again`, posts, '≤ 5 s', ms(retook), retook <= 5000);
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
  row('12', 'a segment is current after an act', posts, '≤ 1 s', ms(took), took <= 1000);
}

export async function cockpit(posts = 200_000, members = 100_000) {
  const data = placed('cockpit');
  execFileSync(binary, ['generate', '--data', data, '--members', `${members}`, '--threads', `${Math.round(posts / 20)}`,
    '--posts', `${posts}`, '--seed', '7'], { encoding: 'utf8' });
  const added = execFileSync(binary, ['member', 'add', '--data', data, '--name', 'Bench', '--email', 'bench@bench.example',
    '--role', 'manager'], { encoding: 'utf8' });
  const token = execFileSync(binary, ['token', 'add', '--data', data, '--member', 'bench@bench.example', '--scope', 'write'],
    { encoding: 'utf8' }).trim();
  const active = process.env.PARVIS_DATABASE ? '' : giveThousandsOfActs(data); // put in as SQLite keeps it
  const server = await startParvis(data, '/');
  const cookie = await signedIn(server.address, 'bench@bench.example', /password: (\S+)/.exec(added)[1]);
  const journey = await send(server, '/cockpit/journeys', cookie, {});
  const segment = await segments(server, cookie, token, members, posts);
  await current(server, cookie, token, posts);
  for (const path of ['/cockpit/segments', segment, `${segment}/edit`, `${segment}/moves`, journey, `${journey}/stages/newcomer`]) {
    const { p50, p95 } = await timed(server, path, cookie);
    row('12', `${path}, ${number(members)} members`, posts, 'p95 ≤ 150 ms', `p50 ${ms(p50)}, p95 ${ms(p95)}`, p95 <= 150);
  }
  if (active) await card(server, data, cookie, active, posts);
  await server.stop();
}
