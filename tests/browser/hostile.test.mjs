// Script injections, posted as members post, on real pages in a real browser: none runs, none is reported.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, assert, skip } from '../support/harness.mjs';
import { Server, apiToken, demoAccounts, demoCommunity, sharedData } from '../support/server.mjs';
import { Person } from '../support/person.mjs';
import { signIn, visitor } from '../support/browser.mjs';

const data = demoCommunity();
const token = apiToken(data, 'ilyes', 'write');
const server = await Server.start(data);
const ours = ['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '[a](javascript:alert(1))', '![a](javascript:alert(1))', '<a href="java\tscript:alert(1)">x</a>', '<svg onload=alert(1)>',
  '"><script>alert(1)</script>', "'onmouseover='alert(1)", '<https://a" onclick="alert(1)>', '[x]: javascript:alert(1)\n[x]', '<iframe srcdoc="<script>alert(1)</script>">', '`<script>alert(1)</script>`',
  '<style>*{background:url(javascript:alert(1))}</style>', '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>', '</textarea><script>alert(1)</script>', '</title><script>alert(1)</script>',
  '<details open ontoggle=alert(1)>', '[a](data:text/html,<script>alert(1)</script>)', '[a](vbscript:alert(1))', '<input autofocus onfocus=alert(1)>', '<meta http-equiv=refresh content="0;url=javascript:alert(1)">',
  '<base href="https://elsewhere.example/">', '<form action="javascript:alert(1)"><button>x</button></form>', '@<script>alert(1)</script>', '[a](&#106;avascript:alert(1))', '![x](x "onerror=alert(1)")'];
const folder = sharedData('hostile/xss-payloads');
const all = folder ? readFileSync(join(folder, 'Intruder/xss-payload-list.txt'), 'utf8').split('\n').filter(Boolean) : [];
const sample = [...ours, ...all.filter((_, index) => index % 4 === 0)];

// A page on which anything that ran is noticed.
async function watched(options) {
  const opened = await visitor(server, options);
  opened.ran = [];
  opened.page.on('dialog', async (dialog) => { opened.ran.push(`dialog: ${dialog.message()}`); await dialog.dismiss(); });
  opened.page.on('popup', (popup) => opened.ran.push(`window: ${popup.url()}`));
  opened.page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== server.address && /^https?:$/.test(url.protocol) && request.resourceType() !== 'image') opened.ran.push(`request: ${url}`);
  });
  return opened;
}

// What a page of ours never holds, whoever wrote on it.
const forbidden = () => {
  const found = [];
  for (const element of document.querySelectorAll('main *')) {
    const name = element.localName;
    if (['script', 'iframe', 'object', 'embed', 'base', 'meta', 'link', 'style', 'math', 'frame'].includes(name)) found.push(element.outerHTML.slice(0, 200));
    for (const { name: attribute, value } of element.attributes) {
      if (attribute.startsWith('on') || attribute === 'srcdoc' || attribute === 'style') found.push(`${attribute} on ${element.outerHTML.slice(0, 200)}`);
      if (['href', 'src', 'action', 'formaction', 'xlink:href'].includes(attribute) && /^[\u0000-\u0020]*(javascript|vbscript|data):/i.test(value)) found.push(element.outerHTML.slice(0, 200));
    }
  }
  return found;
};

async function inTurn(items, action, lanes = 6) {
  const waiting = [...items];
  await Promise.all(Array.from({ length: lanes }, async () => { while (waiting.length) await action(waiting.shift()); }));
}

const post = async (path, body) => {
  const answer = await server.api('POST', path, { token, body });
  assert.ok([201, 422].includes(answer.status), `${answer.status} ${answer.text}`);
  return answer.body;
};

// An error of the console that only says that an image of somebody else could not be had.
const isImage = (line) => /Failed to load resource|ERR_/.test(line) || /csp: img-src/.test(line);

test('none runs on the pages of a thread whose posts they are', async () => {
  // Many in one post, each in a block of its own, so that some hundred pages hold thousands.
  const thread = await post('/threads', { space: 'atelier', title: ours[0], body: 'Payloads.', tags: [] });
  const groups = [];
  for (let at = 0; at < sample.length; at += 12) groups.push(sample.slice(at, at + 12).join('\n\n'));
  await inTurn([...ours, ...groups], (body) => post(`/threads/${thread.id}/posts`, { body: body.slice(0, 60_000) }));
  const { posts } = (await server.api('GET', `/threads/${thread.id}`)).body;
  const { page, ran, troubles } = await watched();
  await page.route(/^https?:\/\/(?!127\.0\.0\.1)/, (route) => route.abort());
  for (let from = 1; from <= posts; from += 20) {
    await page.goto(`${new URL(thread.url).pathname}/${from}`, { waitUntil: 'load' });
    assert.deepEqual(await page.evaluate(forbidden), [], `from post ${from}`);
  }
  assert.deepEqual(ran, []);
  assert.deepEqual(troubles.filter((one) => !isImage(one)), []);
});

test('none runs as title, tag, name or words about oneself, on any list, in search, in forms', async () => {
  const titles = [...ours, ...all.filter((one, index) => index % 80 === 0 && one.length < 190)].filter((one) => !one.includes('\n'));
  await inTurn(titles, (title) => post('/threads', { space: 'atelier', title: title.length < 3 ? `${title}  x` : title, body: 'Body.', tags: [] }));
  const member = demoAccounts().member;
  const person = await new Person(server).signIn(member);
  await person.submit('/account', '/account/profile', { name: '"><svg onload=alert(1)>', biography: ours.join('\n\n').slice(0, 3900), place: '<img src=x onerror=alert(1)>', website: '' });
  const { page, ran, troubles } = await watched();
  await page.route(/^https?:\/\/(?!127\.0\.0\.1)/, (route) => route.abort());
  await signIn(page, member.email, member.password);
  const places = ['/', '/latest', '/newest', '/spaces/atelier', '/members/ilyes', '/members', '/account', '/account/drafts', '/tags',
    ...ours.slice(0, 12).flatMap((one) => [`/search?q=${encodeURIComponent(one)}`, `/sign-in?return_to=${encodeURIComponent(one)}`, `/members?q=${encodeURIComponent(one)}`])];
  for (const place of places) {
    await page.goto(place, { waitUntil: 'load' });
    assert.deepEqual(await page.evaluate(forbidden), [], place);
  }
  assert.deepEqual(ran, []);
  assert.deepEqual(troubles.filter((one) => !isImage(one) && !/status of 4/.test(one)), []);
});

test('none becomes markup in feeds and in the API', async () => {
  for (const path of ['/feed.atom', '/members/ilyes/feed.atom', '/spaces/atelier/feed.atom', '/sitemap.xml']) {
    const feed = await server.fetch(path);
    assert.match(feed.headers.get('content-type'), /xml/);
    const text = await feed.text();
    assert.doesNotMatch(text.replace(/<link[^>]*>/g, ''), /<(script|img|svg|iframe)[\s>]/i, path);
  }
  const answer = await server.fetch('/api/v1/threads');
  assert.match(answer.headers.get('content-type'), /^application\/json/);
  assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
});

test('the public set was sampled', () => {
  if (!folder) skip('../shared/data is absent (PARVIS_SHARED_DATA)');
  assert.ok(sample.length > 1500, `${sample.length}`);
});
