// The directory of units with 5,500 of them and 200,000 statements of who served where and when: finding one by its
// name, its place or with a typing error, and who was there when one was. One asks after the other.
import { execFileSync } from 'node:child_process';
import { placed, row } from './run.mjs';
import { signedIn } from './session.mjs';
import { binary, startParvis } from './servers.mjs';
import { ms } from './table.mjs';

const rounds = 200;

async function timed(server, paths, cookie) {
  const times = [];
  for (let i = 0; i < rounds + 20; i += 1) {
    const began = performance.now();
    const answer = await fetch(server.address + paths[i % paths.length], { headers: { cookie } });
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`${paths[i % paths.length]} answers ${answer.status}`);
    if (i >= 20) times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  return { p50: times[Math.floor(times.length / 2)], p95: times[Math.floor(times.length * 0.95)] };
}

// Says that one was in the largest unit from 1985 to 1990.
async function stateService(server, path, cookie) {
  const page = await (await fetch(server.address + path, { headers: { cookie } })).text();
  const token = /name="form_token" value="([^"]+)"/.exec(page)[1];
  const answer = await fetch(`${server.address}${path}/services`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, origin: server.address, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ form_token: token, from_year: '1985', to_year: '1990', shown_to: 'nobody' }),
  });
  if (answer.status !== 303) throw new Error(`stating a service answers ${answer.status}`);
}

export async function units() {
  const data = placed('units');
  const told = execFileSync(binary, ['generate', '--data', data, '--members', '20000', '--threads', '50', '--posts', '100',
    '--seed', '7', '--units', '5500', '--services', '200000'], { encoding: 'utf8' });
  const largest = /most served in: (\S+)/.exec(told)[1];
  const added = execFileSync(binary, ['member', 'add', '--data', data, '--name', 'Bench', '--email', 'bench@bench.example',
    '--role', 'member'], { encoding: 'utf8' });
  const server = await startParvis(data, '/');
  const cookie = await signedIn(server.address, 'bench@bench.example', /password: (\S+)/.exec(added)[1]);
  await stateService(server, largest, cookie);
  const asked = {
    'a unit by its name': ['/units?q=tonnant+12', '/units?q=zephyr', '/units?q=belle+poule+3'],
    'a unit with a typing error': ['/units?q=tonant+12', '/units?q=redoutabel', '/units?q=salamendre'],
    'units of a place': ['/units?place=Lyon', '/units?place=Nantes'],
    'who was there when I was': [largest],
    'all the places where I was': ['/account/units'],
  };
  for (const [what, paths] of Object.entries(asked)) {
    const { p50, p95 } = await timed(server, paths, cookie);
    row('2', `${what}, of 5,500 units`, 0, 'p95 ≤ 50 ms', `p50 ${ms(p50)}, p95 ${ms(p95)}`, p95 <= 50);
  }
  await server.stop();
}
