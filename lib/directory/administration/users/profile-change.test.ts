import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Profile, profileOf } from './profile';
import { changeProfile, newProfile } from './profile-change';

const ada = {
  userName: 'ada@acme.test',
  givenName: 'Ada',
  familyName: 'Lovelace',
  email: 'ada@acme.test',
  mobilePhone: '+44 1',
  workPhone: '+44 2',
  title: 'Analyst',
  streetAddress: '12 St James’s Square',
  locality: 'London',
  region: 'England',
  postalCode: 'SW1',
  country: 'GB',
};

const provisioned = {
  userName: 'ada',
  displayName: 'Ada L.',
  givenName: 'Ada',
  familyName: 'Lovelace',
  title: 'Analyst',
  email: 'ada@home.test',
  attributes: {
    name: { givenName: 'Ada', familyName: 'Lovelace', formatted: 'Ada Lovelace', honorificPrefix: 'Lady' },
    displayName: 'Ada L.',
    title: 'Analyst',
    nickName: 'Countess',
    emails: [
      { value: 'other@home.test', type: 'other' },
      { value: 'ada@home.test', primary: true, display: 'Ada' },
    ],
    phoneNumbers: [
      { value: 'tel:1', type: 'Mobile' },
      { value: 'tel:2', type: 'fax' },
    ],
    addresses: [{ type: 'work', locality: 'London', country: 'GB', formatted: 'London, GB', primary: true }],
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'Engines' },
  },
};

interface Email {
  readonly value?: string;
  readonly type?: string;
  readonly primary?: boolean;
}

/** Where mail goes, as it is read from a resource: the work address, else the primary one, else the first. */
function mailAddress(emails: unknown): string | null {
  const all = (emails ?? []) as Email[];
  const [first] = [...all.filter((e) => e.type === 'work'), ...all.filter((e) => e.primary), ...all];
  return first?.value ?? null;
}

describe('newProfile', () => {
  it('writes the columns and a resource that says the same', () => {
    const written = newProfile(ada);
    expect(written).toMatchObject({
      userNameKey: 'ada@acme.test',
      emailKey: 'ada@acme.test',
      title: 'Analyst',
    });
    expect(written.attributes).toEqual({
      name: { givenName: 'Ada', familyName: 'Lovelace' },
      title: 'Analyst',
      emails: [{ value: 'ada@acme.test', type: 'work', primary: true }],
      phoneNumbers: [
        { type: 'mobile', value: '+44 1' },
        { type: 'work', value: '+44 2' },
      ],
      addresses: [
        {
          type: 'work',
          streetAddress: '12 St James’s Square',
          locality: 'London',
          region: 'England',
          postalCode: 'SW1',
          country: 'GB',
        },
      ],
    });
    expect(profileOf({ ...written, active: true })).toEqual({ ...ada, active: true });
  });

  it('leaves out what is not given', () => {
    expect(newProfile({ userName: 'x', email: null, givenName: null }).attributes).toEqual({});
  });
});

describe('changeProfile', () => {
  it('changes what it names and keeps everything else', () => {
    const written = changeProfile(provisioned, { mobilePhone: '+44 9', locality: null, title: null });
    expect(written.title).toBeNull();
    expect(written.attributes).toEqual({
      name: provisioned.attributes.name,
      displayName: 'Ada L.',
      nickName: 'Countess',
      emails: provisioned.attributes.emails,
      phoneNumbers: [
        { value: '+44 9', type: 'Mobile' },
        { value: 'tel:2', type: 'fax' },
      ],
      addresses: [{ type: 'work', country: 'GB', primary: true }],
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'Engines' },
    });
  });

  it('lets the names that were made of the old name follow', () => {
    const written = changeProfile(provisioned, { familyName: 'King' });
    expect(written.displayName).toBe('Ada King');
    expect(written.attributes.displayName).toBe('Ada King');
    expect(written.attributes.name).toEqual({
      givenName: 'Ada',
      familyName: 'King',
      honorificPrefix: 'Lady',
    });
  });

  it('changes the address that mail goes to in its place', () => {
    const written = changeProfile(provisioned, { email: 'King@acme.test' });
    expect(written.emailKey).toBe('king@acme.test');
    expect(written.attributes.emails).toEqual([
      { value: 'other@home.test', type: 'other' },
      { value: 'King@acme.test', primary: true },
    ]);
  });

  it('takes every address away when the e-mail is cleared, so that no other takes its place', () => {
    const written = changeProfile(provisioned, { email: null });
    expect(written).toMatchObject({ email: null, emailKey: null });
    expect(written.attributes).not.toHaveProperty('emails');
  });

  it('reads back what it wrote, whatever was there', () => {
    const value = fc.option(fc.string({ minLength: 1 }), { nil: null });
    const change = fc.record<Partial<Profile>>(
      {
        givenName: value,
        familyName: value,
        email: value,
        mobilePhone: value,
        workPhone: value,
        title: value,
        streetAddress: value,
        locality: value,
        region: value,
        postalCode: value,
        country: value,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(change, change, (first, second) => {
        const once = changeProfile(provisioned, first);
        const twice = changeProfile(once, second);
        const expected = { ...profileOf({ ...provisioned, active: true }), ...first, ...second };
        expect(profileOf({ ...twice, active: true })).toEqual(expected);
        expect(mailAddress(twice.attributes.emails)).toBe(expected.email);
      }),
    );
  });
});
