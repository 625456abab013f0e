// A mailbox that is fetched from by IMAP: as much of RFC 3501 as a program needs that takes letters away.
import { createServer } from 'node:net';
import { afterwards } from './harness.mjs';

export class MailboxServer {
  static async start() {
    const mailbox = new MailboxServer();
    mailbox.letters = new Map();  // by UID: {text, deleted}
    mailbox.commands = [];
    mailbox.server = createServer((socket) => mailbox.talk(socket));
    await new Promise((resolve) => mailbox.server.listen(0, '127.0.0.1', resolve));
    mailbox.url = `imap://127.0.0.1:${mailbox.server.address().port}/INBOX`;
    afterwards(() => mailbox.server.close());
    return mailbox;
  }

  put(text) {
    this.letters.set(this.letters.size + 1, { text, deleted: false });
  }

  talk(socket) {
    let text = '';
    socket.on('error', () => undefined);
    socket.write('* OK [CAPABILITY IMAP4rev1] ready\r\n');
    socket.on('data', (chunk) => {
      text += chunk;
      for (let end = text.indexOf('\r\n'); end >= 0; end = text.indexOf('\r\n')) {
        const [, tag, command] = /^(\S+) (.*)$/.exec(text.slice(0, end)) ?? [];
        text = text.slice(end + 2);
        this.commands.push(command);
        for (const line of this.answer(command)) socket.write(`${line}\r\n`);
        socket.write(`${tag} OK done\r\n`);
      }
    });
  }

  answer(command) {
    const uid = Number(/^UID (?:FETCH|STORE) (\d+)/.exec(command)?.[1]);
    const letter = this.letters.get(uid);
    if (/^CAPABILITY/.test(command)) return ['* CAPABILITY IMAP4rev1'];
    if (/^SELECT/.test(command)) return [`* ${this.letters.size} EXISTS`];
    if (/^UID SEARCH/.test(command)) return [['* SEARCH', ...this.letters.keys()].join(' ')];
    if (/^UID FETCH/.test(command)) return [`* ${uid} FETCH (UID ${uid} BODY[] {${Buffer.byteLength(letter.text)}}`, `${letter.text})`];
    if (/^UID STORE/.test(command)) letter.deleted = true;
    if (/^EXPUNGE/.test(command)) for (const [key, one] of this.letters) if (one.deleted) this.letters.delete(key);
    return [];
  }
}
