// Many raw connections to a server, from as many loopback addresses as its limit for each address demands.
import net from 'node:net';
import { readFileSync } from 'node:fs';
import { afterwards } from './harness.mjs';

const perAddress = 200;  // the server takes 256 from one

// Connects `count` sockets from 127.0.`block`.1, .2, …; resolves when all are connected. Errors later only close them.
export async function connections(server, count, block) {
  const port = Number(new URL(server.address).port);
  const made = [];
  const one = (number) => new Promise((resolve) => {
    const from = Math.floor(number / perAddress) + 1;
    const localAddress = `127.${block}.${Math.floor(from / 250)}.${(from % 250) + 1}`;
    const socket = net.connect({ port, host: '127.0.0.1', localAddress, noDelay: true });
    socket.on('error', () => {});
    socket.on('close', () => { socket.gone = true; resolve(); });
    socket.on('connect', resolve);
    made.push(socket);
  });
  afterwards(() => made.forEach((socket) => socket.destroy()));
  for (let number = 0; number < count; number += 500) {
    await Promise.all(Array.from({ length: Math.min(500, count - number) }, (_, more) => one(number + more)));
  }
  return made;
}

export const stillOpen = (sockets) => sockets.filter((socket) => !socket.gone).length;

// MiB resident now, and at most so far.
export function memoryOf(server) {
  const status = readFileSync(`/proc/${server.process.pid}/status`, 'utf8');
  const of = (name) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)[1]) / 1024);
  return { now: of('VmRSS'), most: of('VmHWM') };
}
