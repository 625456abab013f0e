// A proxy as HAProxy or Caddy are set up for restarts without a failed request: it holds a request while no server can be
// reached, and sends it again when the connection broke before an answer began and the request may be repeated (it reads,
// or carries an idempotency key). What may not be repeated goes over a connection of its own, since a kept one may be
// closed just then.
import http from 'node:http';
import { afterwards } from './harness.mjs';

const patience = 20_000;
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

export class RetryingProxy {
  // `port` of the server behind.
  static async start(port) {
    const proxy = new RetryingProxy();
    Object.assign(proxy, { port, retried: 0, failed: 0, agent: new http.Agent({ keepAlive: true, maxSockets: 64 }) });
    proxy.front = http.createServer((request, answer) => proxy.pass(request, answer));
    await new Promise((resolve) => proxy.front.listen(0, '127.0.0.1', resolve));
    proxy.address = `http://127.0.0.1:${proxy.front.address().port}`;
    afterwards(() => proxy.stop());
    return proxy;
  }

  stop() {
    this.agent.destroy();
    this.front.closeAllConnections();
    return new Promise((resolve) => this.front.close(resolve));
  }

  async pass(request, answer) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const repeatable = ['GET', 'HEAD'].includes(request.method) || 'idempotency-key' in request.headers;
    const end = Date.now() + patience;
    for (;;) {
      const { status, reached } = await this.once(request, body, answer, repeatable ? this.agent : false);
      if (status) return;
      if (answer.headersSent || (reached && !repeatable) || Date.now() > end) {
        this.failed += 1;
        if (!answer.headersSent) answer.writeHead(502);
        answer.end();
        return;
      }
      this.retried += 1;
      await pause(10);
    }
  }

  // {status} once it was answered; else whether the server may have seen it.
  once(request, body, answer, agent) {
    return new Promise((resolve) => {
      const behind = http.request({
        host: '127.0.0.1', port: this.port, method: request.method, path: request.url, agent,
        headers: { ...request.headers, connection: agent ? 'keep-alive' : 'close' },
      });
      let reached = false;
      behind.on('socket', (socket) => { if (!socket.connecting) reached = true; else socket.on('connect', () => { reached = true; }); });
      behind.on('error', () => resolve({ reached }));
      behind.on('response', (from) => {
        from.on('error', () => resolve({ reached: true }));
        const { connection, ...headers } = from.headers;
        answer.writeHead(from.statusCode, headers);
        from.pipe(answer);
        from.on('end', () => resolve({ status: from.statusCode }));
      });
      behind.end(body);
    });
  }
}
