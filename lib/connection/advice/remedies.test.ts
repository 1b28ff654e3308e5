import { describe, expect, it } from 'vitest';
import type { ScimType } from '../../scim';
import { keyRefusalText } from '../keys/key-refusals';
import { type ProviderId, providers } from '../providers/providers';
import { remedyOf, remedyTitles } from './remedies';
import type { Refusal } from './remedy';

const scimTypes: Readonly<Record<ScimType, string>> = {
  invalidFilter: 'The search could not be read',
  tooMany: 'The answer would be too long',
  uniqueness: 'The name is taken',
  mutability: 'An attribute that can’t be changed was to be changed',
  invalidSyntax: 'The body could not be read',
  invalidPath: 'The change names an attribute that does not exist',
  noTarget: 'There is nothing to change at that place',
  invalidValue: 'A value is missing or does not fit',
  invalidVers: 'The identity provider speaks another version of SCIM',
  sensitive: 'The search had secrets in its address',
  invalidCursor: 'A list was read on from a place that does not exist',
  expiredCursor: 'A list was read on too late',
  invalidCount: 'The length of a page is no number',
};

const refused = (status: number, scimType: string | null, detail = 'No.'): Refusal => ({
  status,
  scimType,
  detail,
});

/** Every row of the catalogue, with a refusal that leads to it. */
const rows: readonly (readonly [title: string, refusal: Refusal])[] = [
  ...Object.entries(scimTypes).map(
    ([type, title]) => [title, refused(type === 'uniqueness' ? 409 : 400, type)] as const,
  ),
  ['The API key was not accepted', refused(401, null)],
  ['The API key has expired', refused(401, null, keyRefusalText('expired', undefined))],
  ['The API key may not be used from there', refused(403, null, keyRefusalText('elsewhere', '203.0.113.7'))],
  ['The address is wrong', refused(404, null, 'There is no endpoint /User.')],
  ['This user or group is not here', refused(404, null, 'There is no such User.')],
  [
    'The user name belongs to a local user',
    refused(409, 'uniqueness', 'It is taken by a local user of this client'),
  ],
  [
    'The name belongs to a local role',
    refused(409, 'uniqueness', 'It is taken by a local role of this client'),
  ],
  ['It needs another change that failed', refused(409, null)],
  ['What is on offer can’t be searched', refused(403, null, "/Schemas can't be filtered.")],
  ['Nobody would be left who can manage the client', refused(403, null)],
  ['This can’t be done at that address', refused(405, null)],
  ['The identity provider takes no SCIM answers', refused(406, null)],
  ['Somebody else was faster', refused(412, null)],
  ['Too much was sent at once', refused(413, null)],
  ['The address is too long', refused(414, null)],
  ['The body was sent in another format', refused(415, null)],
  ['Too many requests in a short time', refused(429, null)],
  ['This is not offered', refused(501, null)],
  ['The platform could not answer', refused(500, null)],
  ['The platform could not answer', refused(503, null)],
  ['The request was refused', refused(418, null)],
  ['The request was refused', refused(400, null)],
  ['The request was refused', refused(400, 'constructor')],
];
const table = rows.flatMap(([title, refusal]) =>
  providers.map(
    ({ id }) => [`${refusal.status} ${refusal.scimType ?? ''} ${title}`, id, title, refusal] as const,
  ),
);

/** How each provider is named in its own rows, and in no other’s. */
const names: Readonly<Record<ProviderId, RegExp>> = {
  entra: /Microsoft Entra ID|“Provision on demand”/,
  okta: /\bOkta\b/,
  jumpcloud: /JumpCloud/,
  other: /[Yy]our identity provider|Identity providers try|identity provider/,
};

describe('the catalogue of refusals', () => {
  it.each(table)('%s, %s', (_, provider, title, refusal) => {
    const remedy = remedyOf(refusal, provider);
    expect(remedy.title).toBe(title);
    for (const text of [remedy.meaning, remedy.fix]) {
      expect(text).toMatch(/^[A-Z“].*\.$/s);
      expect(text).not.toMatch(/undefined|\$\{| {2}|\.\./);
    }
    for (const { id } of providers)
      if (id !== provider && id !== 'other') expect(remedy.fix).not.toMatch(names[id]);
  });

  it('is tested row by row', () => {
    expect([...new Set(rows.map(([title]) => title))].sort()).toEqual([...new Set(remedyTitles)].sort());
  });

  it('names the fix at the provider, with its own labels', () => {
    const fix = (provider: ProviderId) => remedyOf(refused(401, null), provider).fix;
    expect(fix('entra')).toContain('“Secret Token”');
    expect(fix('okta')).toContain('“HTTP Header”');
    expect(fix('jumpcloud')).toContain('“Token Key”');
    expect(fix('other')).toContain('“Authorization: Bearer”');
  });

  it('says what the provider calls the attribute that the answer names', () => {
    const refusal = refused(400, 'invalidValue', '`userName` is required.');
    expect(remedyOf(refusal, 'entra').fix).toContain('userName is filled from “userPrincipalName” there.');
    expect(remedyOf(refusal, 'okta').fix).not.toContain('is filled from');
    const emails = refused(400, 'invalidValue', '`emails.value` must be a string.');
    expect(remedyOf(emails, 'entra').fix).toContain('emails is filled from “mail” there.');
  });
});
