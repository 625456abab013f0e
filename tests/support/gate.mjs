// What the gates share (tests/gates): a community of a few posts, figures beside what is asked of them, and the build
// that does wrong when told to, against which each gate shows that it can fail.
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assert } from './harness.mjs';
import { Server, apiToken, binary, parvis, temporaryFolder } from './server.mjs';

// `bin/gate NAME --long`: hundreds of rounds where there are tens.
export const long = process.env.PARVIS_GATE === 'long';
delete process.env.PARVIS_GATE;  // the program refuses to start with a variable that it does not know
export const faultyBinary = process.env.PARVIS_FAULTY ?? fileURLToPath(new URL('../../build/parvis_faulty', import.meta.url));

export function figure(what, value, asked = '') {
  console.log(`      ${what}: ${value}${asked ? ` (asked: ${asked})` : ''}`);
}

export const milliseconds = (from) => Math.round(performance.now() - from);

export function quantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

// Nothing of what the gates ask is to be refused for coming too often, and copies of a community stay small.
export const presets = {
  PARVIS_DISK_BALLAST_MEGABYTES: '0',
  PARVIS_RATES_POSTS_PER_MEMBER_PER_MINUTE: '0', PARVIS_RATES_API_CALLS_PER_TOKEN_PER_MINUTE: '0',
  PARVIS_RATES_REACTIONS_PER_MEMBER_PER_MINUTE: '0', PARVIS_RATES_THREADS_PER_MEMBER_PER_HOUR: '0',
  PARVIS_RATES_SEARCHES_PER_ADDRESS_PER_MINUTE: '0',
};

export function serve(data, env = {}, port = 0) {
  return Server.start(data, [], { ...presets, ...env }, port);
}

// Serves with the faulty build and the given orders (tests/gates/faulty/orders.h).
export function serveFaulty(data, orders, env = {}, port = 0) {
  return Server.start(data, [], { ...presets, ...env, PARVIS_FAULTS: orders }, port, faultyBinary);
}

let community;
// {data, token, thread, threadPath, email, password}: twelve generated posts, a manager with a token, and an open thread. Not to be written to.
export async function smallCommunity() {
  if (community) return community;
  const data = temporaryFolder();
  const made = parvis(['generate', '--data', data, '--members', '4', '--threads', '3', '--posts', '12', '--seed', '1']);
  assert.equal(made.status, 0, made.err);
  const who = ['--name', 'Gate', '--email', 'gate@gate.example', '--role', 'manager'];
  const added = parvis(['member', 'add', '--data', data, ...who]);
  assert.equal(added.status, 0, added.err);
  const password = /password: (\S+)/.exec(added.out)[1];
  const token = apiToken(data, 'gate@gate.example', 'manage');
  const server = await serve(data);
  const { id: thread, url } = (await server.api('GET', '/threads')).body.items.find((one) => !one.closed);
  await server.kill();
  const threadPath = new URL(url).pathname;
  community = { data, token, thread, threadPath, email: 'gate@gate.example', password };
  return community;
}

// The small community in a folder of its own: {...community, data}, data being FOLDER/data.
export async function ownCommunity(folder = temporaryFolder()) {
  const small = await smallCommunity();
  const data = join(folder, 'data');
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { recursive: true });
  cpSync(small.data, data, { recursive: true });
  return { ...small, data, folder };
}

export function assertSound(data, program = binary) {
  const checked = parvis(['check', '--data', data], { env: { ...process.env, PARVIS_FAULTS: '' } });
  assert.equal(checked.status, 0, `${program} check: ${checked.out}${checked.err}`);
}

// Runs the body of a gate on a broken build and demands that it notices: fails when `body` does not.
export async function assertNoticed(body, by) {
  let noticed;
  try {
    await body();
  } catch (error) {
    noticed = error;
  }
  assert.ok(noticed, 'the gate did not notice');
  const words = String(noticed.message).split('\n')[0].slice(0, 200);
  assert.match(String(noticed.message), by, `the gate noticed something else: ${words}`);
  console.log(`      noticed: ${words}`);
}
