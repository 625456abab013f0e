// Signing in with an account held elsewhere, the whole way: against a real issuer (oidc-provider) on this machine, and
// against one that lies in every way that is known.
import { createHmac, createSign, generateKeyPairSync } from 'node:crypto';
import { test, assert, until } from '../support/harness.mjs';
import { Server, askDatabase, copyOfDemo, demoAccounts, parvis } from '../support/server.mjs';
import { Person, unescaped } from '../support/person.mjs';
import { FeignedIssuer, RealIssuer } from '../support/issuer.mjs';
import { addressInLetter, lettersTo } from '../support/letters.mjs';

const data = copyOfDemo();
const made = parvis(['member', 'add', '--data', data, '--name', 'Root', '--email', 'root@square.example', '--role', 'administrator',
  '--password-stdin'], { input: 'a long enough password\n' });
assert.equal(made.status, 0, made.err);
const administrator = { email: 'root@square.example', password: 'a long enough password' };
const unhurried = Object.fromEntries(['SIGN_INS_PER_ADDRESS_PER_QUARTER_HOUR', 'SIGN_INS_PER_ACCOUNT_PER_QUARTER_HOUR',
  'SIGN_UPS_PER_ADDRESS_PER_HOUR', 'LETTERS_PER_ACCOUNT_PER_HOUR'].map((name) => [`PARVIS_RATES_${name}`, '0']));
const server = await Server.start(data, [], { ...unhurried, PARVIS_OUTGOING_ALLOWED: '127.0.0.1' });
const root = await new Person(server).signIn(administrator);
const people = { nora: { name: 'Nora Far', email: 'nora@elsewhere.example' }, thief: { name: 'Thief', email: demoAccounts(data).member.email } };
const real = await RealIssuer.start(people);
const feigned = await FeignedIssuer.start();

async function setUp(issuer, name, more = {}) {
  const answer = await root.submit('/manage/issuers', '/manage/issuers', {
    name, address: issuer.address, client_id: 'square', client_secret: 'a secret of some length', scopes: 'openid profile email', ...more });
  assert.equal(answer.status, 303, answer.text.slice(-1500));
  return answer.headers.get('location').split('/').pop();
}

const elsewhere = await setUp(real, 'Elsewhere', { makes_members: '1' });
real.serve(`${server.address}/sign-in/issuers/${elsewhere}/return`);
const liar = await setUp(feigned, 'Liar');

const departureOf = (answer) => {
  assert.equal(answer.status, 200, answer.text.slice(0, 500));
  const there = /^0; url=(.*)$/.exec(answer.headers.get('refresh'))[1];
  assert.ok(answer.text.includes(there.replaceAll('&', '&amp;')), 'a link leads on without the header');
  return there;
};
const setOut = async (person, issuer) => departureOf(await person.submit('/sign-in', `/sign-in/issuers/${issuer}`, {}));
const here = (address) => address.slice(server.address.length);
const isSignedIn = async (person) => (await person.get('/account')).status === 200;
const tied = () => askDatabase(data, 'select subject, member from issuer_account order by subject');

async function tie(person, issuer, who) {
  const there = departureOf(await person.submit('/account/ways', `/account/ways/issuers/${issuer}`, {}));
  return person.get(here(await real.goThrough(there, who)));
}

test('the secret of an issuer is shown on no page', async () => {
  for (const path of ['/manage/issuers', `/manage/issuers/${elsewhere}`]) {
    const { text, status } = await root.get(path);
    assert.equal(status, 200);
    assert.ok(!text.includes('a secret of some length'), path);
  }
  const manager = await new Person(server).signIn(demoAccounts(data).manager);
  assert.equal((await manager.get('/manage/issuers')).status, 403, 'for administrators alone');
});

test('an issuer that does not answer, or calls itself otherwise, is not set up', async () => {
  for (const address of ['http://127.0.0.1:1', 'http://169.254.169.254', 'https://localhost', 'ftp://x.example', 'not an address', `${feigned.address}/other`]) {
    const answer = await root.submit('/manage/issuers', '/manage/issuers', { name: 'X', address, client_id: 'square', scopes: 'openid' });
    assert.equal(answer.status, 422, address);
    assert.ok(answer.text.includes(`value="${address}"`), 'nothing typed is lost');
  }
});

test('a stranger joins through a real issuer as the community lets people join, and comes in by it from then on', async () => {
  const nora = new Person(server);
  const back = here(await real.goThrough(await setOut(nora, elsewhere), 'nora'));
  const answer = await nora.get(back);
  assert.equal(answer.headers.get('location'), '/join/proven', answer.text.slice(-800));
  const form = await nora.get('/join/proven');
  assert.ok(form.text.includes('value="Nora Far"') && form.text.includes('value="nora@elsewhere.example"'), 'what the issuer says is proposed');
  const charter = /name="charter"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="charter"/.exec(form.text);
  const wrong = await nora.submit('/join/proven', '/join/proven', { name: 'Nora', email: 'nora@elsewhere.example', handle: '' });
  assert.equal(wrong.status, charter ? 422 : 200);
  const asked = await nora.submit('/join/proven', '/join/proven', { name: 'Nora', email: 'nora@elsewhere.example', handle: '', charter: charter?.[1] ?? charter?.[2] ?? '' });
  assert.equal(asked.status, 200);
  assert.ok(!await isSignedIn(nora), 'the address is still to be confirmed');
  const early = new Person(server);
  const refused = await early.get(here(await real.goThrough(await setOut(early, elsewhere), 'nora')));
  assert.equal(refused.status, 403, 'nor does the issuer open the account before');
  await until(() => lettersTo(data, 'nora@elsewhere.example').length >= 2, 'the letter comes again');
  const link = await addressInLetter(data, 'nora@elsewhere.example', '/confirmation/');
  assert.equal((await nora.submit(link, link, {})).status, 303);
  assert.ok(await isSignedIn(nora));

  const again = new Person(server);
  const entered = await again.get(here(await real.goThrough(await setOut(again, elsewhere), 'nora')));
  assert.equal(entered.status, 303, entered.text.slice(-500));
  assert.ok(await isSignedIn(again));
});

test('the address of a member opens nothing: an account elsewhere with it stays a stranger’s', async () => {
  const before = tied();
  const thief = new Person(server);
  const answer = await thief.get(here(await real.goThrough(await setOut(thief, elsewhere), 'thief')));
  assert.equal(answer.headers.get('location'), '/join/proven');
  const form = await thief.get('/join/proven');
  const charter = /name="charter"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="charter"/.exec(form.text);
  const sent = await thief.submit('/join/proven', '/join/proven', { name: 'Thief', email: people.thief.email, handle: '', charter: charter?.[1] ?? charter?.[2] ?? '' });
  assert.equal(sent.status, 200, 'the same answer as for an unknown address');
  assert.ok(!await isSignedIn(thief));
  assert.equal(tied(), before, 'nothing is tied');
});

test('a member ties an account, comes in by it, and unties it', async () => {
  const { member } = demoAccounts(data);
  const person = await new Person(server).signIn(member);
  const answer = await tie(person, elsewhere, 'member-elsewhere');
  assert.equal(answer.headers.get('location'), '/account/ways', answer.text.slice(-800));
  const other = new Person(server);
  await other.get(here(await real.goThrough(await setOut(other, elsewhere), 'member-elsewhere')));
  assert.ok(await isSignedIn(other));
  const stranger = await new Person(server).signIn(demoAccounts(data).leader);
  assert.equal((await tie(stranger, elsewhere, 'member-elsewhere')).status, 409, 'it is not another’s too');
  const path = `/account/ways/issuers/${elsewhere}/removal`;
  assert.equal((await person.submit('/account/ways', path, {})).status, 303);
  const back = new Person(server);
  await back.get(here(await real.goThrough(await setOut(back, elsewhere), 'member-elsewhere')));
  assert.ok(!await isSignedIn(back), 'it opens nothing any more');
});

test('who signs out at a real issuer that tells of it is signed out here, in that browser alone', async () => {
  const toldAt = `${server.address}/sign-in/issuers/${elsewhere}/sign-out`;
  const page = await root.get(`/manage/issuers/${elsewhere}`);
  assert.ok(page.text.includes(`value="${toldAt}"`), 'an administrator is shown what to give the issuer');
  real.serve(`${server.address}/sign-in/issuers/${elsewhere}/return`, 'RS256', toldAt);
  const owner = await new Person(server).signIn(demoAccounts(data).leader);
  const tying = await tie(owner, elsewhere, 'leda');
  assert.equal(tying.headers.get('location'), '/account/ways', tying.text.slice(-600));
  const browsers = [];
  for (let number = 0; number < 2; number += 1) {
    const browser = { person: new Person(server), there: new Map() };
    const back = await real.goThrough(await setOut(browser.person, elsewhere), 'leda', browser.there);
    await browser.person.get(here(back));
    assert.ok(await isSignedIn(browser.person));
    browsers.push(browser);
  }
  await real.signOut(browsers[0].there);
  assert.ok(!await isSignedIn(browsers[0].person), 'the session that it opened is over');
  assert.ok(await isSignedIn(browsers[1].person), 'the one of another browser goes on');
  assert.ok(await isSignedIn(owner), 'so does the one that a password opened');
  assert.match(server.log, /An issuer said that somebody signed out/);
  const forged = await server.fetch(new URL(toldAt).pathname, { method: 'POST', body: new URLSearchParams({ logout_token: 'x.y.z' }) });
  assert.equal(forged.status, 400);
  assert.equal(forged.headers.get('cache-control'), 'no-store');
  assert.equal((await forged.json()).error, 'invalid_request');
  assert.equal((await owner.submit('/account/ways', `/account/ways/issuers/${elsewhere}/removal`, {})).status, 303);
  real.serve(`${server.address}/sign-in/issuers/${elsewhere}/return`);
});

test('issuers that sign with other keys than most are understood', async () => {
  for (const algorithm of ['PS256', 'ES256', 'ES384']) {
    const other = await RealIssuer.start(people);
    const id = await setUp(other, `With ${algorithm}`);
    other.serve(`${server.address}/sign-in/issuers/${id}/return`, algorithm);
    const member = await new Person(server).signIn(demoAccounts(data).leader);
    const there = departureOf(await member.submit('/account/ways', `/account/ways/issuers/${id}`, {}));
    await member.get(here(await other.goThrough(there, 'nora')));
    const entering = new Person(server);
    await entering.get(here(await other.goThrough(await setOut(entering, id), 'nora')));
    assert.ok(await isSignedIn(entering), algorithm);
  }
});

test('the last way to sign in cannot be taken off', async () => {
  const nora = new Person(server);
  await nora.get(here(await real.goThrough(await setOut(nora, elsewhere), 'nora')));
  const answer = await nora.submit('/account/ways', `/account/ways/issuers/${elsewhere}/removal`, {});
  assert.equal(answer.status, 422);
  assert.ok(tied().includes('nora'));
});

test('a way back is good once, in the browser that set out, from the issuer it went to', async () => {
  const person = new Person(server);
  const back = here(await real.goThrough(await setOut(person, elsewhere), 'nora'));
  const other = new Person(server);
  assert.equal((await other.get(back)).status, 400, 'another browser');
  await setOut(other, elsewhere);
  assert.equal((await other.get(back)).status, 400, 'another passage');
  const mixed = back.replace(`/issuers/${elsewhere}/`, `/issuers/${liar}/`);
  assert.equal((await person.get(mixed)).status, 400, 'another issuer');
  assert.ok(!await isSignedIn(person) && !await isSignedIn(other));
  const second = new Person(server);
  const good = here(await real.goThrough(await setOut(second, elsewhere), 'nora'));
  const cookie = [...second.cookies];
  assert.equal((await second.get(good)).status, 303);
  const replayed = new Person(server);
  for (const [name, value] of cookie) replayed.cookies.set(name, value);
  assert.equal((await replayed.get(good)).status, 400, 'replayed');
  assert.ok(!await isSignedIn(replayed));
});

// One who is tied at the liar, so that each of its lies would open a real account.
const victim = await new Person(server).signIn(demoAccounts(data).member);
const outbound = departureOf(await victim.submit('/account/ways', `/account/ways/issuers/${liar}`, {}));
const tiedThere = await victim.get(here(feigned.comeBack(outbound)));
assert.equal(tiedThere.headers.get('location'), '/account/ways', tiedThere.text.slice(-800));

async function tryWith(make, changes = {}, metadata = {}) {
  feigned.make = make;
  feigned.metadata = metadata;
  const person = new Person(server);
  const answer = await person.get(here(feigned.comeBack(await setOut(person, liar), changes)));
  feigned.make = (claims) => feigned.sign(claims);
  feigned.metadata = {};
  return { status: answer.status, isIn: await isSignedIn(person) };
}

test('an honest answer of that issuer opens the account', async () => {
  assert.deepEqual(await tryWith((claims) => feigned.sign(claims)), { status: 303, isIn: true });
  assert.deepEqual(await tryWith((claims) => feigned.sign({ ...claims, aud: ['square', 'other'], azp: 'square' })), { status: 303, isIn: true });
  const asked = feigned.requests.filter(({ path }) => path === '/token').pop();
  assert.equal(Buffer.from(asked.headers.authorization.split(' ')[1], 'base64').toString(), 'square:a%20secret%20of%20some%20length');
  assert.match(asked.body, /code_verifier=[\w-]{43}/);
});

test('no lie of that issuer, or of one who speaks in its name, opens it', async () => {
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const now = Math.floor(Date.now() / 1000);
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const publicPem = (await import('node:crypto')).createPublicKey({ key: feigned.jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
  const hashed = (claims, secret) => {
    const part = `${encode({ alg: 'HS256', kid: 'one' })}.${encode(claims)}`;
    return `${part}.${createHmac('sha256', secret).update(part).digest('base64url')}`;
  };
  const changed = (changes) => (claims) => {
    const said = { ...claims, ...changes };
    for (const [name, value] of Object.entries(said)) if (value === null) delete said[name];
    return feigned.sign(said);
  };
  const lies = {
    'another nonce': changed({ nonce: 'another' }),
    'no nonce': changed({ nonce: null }),
    'another audience': changed({ aud: 'another' }),
    'audiences without us': changed({ aud: ['a', 'b'] }),
    'several audiences and nobody who asked': changed({ aud: ['square', 'other'] }),
    'asked for by another': changed({ aud: ['square', 'other'], azp: 'other' }),
    'another who asked': changed({ azp: 'other' }),
    'no audience': changed({ aud: null }),
    'another issuer': changed({ iss: 'https://other.example' }),
    'the issuer with a slash': changed({ iss: `${feigned.address}/` }),
    'over': changed({ iat: now - 600, exp: now - 120 }),
    'no end': changed({ exp: null }),
    'an end that is text': changed({ exp: '99999999999' }),
    'made long ago': changed({ iat: now - 7200, exp: now + 7200 }),
    'made in the future': changed({ iat: now + 600 }),
    'not valid yet': changed({ nbf: now + 600 }),
    'nobody': changed({ sub: '' }),
    'a subject that is a number': changed({ sub: 7 }),
    'somebody else’s key': (claims) => feigned.sign(claims, { alg: 'RS256', kid: 'one' }, other),
    'an unknown key': (claims) => feigned.sign(claims, { alg: 'RS256', kid: 'two' }),
    'a key brought along': (claims) => feigned.sign(claims, { alg: 'RS256', kid: 'two', jwk: feigned.jwk }),
    'no algorithm': (claims) => `${encode({ alg: 'none' })}.${encode(claims)}.`,
    'no algorithm, with a signature': (claims) => feigned.sign(claims, { alg: 'none', kid: 'one' }),
    'hashed with the public key': (claims) => hashed(claims, publicPem),
    'hashed with the client’s secret': (claims) => hashed(claims, 'a secret of some length'),
    'a stronger hash than it says': (claims) => {
      const part = `${encode({ alg: 'RS256', kid: 'one' })}.${encode(claims)}`;
      return `${part}.${createSign('sha512').update(part).sign(feigned.key).toString('base64url')}`;
    },
    'no signature': (claims) => feigned.sign(claims).replace(/[^.]*$/, ''),
    'other claims under the signature': (claims) => {
      const [head, , signature] = feigned.sign(claims).split('.');
      return `${head}.${encode({ ...claims, sub: 'zoe', admin: true })}.${signature}`;
    },
    'no token': () => undefined,
    'not a token': () => 'x.y.z',
  };
  for (const [lie, make] of Object.entries(lies)) {
    assert.deepEqual(await tryWith(make), { status: 400, isIn: false }, lie);
  }
});

test('an answer that another issuer sent, or that says no, opens nothing', async () => {
  const honest = (claims) => feigned.sign(claims);
  assert.deepEqual(await tryWith(honest, { iss: real.address }), { status: 400, isIn: false });
  assert.deepEqual(await tryWith(honest, { iss: null }), { status: 400, isIn: false });
  assert.deepEqual(await tryWith(honest, { error: 'access_denied' }), { status: 400, isIn: false });
  assert.deepEqual(await tryWith(honest, { code: null }), { status: 400, isIn: false });
  assert.deepEqual(await tryWith(honest, { state: 'another' }), { status: 400, isIn: false });
});

test('an account elsewhere is tied only in the session that set out', async () => {
  const attacker = await new Person(server).signIn(demoAccounts(data).leader);
  const there = departureOf(await attacker.submit('/account/ways', `/account/ways/issuers/${elsewhere}`, {}));
  const back = here(await real.goThrough(there, 'attacker'));
  const lured = await new Person(server).signIn(demoAccounts(data).manager);
  assert.equal((await lured.get(back)).status, 400, 'without the passage');
  for (const [name, value] of attacker.cookies) if (/passage/.test(name)) lured.cookies.set(name, value);
  assert.equal((await lured.get(back)).status, 403, 'even with it');
  assert.ok(!tied().includes('attacker'));
});

test('an issuer that is not in use opens nothing', async () => {
  const person = new Person(server);
  const there = await setOut(person, elsewhere);
  const back = here(await real.goThrough(there, 'nora'));
  assert.equal((await root.submit(`/manage/issuers/${elsewhere}`, `/manage/issuers/${elsewhere}`, { name: 'Elsewhere', address: real.address, client_id: 'square', client_secret: '', scopes: 'openid', makes_members: '1' })).status, 303);
  assert.equal((await person.get(back)).status, 404);
  assert.ok(!(await person.get('/sign-in')).text.includes(unescaped('Elsewhere')));
  assert.ok(!await isSignedIn(person));
});
