// Pictures and other files over the real program: brought, shown to whom they may be shown to, and hostile ones, over
// which the media process alone may die.
import { readFileSync } from 'node:fs';
import { test, assert, skip } from '../support/harness.mjs';
import { Server, apiToken, demoAccounts, demoCommunity } from '../support/server.mjs';
import { Person } from '../support/person.mjs';
import { endlessGif, png, pngOfClaims } from '../support/pictures.mjs';

const data = demoCommunity();
const server = await Server.start(data);
const accounts = demoAccounts();
const member = await new Person(server).signIn(accounts.member);
const other = await new Person(server).signIn(accounts.leader);
const visitor = new Person(server);
const writer = apiToken(data, 'ilyes', 'write');
const form_token = /name="form_token" value="([^"]+)"/.exec((await member.get('/account')).text)[1];

const json = { accept: 'application/json' };
async function bring(bytes, name = 'chain.png', fields = {}) {
  const body = new FormData();
  for (const [field, value] of Object.entries({ form_token, ...fields })) body.append(field, value);
  body.append('file', new Blob([bytes]), name);
  const { status, text } = await member.ask('/files', { method: 'POST', body, headers: json });
  return { status, ...JSON.parse(text) };
}
const look = (person, path) => person.ask(path, { redirect: 'manual' });

test('a picture is its owner’s alone until a post shows it, then everybody’s who may read the post', async () => {
  const { status, address, markdown } = await bring(png(1200, 600));
  assert.equal(status, 201);
  assert.equal(markdown, `![](${address})`);
  assert.equal((await look(member, address)).status, 200);
  for (const stranger of [visitor, other]) assert.equal((await look(stranger, address)).status, 404);
  const written = await server.api('POST', '/threads', { token: writer, body: { space: 'questions', title: 'A chain to look at', body: `Here:\n\n![A chain](${address})` } });
  assert.equal(written.status, 201);
  const shown = await look(visitor, address);
  assert.equal(shown.status, 200);
  assert.equal(shown.headers.get('content-type'), 'image/jpeg');
  assert.equal(shown.headers.get('x-content-type-options'), 'nosniff');
  assert.match(shown.headers.get('content-security-policy'), /sandbox; default-src 'none'/);
  assert.match(shown.headers.get('cache-control'), /^public, max-age=\d+, immutable$/);
  const again = await visitor.ask(address, { headers: { 'if-none-match': shown.headers.get('etag') } });
  assert.equal(again.status, 304);
  for (const width of [480, 960, 1200]) {
    const copy = await look(visitor, `${address}/${width}.webp`);
    assert.equal(copy.status, 200, `${width}`);
    assert.equal(copy.headers.get('content-type'), 'image/webp');
  }
  assert.equal((await look(visitor, `${address}/1920.webp`)).status, 404);
});

test('a page shows the copies that fit, with the picture’s measures', async () => {
  const { address } = await bring(png(1000, 500, 1));
  const written = await server.api('POST', '/threads', { token: writer, body: { space: 'questions', title: 'A wheel to look at', body: `![A wheel](${address})` } });
  const { text } = await visitor.get(`/threads/${written.body.id}/a-wheel-to-look-at`);
  assert.match(text, new RegExp(`<picture><source type="image/webp" srcset="${address}/480.webp 480w, ${address}/960.webp 960w, ${address}/1000.webp 1000w" sizes="[^"]+"><img src="${address}" alt="A wheel" width="1000" height="500" loading="lazy"></picture>`));
});

test('a picture of a members’ space is kept from visitors, and from caches on the way', async () => {
  const spaces = (await server.api('GET', '/spaces', { token: writer })).body.items;
  const hidden = spaces.find(({ visibility }) => visibility === 'members');
  assert.ok(hidden, 'the demo has a space for members');
  const { address } = await bring(png(300, 200, 2));
  const written = await server.api('POST', '/threads', { token: writer, body: { space: hidden.slug, title: 'Among ourselves', body: `![A secret](${address})` } });
  assert.equal(written.status, 201);
  assert.equal((await look(visitor, address)).status, 404);
  const shown = await look(other, address);
  assert.equal(shown.status, 200);
  assert.match(shown.headers.get('cache-control'), /^private, /);
});

test('without script a file is sent with the form, and nothing typed is lost', async () => {
  const page = (await member.get('/threads/new')).text;
  const [, space] = /<option value="(\w+)">Questions/.exec(page);
  const fields = { form_token, space, title: 'Une roue voilée', body: 'Regardez :', tags: '', alt: 'Une roue', attach: '1' };
  const send = async (bytes, more = {}) => {
    const body = new FormData();
    for (const [name, value] of Object.entries({ ...fields, ...more })) body.append(name, value);
    body.append('file', new Blob([bytes]), 'roue.png');
    return member.ask('/threads', { method: 'POST', body, redirect: 'manual' });
  };
  const attached = await send(png(200, 100, 3));
  assert.equal(attached.status, 200);
  const [, words] = /<textarea[^>]*name="body"[^>]*>\n?([^<]*)</.exec(attached.text);
  assert.match(words, /Regardez :\n\n!\[Une roue\]\(\/files\/\w+\)/);
  const refused = await send('<svg xmlns="http://www.w3.org/2000/svg"/>');
  assert.equal(refused.status, 422);
  assert.match(refused.text, /Regardez :/);
  assert.match(refused.text, /id="thread-file-error"/);
  delete fields.attach;
  const sent = await send(png(220, 100, 4));
  assert.equal(sent.status, 303);
  const thread = await visitor.get(new URL(sent.headers.get('location'), server.address).pathname);
  assert.match(thread.text, /<picture><source type="image\/webp"[^>]*><img src="\/files\/\w+" alt="Une roue"/);
});

test('what is no picture, or not whole, or a bomb, is refused with a sentence, and the program goes on', async () => {
  const photograph = png(400, 400, 5);
  const hostile = {
    'a drawing with a program in it': '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    'a page': '<!doctype html><script>alert(1)</script>',
    'half a picture': photograph.subarray(0, photograph.length / 2),
    'fifty thousand pixels a side': pngOfClaims(50_000, 50_000),
    'nothing': '',
    'a picture’s mark and no more': Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
    'a document': '%PDF-1.4\n%%EOF',
  };
  for (const [what, bytes] of Object.entries(hostile)) {
    const { status, problem } = await bring(bytes, 'innocent.png');
    assert.equal(status, 422, what);
    assert.ok(problem?.length > 10, `${what}: ${problem}`);
  }
  const endless = await bring(endlessGif(4_000_000), 'endless.gif');
  assert.ok(endless.status === 201 || endless.status === 422, `${endless.status}`);
  assert.equal((await visitor.get('/health')).status, 200);
});

test('what hides in a picture is not handed out', async () => {
  const polyglot = Buffer.concat([png(100, 80, 6), Buffer.from('PK\x03\x04<script>alert(1)</script>', 'latin1')]);
  const { status, address } = await bring(polyglot, 'page.html');
  assert.equal(status, 201);
  const shown = await member.ask(address, {});
  assert.equal(shown.headers.get('content-type'), 'image/jpeg');
  assert.doesNotMatch(shown.text, /script|PK\x03\x04/);
});

test('a long body is taken where files are, and from who is signed in', async () => {
  const long = new Blob([Buffer.alloc(3 * 1024 * 1024, 'x')]);
  const body = () => {
    const form = new FormData();
    form.append('form_token', form_token);
    form.append('file', long, 'long.png');
    return form;
  };
  assert.equal((await member.ask('/files', { method: 'POST', body: body(), headers: json })).status, 422);
  const status = async (person, path) => (await person.ask(path, { method: 'POST', body: body(), headers: json }).catch(() => ({ status: 413 }))).status;
  assert.equal(await status(visitor, '/files'), 413);
  assert.equal(await status(member, '/account/profile'), 413);
});

test('pictures of elsewhere become links, so that no page asks anybody else', async () => {
  const written = await server.api('POST', '/threads', { token: writer, body: { space: 'questions', title: 'From elsewhere', body: '![Their chain](https://elsewhere.example/chain.png)' } });
  const { text, headers } = await visitor.get(`/threads/${written.body.id}/from-elsewhere`);
  assert.match(text, /<a href="https:\/\/elsewhere\.example\/chain\.png" rel="nofollow ugc noopener">Their chain<\/a>/);
  assert.doesNotMatch(text, /<img[^>]+elsewhere/);
  assert.match(headers.get('content-security-policy'), /img-src 'self' data:;/);
});

test('a member chooses a face and takes it out again', async () => {
  const choose = async (what, bytes) => {
    const body = new FormData();
    body.append('form_token', form_token);
    body.append('file', new Blob([bytes]), 'me.png');
    return member.ask(`/account/pictures/${what}`, { method: 'POST', body, redirect: 'manual' });
  };
  const shown = async () => /src="(\/faces\/\d+)[^"]*"/.exec((await visitor.get('/members/ilyes')).text)?.[1];
  assert.equal((await choose('face', '<svg/>')).status, 422);
  assert.equal(await shown(), undefined);
  assert.equal((await choose('face', png(300, 200, 7))).status, 303);
  const address = await shown();
  assert.ok(address, 'the page of the member shows it');
  for (const copy of ['', '/256.jpg']) {
    const face = await look(visitor, `${address}${copy}`);
    assert.equal(face.status, 200);
    assert.equal(face.headers.get('content-type'), 'image/jpeg');
  }
  assert.equal((await choose('cover', png(900, 600, 8))).status, 303);
  assert.match((await visitor.get('/members/ilyes')).text, /<img class="cover" src="\/files\/\w+\/720\.webp"/);
  for (const what of ['face', 'cover']) assert.equal((await member.post(`/account/pictures/${what}/removal`, { form_token })).status, 303);
  assert.equal(await shown(), undefined);
  assert.equal((await look(visitor, address)).status, 404);
});

test('a member sees what they brought, and takes it away', async () => {
  const { address } = await bring(png(160, 120, 9), 'mine.png');
  const own = `/account${address}`;
  assert.match((await member.get('/account/files')).text, new RegExp(`href="${own}"`));
  assert.match((await member.get(own)).text, /mine\.png/);
  assert.equal((await other.get(own)).status, 404);
  assert.equal((await member.post(own, { form_token, alt: 'A wheel' })).status, 303);
  assert.equal((await member.post(`${own}/removal`, { form_token })).status, 303);
  assert.equal((await look(member, address)).status, 404);
});

test('a real photograph comes out without its place', async () => {
  if (!process.env.PARVIS_SHARED_DATA) skip('PARVIS_SHARED_DATA names no folder');
  const folder = `${process.env.PARVIS_SHARED_DATA}/images`;
  const { status, address } = await bring(readFileSync(`${folder}/exif-gps/DSCN0021.jpg`), 'DSCN0021.jpg');
  assert.equal(status, 201);
  const shown = await member.ask(address, {});
  assert.doesNotMatch(shown.text, /Exif|GPS|NIKON/);
});
