import { expect, test } from 'vitest';
import { keyMail } from './key-mail';

const mail = {
  address: 'ada@acme.test',
  name: 'Ada\nLovelace',
  tenantName: 'Acme <b>',
  provider: 'Okta',
  keyName: null,
  lastFour: 'wxyz',
  expiresAt: new Date('2027-01-31T23:59:59Z'),
  url: 'https://muster.example.com/settings/scim',
};

test('says which key expires when, what that means and what to do', () => {
  const { to, subject, text, html, link } = keyMail(mail);
  expect(to).toEqual({ name: 'Ada Lovelace', address: 'ada@acme.test' });
  expect(subject).toBe('The API key of Okta for Acme <b> expires soon');
  expect(link).toBe(mail.url);
  expect(text).toContain('the API key that ends in wxyz expires on 31 January 2027 at 23:59 UTC.');
  expect(text).toContain(`\n${mail.url}\n`);
  expect(html).toContain('Acme &lt;b&gt;');
  expect(html).not.toContain('Acme <b>');
});

test('names a key that has a name', () => {
  expect(keyMail({ ...mail, keyName: 'Production' }).text).toContain(
    'the API key “Production”, which ends in wxyz, expires on',
  );
});
