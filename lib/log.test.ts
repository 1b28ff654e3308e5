import { DatabaseError } from 'pg';
import { afterEach, expect, it, vi } from 'vitest';
import { failureOf, lineOf, log, logTo, withoutSecrets } from './log';

afterEach(() => {
  logTo(undefined);
  vi.restoreAllMocks();
});

it.each([
  ['an API key', 'key mst_0123456789abcdefghij0123456789abcdefghij012345 x', 'key mst_… x'],
  ['a bearer token', 'Authorization: Bearer abc.def-ghi x', 'Authorization: Bearer … x'],
  ['basic credentials', 'Basic dXNlcjpwYXNz', 'Basic …'],
  [
    'a link that opens an account',
    'http://a.test/reset-password?token=abc123&x=1',
    'http://a.test/reset-password?token=…&x=1',
  ],
  ['the password of a database', 'postgresql://muster:hush@db:5432/m', 'postgresql://muster:…@db:5432/m'],
  ['the password of a mail server', 'smtps://:hush@mail.test', 'smtps://:…@mail.test'],
  ['a password without quotes', 'connect: password=hush, user=ada', 'connect: password=…, user=ada'],
  ['a password in JSON', '{"userName":"ada","password":"hush hush"}', '{"userName":"ada","password":"…"}'],
  [
    'a password in JSON in JSON',
    '{"body":"{\\"password\\":\\"hush\\"}"}',
    '{"body":"{\\"password\\":\\"…\\"}"}',
  ],
  ['a new password', '{"newPassword": "hush"}', '{"newPassword": "…"}'],
  ['a password with a quote in it', '{"password":"a\\"bc","x":"y"}', '{"password":"…","x":"y"}'],
  [
    'a password with a quote in it, in JSON in JSON',
    '{"body":"{\\"password\\":\\"a\\\\\\"bc\\",\\"x\\":\\"y\\"}"}',
    '{"body":"{\\"password\\":\\"…\\",\\"x\\":\\"y\\"}"}',
  ],
  ['a password that is cut off', '{"password":"abc', '{"password":"…'],
  ['an empty password', '{"password":"","x":"y"}', '{"password":"…","x":"y"}'],
  [
    'secrets of other names',
    '{"client_secret":"a","accessToken":"b"}',
    '{"client_secret":"…","accessToken":"…"}',
  ],
  ['a password in an object that was printed', "{ password: 'it', x: 'y' }", "{ password: '…', x: 'y' }"],
  ['a password with an @', 'postgresql://muster:hu@sh@db:5432/m', 'postgresql://muster:…@db:5432/m'],
  ['a cookie', '{"cookie":"muster.session=abc"}', '{"cookie":"…"}'],
  ['a password as it is kept', '$argon2id$v=19$m=1,t=2,p=1$c2FsdA$aGFzaA x', '$argon2… x'],
  [
    'nothing else',
    'GET /scim/v2/Users?filter=userName eq "token"',
    'GET /scim/v2/Users?filter=userName eq "token"',
  ],
])('%s is taken out of a line', (_, text, shown) => {
  expect(withoutSecrets(text)).toBe(shown);
});

it('what was thrown is told with its causes, and without the rows that PostgreSQL quotes', () => {
  const refused = new DatabaseError('duplicate key value', 10, 'error');
  Object.assign(refused, { code: '23505', detail: 'Key (user_name_key)=(ada@acme.test) already exists.' });
  const told = failureOf(new Error('A write failed', { cause: refused }));
  expect(told).toMatch(
    /^Error: A write failed\n[\s\S]*\n {2}because: error: duplicate key value[\s\S]* \[23505\]$/,
  );
  expect(told).not.toContain('ada@acme.test');
  expect(failureOf('just text')).toBe('just text');
});

it('a line has its message, its fields and what was thrown', () => {
  const err = new Error('because');
  expect(lineOf('It failed.', { requestId: 'r1', status: 500, err })).toBe(
    `It failed. requestId=r1 status=500\n${err.stack}`,
  );
});

it('lines go to standard error, or to whoever takes them', () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => {});
  log.error('Bearer abcdefgh');
  log.debug('nothing');
  expect(told.mock.calls).toEqual([['Bearer …']]);
  const sink = vi.fn();
  logTo(sink);
  log.info('elsewhere', { n: 1 });
  expect(sink).toHaveBeenCalledWith('info', 'elsewhere', { n: 1 });
  expect(told).toHaveBeenCalledTimes(1);
});
