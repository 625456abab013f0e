// The real binary, started on a free port with data of its own in a temporary folder, and spoken to over HTTP.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterwards, skip, until } from './harness.mjs';

export const binary = process.env.PARVIS ?? fileURLToPath(new URL('../../build/parvis', import.meta.url));

// What a file that crashes would leave running.
const running = new Set();
process.on('exit', () => running.forEach((one) => one.kill('SIGKILL')));

// A new empty folder, removed after the last test.
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-test-'));
  afterwards(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

// Where the community of a data directory is kept. With PARVIS_TEST_DATABASE the same tests run over PostgreSQL, each
// directory's community in a schema of its own there.
export const overPostgres = Boolean(process.env.PARVIS_TEST_DATABASE);
const schemaOf = (data) => `box_${createHash('sha256').update(data).digest('hex').slice(0, 16)}`;
export const databaseOf = (data) => `${process.env.PARVIS_TEST_DATABASE}?schema=${schemaOf(data)}`;

export function environmentOf(args, env = process.env) {
  const data = args[args.indexOf('--data') + 1];
  if (!overPostgres || !args.includes('--data') || !data || args.includes('--database')) return env;
  return { ...env, PARVIS_DATABASE: databaseOf(data) };
}

// Asks the database behind the program's back: lines of fields with | between them.
export function askDatabase(data, sql) {
  const [command, ...args] = overPostgres
    ? ['psql', '-qAtX', process.env.PARVIS_TEST_DATABASE, '-c', `set search_path to ${schemaOf(data)}`, '-c', sql]
    : ['sqlite3', '-cmd', '.timeout 5000', join(data, 'community.db'), sql]; // the program writes too
  const done = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (done.error?.code === 'ENOENT') skip(`the ${command} command is not installed`);
  if (done.status !== 0) throw new Error(done.stderr);
  return done.stdout.trim();
}

// Runs a command of the program to its end: {status, out, err}.
export function parvis(args, options = {}) {
  const done = spawnSync(binary, args, { encoding: 'utf8', ...options, env: environmentOf(args, options.env) });
  return { status: done.status, out: done.stdout, err: done.stderr };
}

export class Server {
  // Starts `parvis serve` on the community in `data` and waits until it answers.
  static async start(data, args = [], env = {}, port = 0, program = binary) {
    const server = new Server();
    server.data = data;
    server.log = '';
    const command = ['serve', '--data', data, '--port', String(port), ...args];
    server.process = spawn(program, command, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: environmentOf(command, { ...process.env, ...env }),
    });
    running.add(server.process);
    const keep = (chunk) => { server.log += chunk; };
    server.process.stdout.on('data', keep);
    server.process.stderr.on('data', keep);
    server.ended = new Promise((resolve) => server.process.on('close', (code, signal) => {
      running.delete(server.process);
      server.isOver = true;
      resolve({ code, signal });
    }));
    afterwards(() => server.kill());
    const address = await until(() => {
      if (server.isOver) throw new Error(`parvis ended: ${server.log}`);
      return /http:\/\/127\.0\.0\.1:\d+/.exec(server.log)?.[0];
    }, 'the server says its address', 60);  // a machine may be busy; one that ends is not waited for
    server.address = address;
    return server;
  }

  async kill(signal = 'SIGTERM') {
    if (this.process.exitCode === null && this.process.signalCode === null) this.process.kill(signal);
    return this.ended;
  }

  // A request that follows no redirect and keeps no cookie.
  fetch(path, options = {}) {
    return fetch(this.address + path, { redirect: 'manual', ...options });
  }

  // How much of the processor it has had since its start, in hundredths of a second at best.
  processorSeconds() {
    const fields = readFileSync(`/proc/${this.process.pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  }

  // Whether anything answers at an address. A stream stays open as long as one listens: its head tells enough.
  async has(path) {
    const given = new AbortController();
    const answer = await this.fetch(path, { signal: given.signal });
    given.abort();
    return answer.status !== 404;
  }

  // A call of the API with a token: {status, headers, body}.
  async api(method, path, { token, body, headers = {} } = {}) {
    const answer = await this.fetch(`/api/v1${path}`, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    const isJson = /json/.test(answer.headers.get('content-type') ?? '');
    return { status: answer.status, headers: answer.headers, text, body: isJson && text ? JSON.parse(text) : null };
  }
}

// A community with the demo in it, made once per test file.
let demoData;
export function demoCommunity() {
  if (!demoData) {
    demoData = temporaryFolder();
    const made = parvis(['demo', '--data', demoData]);
    if (made.status !== 0) throw new Error(`parvis demo failed: ${made.err}`);
  }
  return demoData;
}

// Another such community, to be changed.
export function copyOfDemo() {
  const data = temporaryFolder();
  if (!overPostgres) {
    cpSync(demoCommunity(), data, { recursive: true });
  } else {
    const made = parvis(['demo', '--data', data]);
    if (made.status !== 0) throw new Error(`parvis demo failed: ${made.err}`);
  }
  return data;
}

// Who may sign in to the demo: {manager, leader, member}, each {email, password}.
export function demoAccounts(data = demoCommunity()) {
  const accounts = {};
  for (const [, who, email, password] of readFileSync(join(data, 'demo-accounts.txt'), 'utf8').matchAll(
    /^ *(\w+): (\S+) +password: (\S+)/gm)) {
    accounts[who] = { email, password };
  }
  return accounts;
}

// A folder of the public data that tests may be held against, or null where there is none.
export function sharedData(folder) {
  const root = process.env.PARVIS_SHARED_DATA ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
  const path = join(root, folder);
  return existsSync(path) ? path : null;
}

// A token for a member of the community in `data`.
export function apiToken(data, member, scope = 'write') {
  const made = parvis(['token', 'add', '--data', data, '--member', member, '--scope', scope]);
  if (made.status !== 0) throw new Error(`parvis token add failed: ${made.err}`);
  return made.out.trim().split(/\s+/).pop();
}
