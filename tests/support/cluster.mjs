// A community as deploy/ha describes it, on ports of its own on this machine: PostgreSQL's primary and its replica, two
// nodes, HAProxy before them. The files of deploy/ha are what runs.
import { appendFileSync, chownSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assert, afterwards, skip, until } from './harness.mjs';
import { presets } from './gate.mjs';
import { HeldLine, childrenOf, freePort, run, start } from './processes.mjs';
import { Server, parvis, temporaryFolder } from './server.mjs';

const deploy = fileURLToPath(new URL('../../deploy/ha', import.meta.url));

function postgresPrograms() {
  const root = '/usr/lib/postgresql';
  try {
    const versions = readdirSync(root).sort((a, b) => a - b);
    return join(root, versions.at(-1), 'bin');
  } catch {
    return skip('PostgreSQL is not installed');
  }
}

// The server refuses to run as root.
const asOwner = process.getuid() === 0
  ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups'] : ['env'];

function ownedFolder() {
  const folder = run('env', ['-u', 'TMPDIR', 'mktemp', '-d', '-t', 'parvis-ha-XXXXXX']).trim();  // where the owner may go
  if (process.getuid() === 0) chownSync(folder, ...run('stat', ['-c', '%u %g', '/var/lib/postgresql']).split(' ').map(Number));
  afterwards(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export class Postgres {
  constructor(data, port) {
    Object.assign(this, { data, port, bin: postgresPrograms() });
  }

  owner(command, args) {
    return run(asOwner[0], [...asOwner.slice(1), command, ...args], { cwd: '/' });
  }

  static async primary() {
    const one = new Postgres(join(ownedFolder(), 'data'), await freePort());
    one.owner(join(one.bin, 'initdb'), ['-D', one.data, '-U', 'parvis', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']);
    one.configure(`${readFileSync(join(deploy, 'primary.conf'), 'utf8')}
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 100
log_min_messages = fatal
synchronous_standby_names = ''`);
    await one.start();
    return one;
  }

  configure(lines) {
    appendFileSync(join(this.data, 'postgresql.conf'), `\n${lines}\n`);
  }

  async start() {
    this.server = start(asOwner[0], [...asOwner.slice(1), join(this.bin, 'postgres'), '-D', this.data, '-p', String(this.port)],
      { cwd: '/' });
    await until(() => {
      if (this.server.isOver) throw new Error(`PostgreSQL ended: ${this.server.log}`);
      try {
        return this.ask('select 1') === '1';
      } catch {
        return false;
      }
    }, 'PostgreSQL answers', 30);
  }

  ask(sql) {
    return run(join(this.bin, 'psql'), ['-qAtX', `postgresql://parvis@127.0.0.1:${this.port}/postgres`, '-c', sql]).trim();
  }

  // A replica that hears from this server over `line`.
  async replica(line) {
    const one = new Postgres(join(ownedFolder(), 'data'), await freePort());
    one.owner(join(this.bin, 'pg_basebackup'), ['-D', one.data, '-R', '-c', 'fast', '-X', 'stream', '--no-sync',
      '-d', `postgresql://parvis@127.0.0.1:${this.port}`]);
    one.configure(`primary_conninfo = 'host=127.0.0.1 port=${line.port} user=parvis application_name=replica'`);
    appendFileSync(join(one.data, 'postgresql.auto.conf'),
      `primary_conninfo = 'host=127.0.0.1 port=${line.port} user=parvis application_name=replica'\n`);
    await one.start();
    await until(() => this.ask("select count(*) from pg_stat_replication where state = 'streaming'") === '1', 'the replica follows');
    return one;
  }

  waitForReplicas(names) {
    this.configure(`synchronous_standby_names = '${names}'`);
    this.ask('select pg_reload_conf()');
  }

  // As by a power cut: the server and everything it started.
  async kill() {
    const children = childrenOf(this.server.process.pid);
    await this.server.end('SIGKILL');
    for (const pid of children) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // it had ended by itself
      }
    }
  }

  async stop() {
    await this.server.end('SIGINT');
  }
}

// {primary, replica, line, nodes, proxy, address, token, thread, threadPath}; `waits`: a commit waits for the replica,
// `reads`: visitors read from it.
export async function startCluster({ waits = true, reads = false } = {}) {
  const primary = await Postgres.primary();
  const line = await HeldLine.between(primary.port);
  const replica = await primary.replica(line);
  const database = `postgresql://parvis@127.0.0.1:${primary.port},127.0.0.1:${replica.port}/postgres?target_session_attrs=read-write`;
  const env = { ...presets, PARVIS_SERVER_TRUST_FORWARDED: 'true', PARVIS_WATCH_TOKEN: 'look-here' };
  if (reads) env.PARVIS_POSTGRESQL_REPLICA = `postgresql://parvis@127.0.0.1:${replica.port}/postgres`;
  const data = temporaryFolder();
  const command = (...args) => {
    const done = parvis([...args, '--data', data, '--database', database], { env: { ...process.env, ...env } });
    assert.equal(done.status, 0, done.err);
    return done.out;
  };
  command('generate', '--members', '4', '--threads', '3', '--posts', '12', '--seed', '1');
  command('member', 'add', '--name', 'Gate', '--email', 'gate@gate.example', '--role', 'manager');
  const token = command('token', 'add', '--member', 'gate@gate.example', '--scope', 'manage').trim().split(/\s+/).pop();
  const nodes = [];
  for (const place of [data, temporaryFolder()]) nodes.push(await Server.start(place, ['--database', database], env));
  const { id: thread, url } = (await nodes[0].api('GET', '/threads')).body.items.find((one) => !one.closed);
  if (waits) primary.waitForReplicas('FIRST 1 (replica)');
  const proxy = await startProxy(nodes);
  return { primary, replica, line, nodes, proxy, address: proxy.address, token, thread, threadPath: new URL(url).pathname };
}

export async function startProxy(nodes) {
  const port = await freePort();
  const hosts = nodes.map((node) => node.address.replace('http://', ''));
  const proxy = start('haproxy', ['-f', join(deploy, 'haproxy.cfg'), '-db'], {
    env: { ...process.env, SQUARE_BIND: `127.0.0.1:${port}`, SQUARE_NODE_1: hosts[0], SQUARE_NODE_2: hosts[1] },
  });
  proxy.process.on('error', (error) => { proxy.missing = error; });
  proxy.address = `http://127.0.0.1:${port}`;
  await until(async () => {
    if (proxy.missing) skip('HAProxy is not installed');
    if (proxy.isOver) throw new Error(`HAProxy ended: ${proxy.log}`);
    return fetch(`${proxy.address}/health`).then((answer) => answer.ok).catch(() => false);
  }, 'HAProxy passes on');
  return proxy;
}

// Runs deploy/ha/promote, as the owner of the replica's data; the writers go on meanwhile.
export async function promote({ primary, replica }) {
  const script = start(asOwner[0], [...asOwner.slice(1), join(deploy, 'promote'),
    '127.0.0.1', String(primary.port), String(replica.port), replica.data], { cwd: '/' });
  await script.ended;
  assert.equal(script.process.exitCode, 0, script.log);
}
