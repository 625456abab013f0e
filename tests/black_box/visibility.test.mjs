// What stands in a space for members is in no surface for a visitor: canary words are planted there, and everything a
// visitor can reach is searched for them.
import { readFileSync } from 'node:fs';
import { test, assert, until } from '../support/harness.mjs';
import { Server, apiToken, demoAccounts, demoCommunity } from '../support/server.mjs';
import { Person, unescaped } from '../support/person.mjs';
import { letterFiles } from '../support/letters.mjs';

const data = demoCommunity();
const token = apiToken(data, 'ilyes', 'write');
const manager = apiToken(data, 'perrine', 'manage');
const server = await Server.start(data, [], { PARVIS_RATES_SEARCHES_PER_ADDRESS_PER_MINUTE: '0' });

const canaries = { title: 'zanzibarette', body: 'quokkavalier', tag: 'tapiroufle', comment: 'axolotlement', reply: 'narvalesque', edited: 'pangolinade' };
const words = new RegExp([...Object.values(canaries), 'coulisses'].join('|'), 'i');
const planted = await plant();

async function plant() {
  const call = async (method, path, body) => {
    const answer = await server.api(method, path, { token, body });
    assert.ok(answer.status < 300, `${path}: ${answer.text}`);
    return answer.body;
  };
  const thread = await call('POST', '/threads', {
    space: 'coulisses', title: `Une ${canaries.title} derrière le rideau`, body: `Le mot est ${canaries.body}.`, tags: [canaries.tag],
  });
  const posts = (await call('GET', `/threads/${thread.id}/posts`)).items;
  const reply = await call('POST', `/threads/${thread.id}/posts`, { body: `Réponse ${canaries.reply}, pour @jade.` });
  await call('POST', `/posts/${posts[0].id}/comments`, { body: `Remarque ${canaries.comment}.` });
  await call('PATCH', `/posts/${reply.id}`, { body: `Réponse ${canaries.edited} après ${canaries.reply}.` });
  return { thread, posts: [posts[0], reply] };
}

// What a page says beyond the address it was asked for, which it may repeat.
function without(text, path) {
  return [path, encodeURIComponent(path)].reduce((rest, one) => rest.replaceAll(one, ''), unescaped(text));
}

// Every address below the site that is linked from what was read, from `/` on.
async function crawl(person, found) {
  const seen = new Set();
  const waiting = ['/', '/sitemap.xml', '/robots.txt', '/feed.atom', '/latest', '/newest', '/appreciated', '/unanswered', '/spaces', '/tags',
    '/members', '/charter', ...['latest', 'newest', 'appreciated', 'unanswered'].map((order) => `/api/v1/threads?order=${order}`), '/api/v1/spaces', '/api/v1/community', '/api/v1/openapi.json', '/members/ilyes', '/members/ilyes/feed.atom', '/members/perrine', '/tags/tapiroufle'];
  while (waiting.length && seen.size < 4000) {
    const path = waiting.pop();
    const plain = path.split('#')[0];
    if (seen.has(plain) || plain.startsWith('/language/') || plain.startsWith('/assets/') || plain.startsWith('/live')) continue;
    seen.add(plain);
    const { status, text, headers } = await person.get(plain);
    assert.ok(status < 500, `${plain}: ${status}`);
    found(plain, status, text, headers);
    const links = [...text.matchAll(/(?:href|src|action)="([^"]+)"|<loc>([^<]+)<\/loc>|"url":"([^"]+)"/g)].map(([, a, b, c]) => unescaped(a ?? b ?? c));
    for (const link of links) {
      const url = new URL(link, server.address + plain);
      if (url.origin === server.address && !url.search.includes('return_to')) waiting.push(url.pathname + url.search);
    }
  }
  return seen;
}

test('the canaries are there for members', async () => {
  const { thread } = planted;
  const ilyes = await new Person(server).signIn(demoAccounts().member);
  const page = await ilyes.get(new URL(thread.url).pathname);
  for (const word of [canaries.title, canaries.body, canaries.tag, canaries.comment, canaries.edited]) assert.match(page.text, new RegExp(word), word);
  await until(async () => (await server.api('GET', `/search?q=${canaries.body}`, { token })).body.found === 1, 'search knows the word');
  assert.ok((await server.api('GET', '/threads?space=coulisses', { token })).body.items.some((one) => one.id === thread.id));
});

test('a visitor reaches no page, feed, list or map that holds one', async () => {
  const leaks = [];
  const seen = await crawl(new Person(server), (path, status, text) => {
    if (path.startsWith('/charter')) return;  // its public words name the space
    const leak = words.exec(without(text, path));
    if (leak) leaks.push(`${path}: …${text.slice(Math.max(0, leak.index - 80), leak.index + 60)}…`);
  });
  assert.ok(seen.size > 300, `${seen.size} addresses were read`);
  assert.deepEqual(leaks, []);
});

test('direct addresses say the same as addresses of nothing', async () => {
  const { thread, posts } = planted;
  const visitor = new Person(server);
  const addresses = [
    new URL(thread.url).pathname, `/threads/${thread.id}`, `/threads/${thread.id}/posts?after=1`, `/threads/${thread.id}/at?date=2026-01-01`,
    ...posts.flatMap((post) => [`/posts/${post.id}`, `/posts/${post.id}/history`, new URL(post.url).pathname]),
    '/spaces/coulisses', '/spaces/coulisses?order=newest', '/spaces/coulisses/feed.atom', `/threads/${thread.id}/feed.atom`, `/tags/${canaries.tag}`,
    `/tags/${canaries.tag}/feed.atom`,
    ...[`/threads/${thread.id}`, `/threads/${thread.id}/posts`, `/posts/${posts[0].id}`, `/posts/${posts[1].id}`, '/threads?space=coulisses',
      `/threads?tag=${canaries.tag}`].map((path) => `/api/v1${path}`),
  ];
  for (const path of addresses) {
    const { status, text, headers } = await visitor.get(path);
    assert.ok([404, 303].includes(status), `${path}: ${status}`);
    assert.ok(!Object.values(canaries).some((word) => new RegExp(word, 'i').test(without(text + (headers.get('location') ?? ''), path))), `${path} tells`);
  }
});

// Asked with the beginning of each word, so that the whole word in an answer is never the question said again; asked
// with the whole word too, where the words around it would tell.
test('search, suggestions and completion keep silent', async () => {
  const visitor = new Person(server);
  const around = /derri\u00e8re le rideau|Le mot est/;
  for (const word of Object.values(canaries)) {
    for (const asked of [word, word.slice(0, -2), word.slice(0, 4)]) {
      for (const path of [`/search?q=${asked}`, `/search?q=${asked}&space=coulisses`, `/search?q=space:coulisses+${asked}`, `/search/suggestions?q=${asked}`,
        `/tags.json?q=${asked}`, `/members?q=${asked}`, `/api/v1/search?q=${asked}`]) {
        const { status, text } = await visitor.get(path);
        assert.ok(status < 500, `${path}: ${status}`);
        const told = Object.values(canaries).filter((one) => one !== asked && unescaped(text).toLowerCase().includes(one));
        assert.deepEqual(told, [], `${path} tells`);
        assert.ok(!around.test(unescaped(text)), `${path} tells what stands around the word`);
        if (path.startsWith('/tags.json')) assert.ok(!text.includes(word), `${path} completes`);
        // Four letters may be the beginning of other words, or a slip away from one.
        if (path.startsWith('/api') && asked.length > 4) assert.deepEqual([JSON.parse(text).found, JSON.parse(text).items], [0, []], path);
      }
      // Similar threads are for who is about to write.
      const similar = await visitor.get(`/threads/similar?title=${asked}`);
      assert.equal(similar.status, 401, 'a visitor is not told of similar threads');
      assert.ok(!around.test(unescaped(similar.text)));
    }
  }
  const ilyes = await new Person(server).signIn(demoAccounts().member);
  assert.match((await ilyes.get(`/tags.json?q=${canaries.tag.slice(0, 4)}`)).text, new RegExp(canaries.tag), 'a member is completed');
  assert.match((await ilyes.get(`/threads/similar?title=${canaries.title}`)).text, new RegExp(canaries.title), 'and told of similar threads');
});

test('counts that a visitor reads do not move with what is hidden', async () => {
  const pages = ['/', '/spaces', '/tags', '/members', '/members?q=ily', '/members/ilyes', '/members/perrine', '/latest', '/appreciated', '/feed.atom', '/sitemap.xml',
    '/api/v1/community', '/api/v1/spaces', '/api/v1/members/ilyes', '/api/v1/members/perrine', '/api/v1/threads?order=appreciated'];
  const figures = async () => {
    const said = {};
    for (const page of pages) {
      const text = unescaped((await new Person(server).get(page)).text);
      // How long ago, and who is here now, move by themselves.
      said[page] = text.replace(/<time[\s\S]*?<\/time>/g, '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    }
    return said;
  };
  const before = await figures();
  const answer = await server.api('POST', `/threads/${planted.thread.id}/posts`, { token: manager, body: { body: 'One more that nobody outside counts.' } });
  assert.equal(answer.status, 201, answer.text);
  assert.equal((await server.api('PUT', `/posts/${planted.posts[1].id}/reactions/thanks`, { token: manager })).status, 200);
  const ours = await server.api('POST', '/threads', { token, body: { space: 'coulisses', title: 'Encore entre nous', body: 'Rien à compter.', tags: [canaries.tag] } });
  assert.equal(ours.status, 201, ours.text);
  const after = await figures();
  for (const page of pages) assert.equal(after[page], before[page], page);
});

test('a member sees no more than members may, and a manager’s lists are a manager’s', async () => {
  for (const path of ['/manage/members', '/manage/members/jade']) {
    assert.equal((await new Person(server).get(path)).status === 200, false, path);
    assert.equal((await (await new Person(server).signIn(demoAccounts().member)).get(path)).status, 403, path);
    assert.equal((await (await new Person(server).signIn(demoAccounts().manager)).get(path)).status, 200, path);
  }
  assert.equal((await server.api('GET', '/activities', { token: manager })).status, 200);
});

// What leaders keep to themselves, and a group nobody outside knows of: every surface that a member reaches, their own
// pages, tables, letters and the copy of their data among them.
const hidden = { title: 'ornithorynque', body: 'wombatelier', tag: 'okapidevice', group: 'zibelinoir', about: 'hermellinage', mention: 'lamantinoken' };
const hiddenWords = new RegExp(Object.values(hidden).join('|'), 'i');

test('a member reaches nothing of a leaders’ space nor of a hidden group, on any page, feed, table or letter', async () => {
  const boss = await new Person(server).signIn(demoAccounts().manager);
  const opened = await boss.submit('/manage/space-opening', '/manage/spaces', { name_fr: 'La régie', name_en: 'Control room', kind: 'discussion', visibility: 'leaders' });
  assert.equal(opened.status, 303, opened.text);
  const space = opened.headers.get('location').split('/').pop();
  const made = await server.api('POST', '/threads', { token: manager, body: { space, title: `Une ${hidden.title}`, body: `Le ${hidden.body}. @ilyes, ${hidden.mention}.`, tags: [hidden.tag] } });
  assert.equal(made.status, 201, made.text);
  const founded = await boss.submit('/groups/new', '/groups', { name: hidden.group, description: hidden.about, door: 'hidden' });
  assert.equal(founded.status, 303, founded.text);
  await until(async () => (await server.api('GET', `/search?q=${hidden.body}`, { token: manager })).body.found === 1, 'search knows the word');

  const ilyes = await new Person(server).signIn(demoAccounts().member);
  const own = ['/account', '/account/data', '/account/units', '/account/files', '/account/contributions', '/account/consents', '/notifications', '/followed', '/unread',
    '/groups', '/groups?q=zibel', '/units', '/units?q=zibel', '/invitations', '/search?q=wombat', '/search/suggestions?q=wombat', '/tags.json?q=okapi', '/members.json?q=zibel',
    '/threads/similar?title=ornithor', '/moderation-log', `/spaces/${space}`, `/spaces/${space}/feed.atom`, founded.headers.get('location'), `/tags/${hidden.tag}`,
    `/threads/${made.body.id}`, `/api/v1/threads/${made.body.id}`, ...['threads', 'spaces', 'community', 'notifications', 'search?q=wombat'].map((path) => `/api/v1/${path}`)];
  const leaks = [];
  const look = (path, text) => {
    const leak = hiddenWords.exec(without(text, path).replaceAll(/value="[^"]*"/g, ''));
    if (leak && !path.includes(leak[0])) leaks.push(`${path}: …${text.slice(Math.max(0, leak.index - 80), leak.index + 60)}…`);
  };
  for (const path of own) look(path, (await ilyes.get(path)).text);
  const seen = await crawl(ilyes, (path, status, text) => look(path, text));
  assert.ok(seen.size > 300, `${seen.size} addresses were read`);
  for (const path of ['/threads?order=latest', '/search?q=wombat', `/threads/${made.body.id}/posts`, '/activities']) look(`/api/v1${path}`, (await server.api('GET', path, { token })).text);
  assert.deepEqual(leaks, []);
  for (const file of letterFiles(data)) {
    const letter = readFileSync(file, 'latin1').replaceAll(/=\r?\n/g, '');
    if (/^To:.*ilyes/im.test(letter)) assert.doesNotMatch(letter, hiddenWords, file);
  }
  assert.match((await (await new Person(server).signIn(demoAccounts().leader)).get(`/spaces/${space}`)).text, hiddenWords, 'a leader reads it');
});

test('a page kept for visitors never holds what belongs to one person', async () => {
  const ilyes = await new Person(server).signIn(demoAccounts().member);
  for (const path of ['/', '/latest', '/spaces', '/tags', '/members']) {
    await ilyes.get(path);
    const visitor = await server.fetch(path);
    const text = await visitor.text();
    assert.equal(visitor.headers.get('set-cookie'), null, path);
    assert.ok(!/form_token|\/account|nonce=/.test(text), `${path} holds a token or an account`);
    assert.ok(!words.test(text), path);
  }
});
