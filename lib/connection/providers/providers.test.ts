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

  it.each(providers)('$label has every part of a guide', (provider) => {
    const { phases, fields, official, about, test, keyForm, name, id } = provider;
    expect([about, test, keyForm, name].every((text) => text.length > 3)).toBe(true);
    expect(phases.map(({ milestone }) => milestone)).toEqual([
      'connected',
      'people',
      'groups',
      'permissions',
    ]);
    for (const { title, steps, pitfalls } of phases) {
      expect(title).toMatch(/^[A-Z]/);
      expect(steps.length).toBeGreaterThan(0);
      expect(pitfalls.length).toBeGreaterThan(0);
      for (const text of [...steps.map((step) => step.text), ...pitfalls]) {
        expect(text).toMatch(/^[A-Z“].*\.$/);
        expect(text.split('“').length, text).toBe(text.split('”').length);
      }
    }
    if (id === 'other') expect(official).toBeNull();
    else expect(official?.url).toMatch(/^https:\/\//);
    expect(fields.scimUri).not.toBe(fields.apiKey);
  });

  it.each(providers)('$label says where each value goes, beside the value', ({ phases, fields }) => {
    const [connect] = phases;
    for (const part of ['scimUri', 'apiKey'] as const) {
      const steps = connect?.steps.filter(({ copy }) => copy === part) ?? [];
      expect(steps).toHaveLength(1);
      expect(steps[0]?.text).toContain(`“${fields[part]}”`);
    }
    for (const { copy, text } of phases.flatMap(({ steps }) => steps))
      if (typeof copy === 'object') expect(text).toContain(`“${copy.label}”`);
  });

  it('say the official guides of the product guide', () => {
    expect(providers.map(({ official }) => official?.url)).toEqual([
      'https://learn.microsoft.com/en-us/entra/identity/app-provisioning/user-provisioning',
      'https://jumpcloud.com/support/get-started-identity-management-connectors',
      'https://developer.okta.com/docs/guides/scim-provisioning-integration-connect/main/',
      undefined,
    ]);
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

  it('says what is required, and what for', () => {
    const required = attributeNames.filter(({ need }) => need?.kind === 'required');
    expect(required.map(({ scim }) => scim)).toEqual(['userName']);
    expect(attributeNames.flatMap(({ need }) => need?.why ?? []).every((why) => why.endsWith('.'))).toBe(
      true,
    );
  });

  it('maps the work address', () => {
    expect(attributeNames[3]).toEqual({
      field: 'email',
      scim: 'emails[type="work"].value',
      okta: 'email',
      jumpcloud: 'email',
      entra: 'mail',
      label: 'Email',
      need: { kind: 'recommended', why: expect.stringContaining('first sign-in') },
    });
  });
});
