// A reader of /live: keeps the events as they come, with the moment each did.
import { until } from './harness.mjs';

export class Stream {
  static async open(server, path, headers = {}) {
    const stream = new Stream();
    stream.events = [];  // {name, data, id, at}
    stream.lastId = '';
    stream.control = new AbortController();
    const answer = await server.fetch(path, { headers, signal: stream.control.signal });
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
    stream.over = stream.read(answer.body).catch(() => undefined).then(() => { stream.isOver = true; });
    return stream;
  }

  async read(body) {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of body) {
      text += decoder.decode(chunk, { stream: true });
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        this.take(text.slice(0, end));
        text = text.slice(end + 2);
      }
    }
  }

  take(block) {
    const fields = Object.fromEntries(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]));
    if (fields.id) this.lastId = fields.id;
    if (fields.event) this.events.push({ name: fields.event, data: JSON.parse(fields.data), id: fields.id, at: performance.now() });
  }

  named(name) {
    return this.events.filter((event) => event.name === name);
  }

  heard(name, condition = () => true) {
    return until(() => this.named(name).find(condition), `the event ${name}`);
  }

  close() {
    this.control.abort();
    return this.over;
  }
}
