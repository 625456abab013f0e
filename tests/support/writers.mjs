// Members who write without pause through the API and keep a log of what was acknowledged. When the server is gone they
// ask again with the same idempotency key, as an application does, until it is back.
import { assert } from './harness.mjs';

const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

export class Writers {
  // `address` is asked anew before each call, since a server comes back on another port.
  // Without `keyed`, calls carry no idempotency key, so that nobody in between may repeat them.
  constructor({ token, thread }, address, count, { keyed = true, name = '' } = {}) {
    Object.assign(this, { token, thread, address, keyed, name });
    this.acknowledged = [];  // {id, number, body, asked}: asked at last
    this.refused = [];       // answers of 400 and above
    this.retried = 0;
    this.checked = 0;
    this.over = false;
    this.resting = false;
    this.all = Promise.all(Array.from({ length: count }, (_, writer) => this.write(writer)));
  }

  async write(writer) {
    for (let count = 0; !this.over; count += 1) {
      while (this.resting) await pause(2);
      const key = `${this.name}${writer}-${count}`;
      const body = `Written in a storm, ${key}.`;
      const post = await this.send(key, body);
      if (post) this.acknowledged.push({ id: post.id, number: post.number, body, asked: post.asked });
    }
  }

  async send(key, body) {
    while (!this.over) {
      const asked = performance.now();
      try {
        const answer = await fetch(`${this.address()}/api/v1/threads/${this.thread}/posts`, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${this.token}`,
            'content-type': 'application/json',
            ...(this.keyed ? { 'idempotency-key': key } : {}),
          },
          body: JSON.stringify({ body }),
          signal: AbortSignal.timeout(20_000),
        });
        const text = await answer.text();
        if (answer.status < 300) return { ...JSON.parse(text), asked };
        this.refused.push(`${answer.status} ${text.slice(0, 200)}`);
        await pause(20);
      } catch {
        this.retried += 1;
        await pause(5);
      }
    }
    return null;
  }

  async stop() {
    this.over = true;
    await this.all;
  }

  // Reads the thread from where the last check ended and holds it against the log: what was acknowledged is there word
  // for word, and nothing is there twice. What is stored without having been acknowledged is no fault. The words fail with
  // "lost" and "twice".
  async assertStored(server) {
    const log = this.acknowledged.slice(this.checked);
    const stored = await postsFrom(server, this.thread, Math.min(...log.map((one) => one.number), Infinity));
    const byId = new Map(stored.map((one) => [one.id, one]));
    const lost = log.filter((one) => byId.get(one.id)?.body !== one.body);
    assert.deepEqual(lost.slice(0, 3), [], `acknowledged and lost: ${lost.length} of ${log.length}`);
    const bodies = stored.map((one) => one.body);
    assert.equal(new Set(bodies).size, bodies.length, 'stored twice');
    this.checked += log.length;
  }
}

// Every post of a thread from a number on.
export async function postsFrom(server, thread, from) {
  const found = [];
  if (from === Infinity) return found;
  for (let next = from; ;) {
    const page = await server.api('GET', `/threads/${thread}/posts?from=${next}`);
    assert.equal(page.status, 200, page.text);
    const { items } = page.body;
    found.push(...items);
    if (!page.body.next || items.length === 0) return found;
    next = items.at(-1).number + 1;
  }
}
