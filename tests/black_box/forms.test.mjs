// Every address that takes a form: from another site, without its token, with bytes that are no text, with far too much.
import { readFileSync } from 'node:fs';
import { test, assert } from '../support/harness.mjs';
import { Server, apiToken, askDatabase, demoAccounts, demoCommunity, parvis } from '../support/server.mjs';
import { Person } from '../support/person.mjs';

const data = demoCommunity();
const server = await Server.start(data);
const token = apiToken(data, 'ilyes', 'write');
const reader = apiToken(data, 'perrine', 'read');
const opened = (await server.api('POST', '/threads', { token, body: { space: 'questions', title: 'A thread for forms', body: 'Its first post.', tags: ['outillage'] } })).body;
const table = readFileSync(new URL('../../src/app/routes.cpp', import.meta.url), 'utf8');
const parameters = { thread: opened.id, post: opened.first_post, space: 'questions', tag: 'outillage', handle: 'jade', slug: '-', number: '1', token: 'forged', session: '1', comment: '1', file: 'x', version: '1', language: 'en', notification: '1' };
const addresses = [...table.matchAll(/Method::post,\s*"([^"]+)"/g)].map(([, path]) => path.replace(/\{(\w+)\}/g, (_, name) => parameters[name] ?? '1'))
  // Mail programs post to the address that ends a letter, from anywhere: what is sealed in it says what it may do (RFC 8058).
  // An issuer posts what it has signed when somebody signs out there.
  .filter((path) => !['/api/', '/letters/stop/', '/letters/month/', '/sign-in/issuers/1/sign-out'].some((own) => path.startsWith(own)));
const fields = ['name', 'title', 'body', 'email', 'handle', 'password', 'present_password', 'who', 'tags', 'space', 'reason', 'kind', 'value', 'post', 'number', 'place', 'website', 'biography', 'language', 'time_zone', 'role', 'scope', 'label', 'follow',
  'deleted', 'reply_to', 'return_to', 'revisions', 'preview', 'id', 'author', 'status', 'created_at', 'score', 'pinned_at', 'charter'];

async function tokenOf(person) {
  return /name="form_token" value="([^"]+)"/.exec((await person.get('/account')).text)[1];
}

// What there is, and what was done by pages: the program's own jobs go on meanwhile.
const byPages = 1;
async function counts() {
  const all = (await server.api('GET', '/community', { token: reader })).body.counts;
  return { ...all, activities: Number(askDatabase(data, `select count(*) from activity where source = ${byPages}`)) };
}

test('the route table holds forms', () => {
  assert.ok(addresses.length > 20, `${addresses.length}`);
});

test('a form from another site is refused, whoever is signed in', async () => {
  const manager = await new Person(server).signIn(demoAccounts().manager);
  const form_token = await tokenOf(manager);
  const before = await counts();
  for (const path of addresses) {
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'https://elsewhere.example' }, { origin: 'null' }, { referer: 'https://elsewhere.example/' }]) {
      const answer = await manager.ask(path, { method: 'POST', headers, body: new URLSearchParams({ form_token, value: 'on', body: 'x' }) });
      assert.equal(answer.status, 403, `${path} with ${JSON.stringify(headers)}`);
    }
  }
  assert.deepEqual(await counts(), before, 'nothing was done');
});

test('a form without its token, or with somebody else’s, does nothing', async () => {
  const member = await new Person(server).signIn(demoAccounts().member);
  const foreign = await tokenOf(await new Person(server).signIn(demoAccounts().leader));
  const before = await counts();
  for (const path of addresses.filter((one) => one !== '/language')) {
    for (const form_token of ['', 'forged', foreign]) {
      const answer = await member.post(path, { form_token, value: 'on', body: 'x', kind: 'thanks', follow: 'on' });
      assert.ok(answer.status >= 400 && answer.status < 500 || (answer.status === 200 && /form_token/.test(answer.text)), `${path}: ${answer.status}`);
    }
    const visitor = await new Person(server).post(path, { value: 'on', body: 'x' });
    assert.ok(visitor.status < 500, `${path} for a visitor: ${visitor.status}`);
  }
  assert.deepEqual(await counts(), before, 'nothing was done');
});

test('bytes that are no text, far too much of it, and fields that are not asked for are never a fault', async () => {
  const kinds = { bytes: '%FF%FE%C0%AF', nul: 'a%00b', long: 'x'.repeat(70_000), list: '1&FIELD=2&FIELD=3', number: '99999999999999999999', reversed: '%E2%80%AEabc', quoted: '%27%22%3E%3Cscript%3E' };
  const skipped = /session\/end|sessions\/end|account\/password|account\/address/;
  for (const [kind, value] of Object.entries(kinds)) {
    const manager = await new Person(server).signIn(demoAccounts().manager);
    const form_token = encodeURIComponent(await tokenOf(manager));
    for (const path of addresses.filter((one) => !skipped.test(one))) {
      const chosen = kind === 'long' ? fields.slice(0, 12) : fields;
      const body = `form_token=${form_token}&${chosen.map((field) => `${field}=${value.replaceAll('FIELD', field)}`).join('&')}`;
      const answer = await manager.ask(path, { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
      assert.ok(answer.status < 500, `${kind} to ${path}: ${answer.status}`);
    }
  }
});

test('a role, a title or a date that a form does not ask for is not taken', async () => {
  const member = await new Person(server).signIn(demoAccounts().member);
  const form_token = await tokenOf(member);
  const before = (await server.api('GET', '/members/ilyes')).body;
  const answer = await member.post('/account/profile', { form_token, name: before.name, biography: '', place: '', website: '', role: 'administrator', title: 'The brand itself', status: '1', created_at: '0', thanks_received: '1000', handle: 'perrine', email: 'x@y.example' });
  assert.equal(answer.status, 303);
  const after = (await server.api('GET', '/members/ilyes')).body;
  for (const field of ['role', 'title', 'created_at', 'thanks_received', 'handle']) assert.equal(after[field], before[field], field);
});

test('the community is sound after all that', async () => {
  await server.kill();
  const checked = parvis(['check', '--data', data]);
  assert.equal(checked.status, 0, checked.out + checked.err);
});
