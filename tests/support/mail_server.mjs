// A mail server that keeps what it is given and can be told to wait before it takes a letter.
import { createServer } from 'node:net';
import { afterwards } from './harness.mjs';

export class MailServer {
  static async start() {
    const mail = new MailServer();
    mail.letters = [];  // {id, text, from, to}
    mail.asked = 0;     // letters that were offered
    mail.waits = false;
    mail.server = createServer((socket) => mail.talk(socket));
    await new Promise((resolve) => mail.server.listen(0, '127.0.0.1', resolve));
    mail.url = `smtp://127.0.0.1:${mail.server.address().port}`;
    afterwards(() => mail.server.close());
    return mail;
  }

  talk(socket) {
    let text = '';
    let inLetter = false;
    let from;
    let to;
    const say = (line) => socket.write(`${line}\r\n`);
    socket.on('error', () => undefined);
    say('220 mail.example ESMTP');
    socket.on('data', (chunk) => {
      text += chunk;
      for (let end = text.indexOf('\r\n'); !inLetter && end >= 0; end = text.indexOf('\r\n')) {
        const line = text.slice(0, end);
        text = text.slice(end + 2);
        if (/^DATA/i.test(line)) {
          inLetter = true;
          say('354 go on');
        } else if (/^QUIT/i.test(line)) {
          say('221 bye');
          socket.end();
        } else {
          from = /^MAIL FROM:<([^>]*)>/i.exec(line)?.[1] ?? from;
          to = /^RCPT TO:<([^>]*)>/i.exec(line)?.[1] ?? to;
          say('250 ok');
        }
      }
      const end = inLetter ? text.indexOf('\r\n.\r\n') : -1;
      if (end < 0) return;
      const letter = { from, to, text: text.slice(0, end), id: /^Message-ID: (\S+)/im.exec(text)?.[1] };
      text = '';
      inLetter = false;
      this.asked += 1;
      if (this.waits) return;  // never answers
      this.letters.push(letter);
      say('250 taken');
    });
  }
}
