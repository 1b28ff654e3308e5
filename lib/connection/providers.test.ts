import { describe, expect, it } from 'vitest';
import { attributeNames } from './attribute-names';
import { isProviderId, providerOf, providers } from './providers';

describe('providers', () => {
  it('stand in the order of the drop-down', () => {
    expect(providers.map((provider) => provider.label)).toEqual([
      'Microsoft Entra ID',
      'JumpCloud',
      'Okta',
      'Other',
    ]);
  });

  it('are found by id, and by nothing else', () => {
    for (const provider of providers) expect(providerOf(provider.id)).toBe(provider);
    expect(providers.every((provider) => isProviderId(provider.id))).toBe(true);
    expect(['', 'Okta', 'toString', 'onelogin'].some(isProviderId)).toBe(false);
  });

  it('name the fields of the provider in the set-up steps', () => {
    for (const { id, fields, steps } of providers.filter((provider) => provider.id !== 'other'))
      for (const field of Object.values(fields))
        expect(steps.join('\n'), `${id}: ${field}`).toContain(`“${field}”`);
  });
});

describe('attributeNames', () => {
  it('has the thirteen rows of the guide, each attribute once', () => {
    expect(attributeNames.map((names) => names.label)).toEqual([
      'Username',
      'First Name',
      'Last Name',
      'Email',
      'Mobile Number',
      'Work Number',
      'Position',
      'Street Address',
      'City',
      'State',
      'Postal Code',
      'Country',
      'Status',
    ]);
    expect(new Set(attributeNames.map((names) => names.field)).size).toBe(13);
    expect(new Set(attributeNames.map((names) => names.scim)).size).toBe(13);
  });

  it('maps the work address', () => {
    expect(attributeNames[3]).toEqual({
      field: 'email',
      scim: 'emails[type="work"].value',
      okta: 'email',
      jumpcloud: 'email',
      entra: 'mail',
      label: 'Email',
    });
  });
});
