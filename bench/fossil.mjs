// Fossil's forum with the content of a generated community, as a process of its own. Its posts are artifacts: each is
// written as a manifest (forum post, with its Z-card) and `fossil reconstruct` reads them all, which is Fossil's own way
// of making a repository from its history. Answers become replies to their thread's first post; comments under posts,
// reactions, votes and tags have no like in Fossil and stay out. Visitors may read (capability 2), the one member who
// signs in may reply without approval (3 and 4). Search is indexed.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, ready, started } from './servers.mjs';

const member = 'bench', password = 'a-measured-word';

export function version() {
  try {
    return /version ([\d.]+)/.exec(execFileSync('fossil', ['version'], { encoding: 'utf8' }))[1];
  } catch {
    return null;
  }
}

const escaped = (text) => text.replaceAll('\\', '\\\\').replaceAll(' ', '\\s').replaceAll('\n', '\\n').replaceAll('\t', '\\t');

// {text, hash} of one post; cards stand in the order of their letters.
function artifact(post, author, title, root) {
  const cards = [`D ${post.created_at.slice(0, 23)}`];
  if (root) cards.push(`G ${root}`);
  else cards.push(`H ${escaped(title)}`);
  if (root) cards.push(`I ${root}`);
  cards.push('N text/x-markdown', `U ${escaped(author)}`, `W ${Buffer.byteLength(post.body)}\n${post.body}`, '');
  const text = cards.join('\n');
  const signed = `${text}Z ${createHash('md5').update(text).digest('hex')}\n`;
  return { text: signed, hash: createHash('sha3-256').update(signed).digest('hex') };
}

// A file for each post of a community in the open form, and the first posts' hashes by thread. So many small files are
// made and removed much sooner in memory than on a disk.
function writeArtifacts(folder, { members, threads, posts }) {
  const artifacts = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : folder, 'parvis-bench-'));
  const names = new Map(members.map((one) => [one.id, one.handle]));
  const titles = new Map(threads.map((one) => [one.id, one.title]));
  const roots = new Map();
  for (const [i, post] of posts.entries()) {
    const { text, hash } = artifact(post, names.get(post.author), titles.get(post.thread), roots.get(post.thread));
    if (post.number === 1) roots.set(post.thread, hash);
    writeFileSync(join(artifacts, String(i)), text);
  }
  return { artifacts, roots };
}

async function signIn(address) {
  const answer = await fetch(`${address}/login`, { method: 'POST', redirect: 'manual',
    body: new URLSearchParams({ u: member, p: password, in: 'Login', g: '/forum' }) });
  const [cookie] = answer.headers.getSetCookie();
  if (!cookie) throw new Error(`Fossil did not sign in: ${answer.status}`);
  return cookie.split(';')[0];
}

// A wrk script that replies as a browser's form does, spread over threads.
function replyScript(folder, cookie, address, roots) {
  const file = join(folder, 'reply-fossil.lua');
  writeFileSync(file, `
local roots = {${roots.map((hash) => `"${hash}"`).join(',')}}
local n = 0
request = function()
  n = n + 1
  local body = "reply=1&mimetype=text/x-markdown&submit=Submit&fpid=" .. roots[(n % #roots) + 1] ..
    string.format("&content=Une+mesure,+num%%C3%%A9ro+%d:+the+quick+reply+that+bears+word%d-%d+and+nothing+else.", n, n, os.time())
  return wrk.format("POST", "/forume2", { ["Cookie"] = "${cookie}", ["Referer"] = "${address}/forumedit",
    ["Content-Type"] = "application/x-www-form-urlencoded" }, body)
end
`);
  return file;
}

// The community of `open` (members, threads, posts) in Fossil: start() gives its server with what compare.mjs asks for.
export function makeFossil(folder, open) {
  const repository = join(folder, 'community.fossil');
  const env = { ...process.env, HOME: folder, FOSSIL_HOME: folder, USER: 'admin' };
  const fossil = (...args) => execFileSync('fossil', args, { env, encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['pipe', 'pipe', 'pipe'] });
  const { artifacts, roots } = writeArtifacts(folder, open);
  try {
    fossil('reconstruct', repository, artifacts);
  } finally {
    rmSync(artifacts, { recursive: true });
  }
  const statements = open.members.map((one) => `INSERT INTO user(login, info, cap) VALUES('${one.handle.replaceAll("'", "''")}', '', '234hjo');`);
  execFileSync('fossil', ['sql', '-R', repository], { env, input: `BEGIN; ${statements.join('\n')} COMMIT;` });
  fossil('user', 'password', member, password, '-R', repository);
  fossil('user', 'capabilities', 'nobody', '2hjo', '-R', repository);
  fossil('fts-config', 'enable', 'f', '-R', repository);
  fossil('fts-config', 'index', 'on', '-R', repository);
  const count = () => Number(fossil('sql', '-R', repository, 'SELECT count(*) FROM forumpost').trim());
  if (count() !== open.posts.length) throw new Error(`Fossil took ${count()} of ${open.posts.length} posts`);
  return {
    async start() {
      const port = await freePort();
      const began = performance.now();
      const child = started('fossil', ['server', '--localhost', '--port', String(port), repository], { env, stdio: 'ignore' });
      return ready(child, port, '/forum', began);
    },
    async asked(server, threads) {
      const cookie = await signIn(server.address);
      return {
        thread: `/forumpost/${roots.get(threads[0])}`,
        list: '/forum',
        search: (word) => `/forum?s=${encodeURIComponent(word)}`,
        cookie,
        reply: replyScript(folder, cookie, server.address, threads.map((thread) => roots.get(thread))),
        count,
      };
    },
  };
}
