// Issuers of OpenID Connect on this machine: a real one (the oidc-provider package), driven as a browser without scripts
// would, and one that says whatever a test has it say.
import { createServer } from 'node:http';
import { createHash, createSign, generateKeyPairSync } from 'node:crypto';
import { afterwards } from './harness.mjs';

async function listen(handler) {
  const server = createServer(handler);
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  afterwards(() => { server.closeAllConnections(); server.close(); });
  return `http://127.0.0.1:${server.address().port}`;
}

const bodyOf = async (request) => {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
};

const keyFor = (algorithm) => (algorithm.startsWith('ES')
  ? generateKeyPairSync('ec', { namedCurve: algorithm === 'ES384' ? 'P-384' : 'P-256' })
  : generateKeyPairSync('rsa', { modulusLength: 2048 })).privateKey;

// People are whoever signs in there: their name is their subject.
export class RealIssuer {
  static async start(people = {}) {
    const { Provider } = await import('oidc-provider');
    const issuer = new RealIssuer();
    const keys = {};
    issuer.address = await listen((request, response) => issuer.handler(request, response));
    // `signOutAddress`: where it tells of sign-outs; none: it does not.
    issuer.serve = (redirectAddress, algorithm = 'RS256', signOutAddress = undefined) => {
      const key = keys[algorithm] ??= keyFor(algorithm).export({ format: 'jwk' });
      const provider = new Provider(issuer.address, {
        clients: [{
          client_id: 'square', client_secret: 'a secret of some length', redirect_uris: [redirectAddress], id_token_signed_response_alg: algorithm,
          ...(signOutAddress && { backchannel_logout_uri: signOutAddress, backchannel_logout_session_required: true }),
        }],
        features: { backchannelLogout: { enabled: true } },
        // Of itself it tells nobody on this machine.
        fetch: (address, options) => fetch(address, { ...options, dispatcher: undefined }),
        jwks: { keys: [{ ...key, use: 'sig', alg: algorithm, kid: `of ${algorithm}` }] },
        enabledJWA: { idTokenSigningAlgValues: [algorithm] },
        claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
        cookies: { keys: ['a key for cookies'] },
        findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, email_verified: true, ...people[id] }) }),
      });
      provider.on('server_error', (_, error) => console.log(`the issuer: ${error}`));
      provider.on('backchannel.error', (_, error) => console.log(`the issuer, of a sign-out: ${error}`));
      issuer.handler = provider.callback();
    };
    issuer.serve('https://nowhere.example/');
    return issuer;
  }

  // Signs in as `who` at the address that the community sent the browser to: answers where it is sent back to.
  // `cookies`: what this browser holds of the issuer afterwards.
  async goThrough(departure, who, cookies = new Map()) {
    let address = departure;
    let form = null;
    for (let steps = 0; steps < 12; steps += 1) {
      const answer = await fetch(address, {
        redirect: 'manual',
        method: form ? 'POST' : 'GET',
        body: form ?? undefined,
        headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      });
      for (const line of answer.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
        cookies.set(name, value);
      }
      form = null;
      if (answer.status >= 300 && answer.status < 400) {
        address = new URL(answer.headers.get('location'), address).href;
        if (!address.startsWith(this.address)) return address;
        continue;
      }
      const text = await answer.text();
      const action = /<form[^>]*action="([^"]+)"/.exec(text)?.[1];
      if (!action) throw new Error(`the issuer shows no form: ${answer.status} ${text.slice(0, 300)}`);
      const prompt = /name="prompt" value="([^"]+)"/.exec(text)[1];
      address = new URL(action, address).href;
      form = new URLSearchParams(prompt === 'login' ? { prompt, login: who, password: 'x' } : { prompt });
    }
    throw new Error('the issuer leads nowhere');
  }

  // Signs out there, in the browser of these cookies. The issuer has told everybody once this is answered.
  async signOut(cookies) {
    const held = () => ({ cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') });
    const asked = await fetch(`${this.address}/session/end`, { headers: held() });
    for (const line of asked.headers.getSetCookie()) cookies.set(.../^([^=]+)=([^;]*)/.exec(line).slice(1));
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(await asked.text())[1];
    const done = await fetch(`${this.address}/session/end/confirm`, {
      method: 'POST', redirect: 'manual', headers: held(), body: new URLSearchParams({ xsrf, logout: 'yes' }) });
    if (done.status !== 303) throw new Error(`the issuer signs nobody out: ${done.status} ${await done.text()}`);
  }
}

const base64url = (text) => Buffer.from(text).toString('base64url');

// Publishes one key and answers every code with the token that `token(claims, sign)` makes.
export class FeignedIssuer {
  static async start() {
    const issuer = new FeignedIssuer();
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    issuer.key = privateKey;
    issuer.jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' };
    issuer.metadata = {};
    issuer.nonces = new Map();
    issuer.requests = [];
    issuer.make = (claims) => issuer.sign(claims);
    issuer.address = await listen((request, response) => issuer.answer(request, response));
    return issuer;
  }

  sign(claims, head = { alg: 'RS256', kid: 'one' }, key = this.key) {
    const part = `${base64url(JSON.stringify(head))}.${base64url(JSON.stringify(claims))}`;
    return `${part}.${createSign('sha256').update(part).sign(key).toString('base64url')}`;
  }

  // What a browser brings back that signed in here: the code carries the nonce, so that a token can be made of it.
  comeBack(departure, changes = {}) {
    const asked = new URL(departure).searchParams;
    const code = createHash('sha256').update(asked.get('nonce')).digest('hex');
    this.nonces.set(code, asked.get('nonce'));
    const back = new URL(asked.get('redirect_uri'));
    for (const [name, value] of Object.entries({ code, state: asked.get('state'), iss: this.address, ...changes })) {
      if (value !== null) back.searchParams.set(name, value);
    }
    return back.href;
  }

  async answer(request, response) {
    const path = new URL(request.url, this.address).pathname;
    const body = await bodyOf(request);
    this.requests.push({ path, body, headers: request.headers });
    const say = (value, status = 200) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    if (path === '/.well-known/openid-configuration') {
      return say({
        issuer: this.address, authorization_endpoint: `${this.address}/auth`, token_endpoint: `${this.address}/token`,
        jwks_uri: `${this.address}/keys`, authorization_response_iss_parameter_supported: true, ...this.metadata,
      });
    }
    if (path === '/keys') return say({ keys: [this.jwk] });
    if (path !== '/token') return say({ error: 'not_found' }, 404);
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: this.address, sub: 'zoe', aud: 'square', iat: now, exp: now + 300, email: 'zoe@elsewhere.example', name: 'Zoe',
      nonce: this.nonces.get(new URLSearchParams(body).get('code')),
    };
    return say({ access_token: 'x', token_type: 'Bearer', id_token: this.make(claims) });
  }
}
