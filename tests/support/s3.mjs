// A real S3-speaking server that verifies signatures (the npm package @20minutes/s3rver), on a free port of this
// machine, with one bucket, "square". Its only key pair is S3RVER, S3RVER.
import { spawn } from 'node:child_process';
import { afterwards, until } from './harness.mjs';
import { temporaryFolder } from './server.mjs';

const program = `
  import S3rver from '@20minutes/s3rver';
  const server = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory: process.argv[1],
    configureBuckets: [{ name: 'square' }] });
  const { port } = await server.run();
  console.log('http://127.0.0.1:' + port);
`;

// It hides what follows in a listing with DES, which OpenSSL 3 keeps behind a switch.
const options = ['--openssl-legacy-provider', '--input-type=module', '--eval', program];

// Answers {address, stop}; it is stopped after the last test at the latest.
export async function startS3() {
  let said = '';
  const one = spawn(process.execPath, [...options, temporaryFolder()],
    { cwd: new URL('../..', import.meta.url), stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => one.on('close', resolve));
  let isOver = false;
  ended.then(() => { isOver = true; });
  one.stdout.on('data', (chunk) => { said += chunk; });
  one.stderr.on('data', (chunk) => { said += chunk; });
  const kill = () => one.kill('SIGKILL');
  process.on('exit', kill);
  const stop = async () => {
    kill();
    await ended;
    process.off('exit', kill);
  };
  afterwards(stop);
  const address = await until(() => {
    if (isOver) throw new Error(`the S3 server ended: ${said}`);
    return /^http:\/\/127\.0\.0\.1:\d+$/m.exec(said)?.[0];
  }, 'the S3 server starts');
  return { address, stop };
}
