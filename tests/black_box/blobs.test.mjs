// Uploads in an S3-compatible store: a real server that verifies signatures, the kind's own tests run against it, and
// what the command line says when something about it is wrong.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createServer, connect } from 'node:net';
import { test, assert, skip, afterwards, until } from '../support/harness.mjs';
import { Server, binary, parvis, temporaryFolder } from '../support/server.mjs';
import { startS3 } from '../support/s3.mjs';

const units = join(dirname(binary), 'parvis_tests');
const s3 = await startS3();

function runUnits(env) {
  const done = spawnSync(units, ['--gtest_filter=S3ServerTest.*'], {
    encoding: 'utf8',
    env: { ...process.env, PARVIS_TEST_S3: s3.address, ...env },
  });
  const names = (mark) => new Set([...done.stdout.matchAll(new RegExp(`^\\[ *${mark} *\\] (S3ServerTest\\.\\w+) \\(`, 'gm'))].map((match) => match[1]));
  return { passed: names('OK'), failed: names('FAILED'), said: done.stdout + done.stderr };
}

// A community of its own whose uploads are said to be in the bucket.
function community(env = {}) {
  const data = temporaryFolder();
  const made = parvis(['init', '--data', data]);
  assert.equal(made.status, 0, made.err);
  const settings = {
    PARVIS_BLOBS_STORE: 's3://square/checked',
    PARVIS_BLOBS_ENDPOINT: s3.address,
    PARVIS_BLOBS_ACCESS_KEY: 'S3RVER',
    PARVIS_BLOBS_SECRET_KEY: 'S3RVER',
    ...env,
  };
  const run = (command, ...more) => parvis([command, '--data', data, ...more], { env: { ...process.env, ...settings } });
  return { data, settings, run, check: () => run('check') };
}

test('a real S3 server takes what is signed, and gives it back', () => {
  const { passed, failed, said } = runUnits({});
  assert.equal(failed.size, 0, said);
  assert.ok(passed.size >= 14, said);
});

test('with a wrong secret the same tests fail', () => {
  const { passed, failed, said } = runUnits({ PARVIS_TEST_S3_SECRET: 'S3RVEr' });
  assert.ok(failed.size >= 11, said);
  assert.ok(passed.has('S3ServerTest.SaysThatTheSecretIsWrong'), said);
  assert.ok(!passed.has('S3ServerTest.GivesBackWhatWasPut'), said);
});

test('parvis check reads the bucket, and says what is wrong with the way to it', () => {
  const well = community().check();
  assert.equal(well.status, 0, well.out + well.err);
  const cases = [
    [{ PARVIS_BLOBS_SECRET_KEY: 'wrong' }, /files: .*refuses the signature: check \[blobs\] secret_key/],
    [{ PARVIS_BLOBS_ACCESS_KEY: 'nobody' }, /files: .*does not know the access key: check \[blobs\] access_key/],
    [{ PARVIS_BLOBS_STORE: 's3://elsewhere' }, /files: There is no bucket elsewhere at http/],
    [{ PARVIS_BLOBS_ENDPOINT: 'http://127.0.0.1:1' }, /files: Nobody answers at http:\/\/127\.0\.0\.1:1/],
  ];
  for (const [env, sentence] of cases) {
    const { status, out } = community(env).check();
    assert.equal(status, 1, out);
    assert.match(out, sentence);
    assert.doesNotMatch(out, /S3RVER/);
  }
});

test('parvis serve does not start with a key or a bucket that is wrong', () => {
  const cases = [
    [{ PARVIS_BLOBS_SECRET_KEY: 'wrong' }, /refuses the signature: check \[blobs\] secret_key/],
    [{ PARVIS_BLOBS_ACCESS_KEY: 'nobody' }, /does not know the access key: check \[blobs\] access_key/],
    [{ PARVIS_BLOBS_STORE: 's3://elsewhere' }, /There is no bucket elsewhere at http/],
  ];
  for (const [env, sentence] of cases) {
    const { status, err } = community(env).run('serve', '--port', '0');
    assert.equal(status, 1, err);
    assert.match(err, sentence);
    assert.doesNotMatch(err, /S3RVER/);
  }
});

test('parvis serve starts while the store is away, and is ready once it answers', async () => {
  const gate = createServer((from) => {
    const to = connect(new URL(s3.address).port, '127.0.0.1');
    for (const [one, other] of [[from, to], [to, from]]) one.on('error', () => other.destroy()).pipe(other);
  });
  const listen = (port) => new Promise((resolve) => gate.listen(port, '127.0.0.1', () => resolve(gate.address().port)));
  const port = await listen(0);
  await new Promise((resolve) => gate.close(resolve));
  const { data, settings } = community({ PARVIS_BLOBS_ENDPOINT: `http://127.0.0.1:${port}` });
  const server = await Server.start(data, [], settings);
  // The log names the store's address first.
  server.address = await until(() => /^Parvis serves .* at (\S+)$/m.exec(server.log)?.[1], 'it serves', 60);
  assert.match(server.log, /The store of files cannot be reached.*Nobody answers at http/);
  assert.equal((await server.fetch('/')).status, 200, 'what needs no file is served');
  const ready = await server.fetch('/ready');
  assert.equal(ready.status, 503);
  assert.equal(await ready.text(), 'not ready: the store of files does not answer\n');
  await listen(port);
  afterwards(() => gate.close());
  await until(async () => (await server.fetch('/ready')).status === 200, 'the store is found again', 60);
  await server.kill();
});

test('a bucket without its keys stops the start with a sentence', () => {
  const { status, err } = community({ PARVIS_BLOBS_SECRET_KEY: '' }).check();
  assert.equal(status, 1);
  assert.match(err, /\[blobs\] store is s3:\/\/square\/checked: write access_key, and secret_key or secret_key_file, too\./);
});

test('a store whose certificate nobody vouches for is not spoken to', async () => {
  const folder = temporaryFolder();
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  try {
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes',
      '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', certificate], { stdio: 'ignore' });
  } catch {
    skip('openssl, which makes a certificate, is not installed');
  }
  // In a process of its own: the command runs while this one waits for it.
  const program = `import { createServer } from 'node:https'; import { readFileSync } from 'node:fs';
    const server = createServer({ key: readFileSync(process.argv[1]), cert: readFileSync(process.argv[2]) }, (request, response) => response.end());
    server.listen(0, '127.0.0.1', () => console.log(server.address().port));`;
  const one = spawn(process.execPath, ['--input-type=module', '--eval', program, key, certificate], { stdio: ['ignore', 'pipe', 'inherit'] });
  afterwards(() => one.kill('SIGKILL'));
  const port = await new Promise((resolve) => one.stdout.once('data', (chunk) => resolve(String(chunk).trim())));
  const { status, out } = community({ PARVIS_BLOBS_ENDPOINT: `https://localhost:${port}` }).check();
  one.kill('SIGKILL');
  assert.equal(status, 1, out);
  assert.match(out, /files: The certificate of https:\/\/localhost:\d+ is not trusted/);
});

test('parvis check names a file in the folder that is damaged', () => {
  const { data, check } = community({ PARVIS_BLOBS_STORE: 'directory' });
  assert.equal(check().status, 0);
  assert.ok(!existsSync(join(data, 'blobs')), 'a check makes no folder');
  const sum = createHash('sha256').update('right').digest('hex');
  const folder = join(data, 'blobs', sum.slice(0, 2));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, sum), 'right');
  assert.equal(check().status, 0);
  writeFileSync(join(folder, sum), 'wrong');
  const { status, out } = check();
  assert.equal(status, 1);
  assert.match(out, new RegExp(`files: ${sum} is damaged`));
});
