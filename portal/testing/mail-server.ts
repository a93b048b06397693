import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { listenOnLoopback } from './loopback.ts';

/** A mail as the server took it: the envelope, and the text of the message as it came. */
type ReceivedMail = { from: string; to: string[]; text: string };

type TestMailServer = {
  url: string;
  received: ReceivedMail[];
  /** The reply to a whole message; anything but a 2yz one is a refusal. */
  answer: string;
  refusedRecipient: string | null;
  close(): Promise<void>;
};

/** A real mail server on loopback (the least of RFC 5321) that keeps what it takes. */
export async function startTestMailServer(): Promise<TestMailServer> {
  const sockets = new Set<Socket>();
  const listener = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    talk(socket, server);
  });
  const port = await listenOnLoopback(listener);
  const server: TestMailServer = {
    url: `smtp://127.0.0.1:${port}`,
    received: [],
    answer: '250 ok',
    refusedRecipient: null,
    async close() {
      for (const socket of sockets) socket.destroy();
      if (!listener.listening) return;
      listener.close();
      await once(listener, 'close');
    },
  };
  return server;
}

function talk(socket: Socket, server: TestMailServer): void {
  const reply = (line: string) => socket.write(`${line}\r\n`);
  let mail: ReceivedMail = { from: '', to: [], text: '' };
  let isMessage = false;
  let waiting = '';
  const onLine = (line: string) => {
    if (isMessage && line !== '.') {
      mail.text += `${line}\n`;
    } else if (isMessage) {
      isMessage = false;
      if (server.answer.startsWith('2')) server.received.push(mail);
      reply(server.answer);
    } else if (/^(ehlo|helo|rset|noop)/i.test(line)) reply('250 ok');
    else if (/^mail from:/i.test(line)) {
      mail = { from: betweenAngles(line), to: [], text: '' };
      reply('250 ok');
    } else if (/^rcpt to:/i.test(line)) {
      const to = betweenAngles(line);
      const isRefused = to === server.refusedRecipient;
      if (!isRefused) mail.to.push(to);
      reply(isRefused ? '550 5.1.1 no such mailbox' : '250 ok');
    } else if (/^data/i.test(line)) {
      isMessage = true;
      reply('354 go on');
    } else if (/^quit/i.test(line)) socket.end('221 bye\r\n');
    else reply('502 not known');
  };
  socket.setEncoding('utf8');
  socket.on('data', (text: string) => {
    const lines = (waiting + text).split('\r\n');
    waiting = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
  reply('220 test');
}

function betweenAngles(line: string): string {
  return /<(.*?)>/.exec(line)?.[1] ?? '';
}
