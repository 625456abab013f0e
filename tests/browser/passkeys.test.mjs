// Passkeys in a real browser, with an authenticator that Chromium plays itself (DevTools protocol, WebAuthn domain).
import { test, assert, until } from '../support/harness.mjs';
import { Server, copyOfDemo, demoAccounts } from '../support/server.mjs';
import { assertAccessible, signIn, visitor } from '../support/browser.mjs';

const data = copyOfDemo();
const accounts = demoAccounts(data);
const server = await Server.start(data);
// A passkey belongs to a name, not to an address of the net.
const site = { address: server.address.replace('127.0.0.1', 'localhost') };

async function device(page, context, more = {}) {
  const protocol = await context.newCDPSession(page);
  await protocol.send('WebAuthn.enable');
  const { authenticatorId } = await protocol.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true, ...more },
  });
  return { protocol, authenticatorId, credentials: async () => (await protocol.send('WebAuthn.getCredentials', { authenticatorId })).credentials };
}

async function withPasskey(who, name = 'My telephone') {
  const opened = await visitor(site);
  await signIn(opened.page, accounts[who].email, accounts[who].password);
  opened.device = await device(opened.page, opened.context);
  await opened.page.goto('/account/ways');
  await opened.page.fill('.new-passkey [name=name]', name);
  await opened.page.click('.new-passkey button');
  await opened.page.waitForSelector('#passkeys .list .name');
  return opened;
}

async function signOut(page) {
  await page.context().clearCookies();
  await page.goto('/sign-in');
}

test('a passkey is added, signs in without a name or a password, and is removed', async () => {
  const { page, device: key, troubles } = await withPasskey('member');
  const [credential] = await key.credentials();
  assert.ok(credential.isResidentCredential, 'the device keeps it');
  assert.equal(credential.rpId, 'localhost');
  await signOut(page);
  // The browser offers it in the field for the name, and this authenticator agrees at once.
  await page.waitForURL((address) => address.pathname === '/');
  await page.goto('/account/ways');
  assert.match(await page.innerText('#passkeys .list'), /last used|dernier usage/);
  await page.click('#passkeys .removal summary');
  await page.click('#passkeys .removal button');
  await page.waitForSelector('#passkeys .list', { state: 'detached' });
  await signOut(page);
  await page.waitForSelector('.error-summary');
  assert.equal(await page.locator('[data-passkey=get] button').isVisible(), true, 'it is not asked for again by itself');
  assert.match(await page.innerText('.error-summary'), /did not open an account|n’a ouvert aucun compte/);
  assert.deepEqual(troubles.filter((one) => !/422/.test(one)), []);
});

test('the pages with passkeys are accessible', async () => {
  const { page, troubles } = await visitor(site);
  await page.goto('/sign-in');
  await assertAccessible(page, 'the sign-in page');
  await signIn(page, accounts.leader.email, accounts.leader.password);
  await page.goto('/account/ways');
  await assertAccessible(page, 'the ways to sign in');
  assert.deepEqual(troubles, []);
});

test('a press of the key that comes to nothing says so, and nothing is lost', async () => {
  const { page, context } = await visitor(site);
  await device(page, context, { hasResidentKey: true });
  await page.goto('/sign-in');
  await page.fill('main [name=who]', 'somebody');
  await page.click('[data-passkey=get] button');
  await page.locator('[data-passkey=get] > .error').waitFor({ state: 'visible' });
  assert.equal(await page.inputValue('main [name=who]'), 'somebody');
});

test('one device holds one passkey for an account, and nobody is verified by a device that cannot', async () => {
  const { page, device: key } = await withPasskey('leader', 'First');
  await page.fill('.new-passkey [name=name]', 'Second');
  await page.click('.new-passkey button');
  await page.locator('.new-passkey > .error').waitFor({ state: 'visible' });
  assert.equal((await key.credentials()).length, 1);
  await key.protocol.send('WebAuthn.setUserVerified', { authenticatorId: key.authenticatorId, isUserVerified: false });
  await signOut(page);
  await page.click('[data-passkey=get] button');
  await page.locator('[data-passkey=get] > .error').waitFor({ state: 'visible' });
  assert.equal(new URL(page.url()).pathname, '/sign-in');
});

test('what was written before signing in is kept through a passkey', async () => {
  const { page, context } = await withPasskey('manager', 'Mine');
  await page.goto('/threads/new?space=atelier');
  await page.fill('main [name=title]', 'Kept through the door');
  await page.fill('main [name=body]', 'Word for word.');
  await context.clearCookies();
  await page.click('main form button[type=submit]:has-text("Publish"), main form .actions button.main');
  await page.waitForSelector('text=Send it now');
  assert.match(await page.innerText('main'), /Word for word/);
});

test('the browser offers the passkey in the field for the name, and signs in with it', async () => {
  const { page, context, device: key } = await withPasskey('leader', 'Offered');
  await key.protocol.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId: key.authenticatorId, enabled: false });
  await context.clearCookies();
  // What the browser is asked, and whether it is taken back when the button is pressed.
  await page.addInitScript(() => {
    const get = navigator.credentials.get.bind(navigator.credentials);
    window.asked = [];
    navigator.credentials.get = (options) => {
      const one = { mediation: options.mediation ?? 'required', ended: false };
      window.asked.push(one);
      options.signal?.addEventListener('abort', () => { one.ended = true; });
      return get(options);
    };
  });
  await page.goto('/sign-in');
  assert.equal(await page.getAttribute('main [name=who]', 'autocomplete'), 'username webauthn');
  await until(() => page.evaluate(() => window.asked.length === 1), 'the browser is asked');
  assert.deepEqual(await page.evaluate(() => window.asked), [{ mediation: 'conditional', ended: false }]);
  await key.protocol.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId: key.authenticatorId, enabled: true });
  await page.click('[data-passkey=get] button');
  await page.waitForURL((address) => address.pathname === '/');
});

test('at a bare address no passkey is offered, and the page says why', async () => {
  const { page } = await visitor(server);
  await page.goto('/sign-in');
  assert.equal(await page.locator('[data-passkey]').count(), 0);
  assert.equal(await page.getAttribute('main [name=who]', 'autocomplete'), 'username');
  await signIn(page, accounts.leader.email, accounts.leader.password);
  await page.goto('/account/ways');
  assert.equal(await page.locator('[data-passkey]').count(), 0);
  assert.match(await page.innerText('#passkeys'), /127\.0\.0\.1/);
});

test('without scripts the page says what else one can do', async () => {
  const { page } = await visitor(site, { javaScriptEnabled: false });
  await page.goto('/sign-in');
  assert.match(await page.innerText('main'), /let scripts run/);
  assert.equal(await page.locator('[data-passkey=get]').isVisible(), false);
});
