// Servers on free ports of 127.0.0.1, for the length of a measurement.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export const binary = 'build/parvis';

export function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

// A measurement that fails leaves no server behind.
const running = new Set();
process.on('exit', () => { for (const child of running) child.kill('SIGKILL'); });

export function started(...command) {
  const child = spawn(...command);
  running.add(child);
  child.on('exit', () => running.delete(child));
  return child;
}

export const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

// {address, pid, readyAfter (ms), stop()}; ready when the home page was answered once.
export async function startParvis(data, path = '/', more = []) {
  const port = await freePort();
  const began = performance.now();
  const child = started(binary, ['serve', '--data', data, '--port', String(port), ...more], {
    stdio: 'ignore',
    env: { ...process.env, PARVIS_LOG_LEVEL: 'error', PARVIS_RATES_POSTS_PER_MEMBER_PER_MINUTE: '0',
      PARVIS_RATES_API_CALLS_PER_TOKEN_PER_MINUTE: '0', PARVIS_RATES_SEARCHES_PER_ADDRESS_PER_MINUTE: '0' },
  });
  return ready(child, port, path, began);
}

// A server that was started at `began`, once it answered a page.
export async function ready(child, port, path, began) {
  const address = `http://127.0.0.1:${port}`;
  for (;;) {
    try {
      const answer = await fetch(address + path);
      await answer.text();
      if (answer.ok) break;
    } catch { /* not listening yet */ }
    if (child.exitCode !== null) throw new Error(`${child.spawnfile} ended`);
    await pause(1);
  }
  return { address, pid: child.pid, readyAfter: performance.now() - began, stop: () => stopped(child) };
}

// nginx serving one file, plain and gzip, at /page.
export async function startNginx(folder, page) {
  const port = await freePort();
  const root = join(folder, 'nginx');
  mkdirSync(join(root, 'logs'), { recursive: true });
  writeFileSync(join(root, 'page'), page);
  writeFileSync(join(root, 'page.gz'), gzipSync(page, { level: 6 }));
  writeFileSync(join(root, 'nginx.conf'), `
${process.getuid() === 0 ? 'user root;' : ''} worker_processes 2; daemon off; pid ${root}/nginx.pid; error_log ${root}/logs/error.log;
events { worker_connections 1024; }
http {
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; default_type text/html;
  client_body_temp_path ${root}; proxy_temp_path ${root}; fastcgi_temp_path ${root}; uwsgi_temp_path ${root}; scgi_temp_path ${root};
  open_file_cache max=10;
  server { listen 127.0.0.1:${port}; root ${root}; gzip_static on; }
}`);
  const child = started('nginx', ['-p', root, '-c', join(root, 'nginx.conf')], { stdio: 'ignore' });
  const address = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries += 1) {
    try { if ((await fetch(`${address}/page`)).ok) break; } catch { /* not listening yet */ }
    if (tries > 300) throw new Error('nginx did not start');
    await pause(10);
  }
  return { address, pid: child.pid, stop: () => stopped(child) };
}

function stopped(child) {
  return new Promise((resolve) => {
    if (child.exitCode !== null) { resolve(); return; }
    child.on('exit', resolve);
    child.kill('SIGTERM');
  });
}

// A process and all that descend from it.
export function family(pid) {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
    return [pid, ...children.flatMap((child) => family(Number(child)))];
  } catch {
    return [];  // it has ended meanwhile
  }
}

// Memory of a process and its children in MiB, each page that they share counted once.
export function familyMemory(pid) {
  return family(pid).reduce((sum, one) => {
    try {
      return sum + Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${one}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024;
    } catch {
      return sum;
    }
  }, 0);
}

// Resident memory of a process in MiB.
export function residentMemory(pid) {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line[1]) / 1024;
}
