// Backups as those who run a site make them: beside a program that serves, sealed, examined, restored elsewhere; and
// every bad day, with one sentence and nothing changed.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, assert } from '../support/harness.mjs';
import { Server, askDatabase, binary, demoAccounts, demoCommunity, overPostgres, parvis, temporaryFolder } from '../support/server.mjs';
import { Person } from '../support/person.mjs';

const passphrase = 'three words and more';
const sealing = { env: { ...process.env, PARVIS_BACKUP_PASSPHRASE: passphrase } };

const done = (result) => {
  assert.equal(result.status, 0, result.err);
  return result.out;
};
const refused = (result, words) => {
  assert.equal(result.status, 1, `${result.out}${result.err}`);
  assert.match(result.err, words);
  assert.equal(result.err.trim().split('\n').length, 1, `one sentence: ${result.err}`);
};

let backup;
function demoBackup() {
  if (!backup) {
    const folder = temporaryFolder();
    done(parvis(['backup', '--data', demoCommunity(), '--to', folder]));
    backup = join(folder, readdirSync(folder)[0]);
  }
  return backup;
}

test('a backup beside a serving program is restored elsewhere and serves', async () => {
  const data = demoCommunity();
  const server = await Server.start(data);
  const folder = temporaryFolder();
  const out = done(parvis(['backup', '--data', data, '--to', folder]));
  assert.match(out, /^Mistral as of .* members, .* threads, .* posts/);
  const [name] = readdirSync(folder);
  assert.match(name, /^backup-\d{4}-\d\d-\d\dt\d\d-\d\d-\d\dz\.tar\.zst$/);
  assert.equal(statSync(join(folder, name)).mode & 0o777, 0o600, 'readable by its owner only');
  assert.match(done(parvis(['backup', '--verify', join(folder, name)])), /The backup is whole/);
  const pages = await Promise.all(['/', '/latest'].map(async (path) => (await server.fetch(path)).text()));
  await server.kill();

  const elsewhere = join(temporaryFolder(), 'new');
  assert.match(done(parvis(['restore', join(folder, name), '--data', elsewhere])), /everybody signs in again/);
  done(parvis(['check', '--data', elsewhere]));
  const restored = await Server.start(elsewhere);
  const member = await new Person(restored).signIn(demoAccounts().member);
  assert.equal((await member.get('/latest')).status, 200);
  const titles = (page) => [...page.matchAll(/href="(\/threads\/[^"]+)"/g)].map((one) => one[1]);
  const again = await Promise.all(['/', '/latest'].map(async (path) => (await restored.fetch(path)).text()));
  assert.deepEqual(again.map(titles)[1], pages.map(titles)[1]);
  await restored.kill();
});

test('other tools list the archive', () => {
  const listed = spawnSync('tar', ['--zstd', '-tf', demoBackup()], { encoding: 'utf8' });
  if (/zstd: (Cannot exec|not found)/.test(listed.stderr)) return;
  assert.equal(listed.stdout, 'manifest.json\nmanifest.sha256\ncommunity.db\nparvis.toml\n', listed.stderr);
});

test('a sealed backup opens with its passphrase alone', () => {
  const folder = temporaryFolder();
  done(parvis(['backup', '--data', demoCommunity(), '--to', folder], sealing));
  const file = join(folder, readdirSync(folder)[0]);
  assert.match(file, /\.sealed$/);
  assert.ok(!readFileSync(file).includes('manifest.json'));
  refused(parvis(['backup', '--verify', file]), /sealed: give its passphrase/);
  const wrong = join(folder, 'wrong'), right = join(folder, 'right');
  writeFileSync(wrong, 'another\n');
  writeFileSync(right, `${passphrase}\n`);
  refused(parvis(['backup', '--verify', file, '--passphrase-file', wrong]), /passphrase is not the one/);
  refused(parvis(['backup', '--verify', file, '--passphrase-file', join(folder, 'absent')]), /path of a file/);
  done(parvis(['backup', '--verify', file, '--passphrase-file', right]));
  done(parvis(['restore', file, '--data', join(folder, 'new'), '--passphrase-file', right]));
});

test('a backup that is cut or changed is refused, and nothing is changed', () => {
  const folder = temporaryFolder();
  const place = join(folder, 'place');
  mkdirSync(place);
  const cut = join(folder, 'cut');
  copyFileSync(demoBackup(), cut);
  truncateSync(cut, Math.floor(statSync(cut).size / 2));
  const changed = join(folder, 'changed');
  const bytes = readFileSync(demoBackup());
  bytes[Math.floor(bytes.length / 2)] ^= 0x10;
  writeFileSync(changed, bytes);
  const other = join(folder, 'other');
  writeFileSync(other, 'A letter to my aunt.\n'.repeat(100));
  for (const [file, words] of [[cut, /damaged or cut|is cut/], [changed, /damaged|sum differs/], [other, /damaged|no backup/],
    [join(folder, 'absent'), /There is no backup/], [place, /There is no backup/]]) {
    refused(parvis(['backup', '--verify', file]), words);
    refused(parvis(['restore', file, '--data', place]), words);
    assert.deepEqual(readdirSync(place), []);
  }
});

test('a backup is restored into an empty place only', () => {
  const data = temporaryFolder();
  done(parvis(['init', '--data', data]));
  const kept = () => overPostgres ? askDatabase(data, 'select key, value from setting order by 1') : readFileSync(join(data, 'community.db'), 'latin1');
  const before = kept();
  refused(parvis(['restore', demoBackup(), '--data', data]), /There is a community in/);
  assert.equal(kept(), before);
  refused(parvis(['backup', '--data', join(data, 'nowhere')]), /There is no community/);
  refused(parvis(['backup']), /--data/);
});

test('a disk that is full in the midst is told, and nothing is left', () => {
  const place = join(temporaryFolder(), 'place');
  const folder = temporaryFolder();
  mkdirSync(place);
  // What a process may write to one file, in kB: the end of a disk as a program sees it, wherever it runs.
  const limited = (args) => spawnSync('bash', ['-c', `trap '' XFSZ; ulimit -f 600; exec "$0" "$@"`, binary, ...args], { encoding: 'utf8' });
  const restored = limited(['restore', demoBackup(), '--data', place]);
  assert.equal(restored.status, 1, restored.stderr);
  assert.match(restored.stderr, /^parvis: .*community\.db.*\n$/);
  assert.deepEqual(readdirSync(place), []);
  const made = limited(['backup', '--data', demoCommunity(), '--to', folder]);
  assert.equal(made.status, 1, made.stderr);
  assert.equal(made.stderr.trim().split('\n').length, 1, made.stderr);
  assert.deepEqual(readdirSync(folder), []);
});
