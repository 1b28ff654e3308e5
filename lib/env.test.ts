import { expect, test } from 'vitest';
import { readEnv } from './env';

test('nothing set is a configuration, and an empty value counts as unset', () => {
  const empty = readEnv({ PORT: '', MUSTER_URL: '', SUPPORT_URL: '' });
  expect(empty).toMatchObject({ PORT: 3000, MUSTER_URL: 'http://localhost:3000' });
  expect(empty.SUPPORT_URL).toBeUndefined();
});

test('the public address follows the port, and loses its last slash', () => {
  expect(readEnv({ PORT: '8080' }).MUSTER_URL).toBe('http://localhost:8080');
  expect(readEnv({ MUSTER_URL: 'https://muster.example.com/' }).MUSTER_URL).toBe(
    'https://muster.example.com',
  );
});

test.each([
  ['PORT', 'abc', 'a whole number from 1 to 65535'],
  ['PORT', '0', 'a whole number from 1 to 65535'],
  ['DATABASE_POOL', '1', 'a whole number from 2 to 200'],
  ['WEB_CONCURRENCY', '0', 'a whole number from 1 to 64'],
  ['WEB_CONCURRENCY', '1.5', 'a whole number from 1 to 64'],
  ['WEB_CONCURRENCY', 'auto', 'a whole number from 1 to 64'],
  ['REQUEST_RATE', '0', 'a whole number from 1 to 100000, or off'],
  ['REQUEST_RATE', '-5', 'a whole number from 1 to 100000, or off'],
  ['REQUEST_BURST', '0', 'a whole number from 1 to 1000000'],
  ['MUSTER_URL', 'muster.example.com', 'an http or https address'],
  ['MUSTER_URL', 'https://example.com/muster', 'without a path'],
  ['MUSTER_URL', 'https://example.com?a=b', 'without a path'],
  ['MUSTER_URL', 'https://example.com/#c', 'without a path'],
  ['MUSTER_URL', 'https://user:word@example.com', 'without a path'],
  ['DATABASE_URL', 'mysql://localhost/muster', 'postgresql://'],
  ['SMTP_URL', 'smtp://', 'smtp://mail.example.com'],
  ['SMTP_URL', 'mail.example.com', 'smtp://mail.example.com'],
  ['TRUSTED_PROXIES', '-1', 'the number of proxies in front'],
  ['TRUSTED_PROXIES', '17', 'the number of proxies in front'],
  ['TRUSTED_PROXIES', '10.0.0.0/33', '“10.0.0.0/33” is no address or CIDR block'],
  ['TRUSTED_PROXIES', '1,10.0.0.0/8', '“1” is no address or CIDR block'],
  ['TRUSTED_PROXIES', '0.0.0.0/0', 'every address'],
  ['SUPPORT_URL', 'foo', 'https://'],
  ['SUPPORT_URL', 'javascript:alert(1)', 'https://'],
])('%s=%s is refused with what to change', (name, value, advice) => {
  expect(() => readEnv({ [name]: value })).toThrow(`  ${name}: must `);
  expect(() => readEnv({ [name]: value })).toThrow(advice);
});

test.each(['https://help.example.com/muster?from=app', 'mailto:help@example.com'])(
  'support may be at %s',
  (url) => {
    expect(readEnv({ SUPPORT_URL: url }).SUPPORT_URL).toBe(url);
  },
);

test('the pools of all processes fit into the embedded PostgreSQL', () => {
  expect(readEnv({})).toMatchObject({ WEB_CONCURRENCY: 1, DATABASE_POOL: 16 });
  expect(readEnv({ WEB_CONCURRENCY: '20' }).DATABASE_POOL).toBe(16);
  expect(readEnv({ WEB_CONCURRENCY: '64' }).DATABASE_POOL).toBe(5);
  expect(readEnv({ WEB_CONCURRENCY: '4', DATABASE_POOL: '80' }).DATABASE_POOL).toBe(80);
  const tooMany = { WEB_CONCURRENCY: '4', DATABASE_POOL: '81' };
  expect(() => readEnv(tooMany)).toThrow('  DATABASE_POOL: must be at most 80: ');
  // A server of one's own takes what it was set up for.
  expect(readEnv({ ...tooMany, DATABASE_URL: 'postgresql://db/muster' }).DATABASE_POOL).toBe(81);
});

test('activity is kept for ever, or for 30 days and more', () => {
  expect(readEnv({}).ACTIVITY_RETENTION_DAYS).toBeUndefined();
  expect(readEnv({ ACTIVITY_RETENTION_DAYS: '90' }).ACTIVITY_RETENTION_DAYS).toBe(90);
  expect(() => readEnv({ ACTIVITY_RETENTION_DAYS: '7' })).toThrow(/ACTIVITY_RETENTION_DAYS: must be/);
  expect(readEnv({}).EXCHANGE_RETENTION_DAYS).toBe(30);
  expect(() => readEnv({ EXCHANGE_RETENTION_DAYS: '0' })).toThrow(/EXCHANGE_RETENTION_DAYS: must be/);
});

test('proxies are trusted by their number or by their networks, and none unless said', () => {
  expect(readEnv({}).TRUSTED_PROXIES).toBe(0);
  expect(readEnv({ TRUSTED_PROXIES: '2' }).TRUSTED_PROXIES).toBe(2);
  expect(readEnv({ TRUSTED_PROXIES: '10.0.0.0/8, ::1' }).TRUSTED_PROXIES).toEqual(['10.0.0.0/8', '::1']);
});

test('requests are limited as Microsoft Entra ID needs it and more, unless they are not', () => {
  expect(readEnv({})).toMatchObject({ REQUEST_RATE: 100, REQUEST_BURST: 1000 });
  expect(readEnv({ REQUEST_RATE: '25', REQUEST_BURST: '50' })).toMatchObject({
    REQUEST_RATE: 25,
    REQUEST_BURST: 50,
  });
  expect(readEnv({ REQUEST_RATE: 'off' }).REQUEST_RATE).toBe(0);
});
