import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { passwordMail } from './password-mail';
import { sendMail } from './send-mail';

const settings: { MUSTER_DATA_DIR: string; SMTP_URL?: string; MAIL_FROM: string } = vi.hoisted(() => ({
  MUSTER_DATA_DIR: '',
  MAIL_FROM: 'Muster <no-reply@muster.example>',
}));
vi.mock('../env', () => ({ env: () => settings }));

const message = passwordMail({
  address: 'jane@acme.test',
  name: 'Jane Dœ',
  userName: 'jane',
  tenantName: 'Acme',
  url: `https://muster.example/reset-password?token=${'x'.repeat(43)}`,
  minutes: 60,
  first: true,
});

beforeEach(() => {
  settings.MUSTER_DATA_DIR = mkdtempSync(join(tmpdir(), 'muster-mail-'));
  settings.SMTP_URL = undefined;
  vi.spyOn(console, 'log').mockImplementation(() => {});
});

afterEach(() => {
  rmSync(settings.MUSTER_DATA_DIR, { recursive: true });
  vi.restoreAllMocks();
});

test('without a mail server a mail lands in the outbox, and its link on the terminal', async () => {
  await sendMail(message);
  await new Promise((resolve) => setTimeout(resolve, 5));
  await sendMail({ ...message, subject: 'The second' });
  const outbox = join(settings.MUSTER_DATA_DIR, 'outbox');
  const files = readdirSync(outbox).sort();
  expect(files).toHaveLength(2);
  for (const file of files) expect(file).toMatch(/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z-[\w-]+\.eml$/);
  const [first = '', second = ''] = files.map((file) => readFileSync(join(outbox, file), 'utf8'));
  expect(first).toContain('Subject: Set your password for Acme');
  expect(first).toContain('jane@acme.test');
  expect(second).toContain('Subject: The second');
  // As RFC 5322 ends lines, all of them.
  expect(first.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  expect(statSync(join(outbox, files[0] ?? '')).mode & 0o077).toBe(0);
  expect(vi.mocked(console.log).mock.calls.join()).toContain(message.link);
});

/** A mail server on a port of its own; `answer` refuses a mail by an error. */
async function mailServer(answer: () => Error | undefined) {
  const received: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        received.push(Buffer.concat(chunks).toString());
        done(answer());
      });
    },
  });
  const listening = await new Promise<AddressInfo>((resolve) => {
    const { server: net } = server;
    server.listen(0, '127.0.0.1', () => resolve(net.address() as AddressInfo));
  });
  return { received, url: `smtp://127.0.0.1:${listening.port}`, close: () => server.close() };
}

test('with a mail server it goes there, and nowhere else', async () => {
  const server = await mailServer(() => undefined);
  settings.SMTP_URL = server.url;
  await sendMail(message);
  server.close();
  expect(server.received).toHaveLength(1);
  expect(server.received[0]).toContain('From: Muster <no-reply@muster.example>');
  expect(readdirSync(settings.MUSTER_DATA_DIR)).toEqual([]);
  expect(console.log).not.toHaveBeenCalled();
});

test('what the mail server refuses is thrown', async () => {
  const server = await mailServer(() => Object.assign(new Error('No such mailbox'), { responseCode: 550 }));
  settings.SMTP_URL = server.url;
  await expect(sendMail(message)).rejects.toThrow('No such mailbox');
  server.close();
  await expect(sendMail(message)).rejects.toThrow();
});
