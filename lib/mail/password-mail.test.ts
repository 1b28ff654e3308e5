import { expect, test } from 'vitest';
import { passwordMail } from './password-mail';

const mail = {
  address: 'jane@acme.test',
  name: 'Jane Doe',
  userName: 'jane',
  tenantName: 'Acme',
  url: 'https://muster.example/reset-password?token=abc',
  minutes: 60,
  first: false,
};

test('the first mail is about the first sign-in, later ones about a new password', () => {
  expect(passwordMail({ ...mail, first: true }).subject).toBe('Set your password for Acme');
  expect(passwordMail({ ...mail, first: true }).text).toContain('sign in for the first time');
  expect(passwordMail(mail).subject).toBe('Reset your password for Acme');
});

test('text and page carry the link, the user name and how long the link lasts', () => {
  const { text, html, link, to } = passwordMail(mail);
  expect({ link, to }).toEqual({ link: mail.url, to: { name: 'Jane Doe', address: 'jane@acme.test' } });
  for (const body of [text, html]) {
    expect(body).toContain(mail.url);
    expect(body).toContain('Your user name is jane.');
    expect(body).toContain('60 minutes');
  }
  expect(text.split('\n')).toContain(mail.url);
});

test('names break neither the page nor a header', () => {
  const { html, subject, to } = passwordMail({
    ...mail,
    name: '<script>alert(1)</script>',
    tenantName: 'A & B\r\nBcc: evil@evil.example',
  });
  expect(html).not.toContain('<script>');
  expect(html).toContain('&lt;script&gt;');
  expect(html).toContain('A &amp; B Bcc');
  expect(subject).toBe('Reset your password for A & B Bcc: evil@evil.example');
  expect(to.name).not.toMatch(/[\r\n]/);
});
