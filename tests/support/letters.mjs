// Letters of a community without a mail server: files in its outbox.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { until } from './harness.mjs';

const decoded = (text) => text.replace(/=\r?\n/g, '').replace(/((?:=[0-9A-F]{2})+)/g, (bytes) => {
  const buffer = Buffer.from(bytes.replaceAll('=', ''), 'hex');
  return buffer.toString('utf8');
});

// The files of the letters that are written whole; the others are still named `.part`.
export function letterFiles(data) {
  const outbox = join(data, 'outbox');
  if (!existsSync(outbox)) return [];
  return readdirSync(outbox).filter((name) => name.endsWith('.eml')).sort().map((name) => join(outbox, name));
}

export function lettersTo(data, email) {
  return letterFiles(data).map((file) => decoded(readFileSync(file, 'utf8')))
    .filter((letter) => letter.toLowerCase().includes(`to: `) && letter.includes(email));
}

// The path of the address in the letter to `email` that begins with `beginning`, once it has come.
export function addressInLetter(data, email, beginning) {
  return until(() => {
    const letter = lettersTo(data, email).findLast((one) => one.includes(beginning));
    return letter && new RegExp(`${beginning}[\\w-]+`).exec(letter)?.[0];
  }, `a letter to ${email} with ${beginning}`);
}
