import { expect, test } from 'vitest';
import { addressMail } from './address-mail';

const mail = {
  address: 'jane@old.test',
  name: 'Jane Doe',
  userName: 'jane@old.test',
  tenantName: 'Acme',
  emailChanged: true,
  userNameChanged: false,
  by: 'Okta',
};

test.each([
  [true, false, 'The e-mail address of your account at Acme was changed'],
  [false, true, 'The user name of your account at Acme was changed'],
  [true, true, 'The user name and e-mail address of your account at Acme were changed'],
])('address changed: %j, user name changed: %j', (emailChanged, userNameChanged, subject) => {
  expect(addressMail({ ...mail, emailChanged, userNameChanged }).subject).toBe(subject);
});

test('text and page say who did it and what to do', () => {
  const { text, html, to, link } = addressMail(mail);
  for (const body of [text, html]) {
    expect(body).toContain('changed by Okta');
    expect(body).toContain('If you did not expect this, tell your administrator.');
  }
  expect({ to, link }).toEqual({ to: { name: 'Jane Doe', address: 'jane@old.test' }, link: undefined });
});

test('names break neither the page nor a header', () => {
  const { html, subject } = addressMail({
    ...mail,
    name: '<b>Jane</b>',
    tenantName: 'A & B\r\nBcc: evil@evil.example',
  });
  expect(html).toContain('&lt;b&gt;Jane');
  expect(subject).not.toMatch(/[\r\n]/);
});
