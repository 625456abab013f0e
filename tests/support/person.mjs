// Somebody without a browser: keeps cookies, fills the forms that pages hold and posts them, as a browser without
// JavaScript does.
import { assert } from './harness.mjs';

const entities = { amp: '&', lt: '<', gt: '>', quot: '"' };
export const unescaped = (text) => text.replace(/&(?:(amp|lt|gt|quot)|#(\d+)|#x([0-9a-f]+));/gi, (_, name, decimal, hex) =>
  (name ? entities[name] : String.fromCodePoint(decimal ? Number(decimal) : parseInt(hex, 16))));

const attribute = (tag, name) => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag);
  return found ? unescaped(found[1]) : null;
};

export class Person {
  constructor(server, headers = {}) {
    this.server = server;
    this.headers = headers;
    this.cookies = new Map();
  }

  async ask(path, options = {}) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await this.server.fetch(path, {
      ...options,
      headers: { ...this.headers, ...(cookie ? { cookie } : {}), ...options.headers },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      if (value) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  }

  get(path) {
    return this.ask(path);
  }

  post(path, fields) {
    return this.ask(path, { method: 'POST', body: new URLSearchParams(fields) });
  }

  // Loads `page`, fills its form that posts to `action` and sends it.
  async submit(page, action, fields) {
    const { text, status } = await this.get(page);
    assert.equal(status, 200, `${page} opens`);
    const form = [...text.matchAll(/<form[^>]*>[\s\S]*?<\/form>/g)].map((match) => match[0])
      .find((one) => attribute(one, 'action') === action);
    assert.ok(form, `${page} holds a form for ${action}`);
    const hidden = {};
    for (const [tag] of form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) hidden[attribute(tag, 'name')] = attribute(tag, 'value');
    return this.post(action, { ...hidden, ...fields });
  }

  async signIn({ email, password }) {
    const answer = await this.submit('/sign-in', '/session', { who: email, password });
    assert.equal(answer.status, 303, `${email} signs in`);
    return this;
  }
}
