import { expect, test } from 'vitest';
import { heldMail } from './held-mail';

const mail = {
  address: 'grace@acme.test',
  name: 'Grace Hopper',
  tenantName: 'Acme',
  provider: 'Okta',
  count: 12,
  names: ['Ada', 'Bea'],
  url: 'https://muster.example/settings/scim#circuit-breaker',
};

test('says who, how many, and where to decide', () => {
  const { to, subject, link, text, html } = heldMail(mail);
  expect([to.address, link]).toEqual([mail.address, mail.url]);
  expect(subject).toBe('Okta wants to end the access of many people at Acme');
  for (const body of [text, html]) {
    expect(body).toContain('12 people so far: Ada, Bea and 10 more.');
    expect(body).toContain(mail.url);
  }
  expect(heldMail({ ...mail, count: 1, names: ['Ada'] }).text).toContain('1 person so far: Ada.');
});

test('names break neither the page nor a header', () => {
  const { html, subject } = heldMail({ ...mail, names: ['<b>'], tenantName: 'A\r\nBcc: x' });
  expect(html).toContain('&lt;b&gt;');
  expect(subject).not.toMatch(/[\r\n]/);
});
