import { describe, expect, it } from 'vitest';
import type { Told } from './told';
import { inWords } from './words';

const okta = { kind: 'identity-provider', name: 'Okta' } as const;
const grace = { kind: 'user', name: 'Grace Hopper' } as const;
const ada = { kind: 'user', name: 'Ada Lovelace' } as const;
const sales = { kind: 'role', name: 'Sales' } as const;
const configuration = { kind: 'configuration', name: 'Okta' } as const;
const acme = { kind: 'tenant', name: 'Acme' } as const;

function told(action: string, actor: Told['actor'], subject: Told['subject'], detail = {}): Told {
  return { action, actor, subject, detail, outcome: 'done' };
}

const done: [Told, string][] = [
  [
    told('tenant.limit-changed', { kind: 'operator' }, acme, { from: { rate: 100, burst: 1000 }, to: null }),
    'The operator changed how many requests may come (before: 100 a second, 1000 at once; now: no limit)',
  ],
  [
    told('request.limited', okta, { kind: 'request' }, { status: 429, count: 1 }),
    '1 request of Okta was refused: more came than the limit allows. Sent again later, they are answered',
  ],
  [
    told('request.limited', okta, { kind: 'request' }, { status: 429, count: 32 }),
    '32 requests of Okta were refused: more came than the limit allows. Sent again later, they are answered',
  ],
  [
    told('breaker.changed', grace, configuration, { on: true, share: 20, atLeast: 10, windowMinutes: 15 }),
    'Grace Hopper changed the circuit breaker: it holds what exceeds 20 % and 10 people in 15 minutes',
  ],
  [
    told('breaker.changed', grace, configuration, { on: false, share: 20, atLeast: 10, windowMinutes: 15 }),
    'Grace Hopper changed the circuit breaker: it is off',
  ],
  [
    told('breaker.approved', grace, configuration, { count: 37 }),
    'Grace Hopper approved that 37 people lose access',
  ],
  [
    told('breaker.rejected', grace, configuration, { count: 1 }),
    'Grace Hopper rejected that 1 person loses access',
  ],
  [
    told('breaker.forgotten', grace, configuration, { count: 2 }),
    'Grace Hopper forgot the rejection for 2 people',
  ],
  [
    told('breaker.suspended', grace, configuration, { hours: 24, count: 0 }),
    'Grace Hopper suspended the circuit breaker to leave Okta for 24 hours',
  ],
  [
    { ...told('user.held', okta, ada), outcome: 'refused' },
    'Okta could not end the access of Ada Lovelace: too many would lose it at once',
  ],
  [told('user.hold-withdrawn', okta, ada), 'Okta took back that Ada Lovelace loses access'],
  [told('user.created', okta, ada), 'Okta created Ada Lovelace'],
  [told('user.updated', okta, ada), 'Okta changed Ada Lovelace'],
  [told('user.deactivated', okta, ada), 'Okta deactivated Ada Lovelace'],
  [told('user.reactivated', okta, ada), 'Okta reactivated Ada Lovelace'],
  [told('user.deleted', okta, ada), 'Okta removed Ada Lovelace'],
  [told('user.restored', okta, ada), 'Okta restored Ada Lovelace'],
  [told('user.linked', grace, ada), 'Grace Hopper linked Ada Lovelace to the identity provider'],
  [told('role.created', okta, sales), 'Okta created the role “Sales”'],
  [told('role.updated', grace, sales), 'Grace Hopper changed the role “Sales”'],
  [told('role.deleted', okta, sales), 'Okta deleted the role “Sales”'],
  [told('role.restored', okta, sales), 'Okta restored the role “Sales”'],
  [
    told('role.members-added', okta, sales, { members: [{ id: '1', name: 'Ada Lovelace' }] }),
    'Okta gave the role “Sales” to Ada Lovelace',
  ],
  [
    told('role.members-added', okta, sales, { members: ['Ada', 'Grace'] }),
    'Okta gave the role “Sales” to Ada and Grace',
  ],
  [
    told('role.members-added', okta, sales, { members: ['Ada', 'Grace'], count: 40 }),
    'Okta gave the role “Sales” to 40 members',
  ],
  [
    told('role.members-removed', okta, sales, { members: ['a', 'b', 'c'] }),
    'Okta took the role “Sales” from 3 members',
  ],
  [told('role.members-removed', okta, sales, { count: 1 }), 'Okta took the role “Sales” from 1 member'],
  [told('role.members-removed', okta, sales), 'Okta took the role “Sales” from nobody'],
  [
    told('role.members-added', okta, sales, { members: [], count: 0, skipped: ['x', 'y'], skippedCount: 2 }),
    'Okta gave the role “Sales” to nobody; 2 unknown ids skipped',
  ],
  [
    told('role.members-added', okta, sales, { members: ['Ada'], count: 1, skippedCount: 1 }),
    'Okta gave the role “Sales” to Ada; 1 unknown id skipped',
  ],
  [
    told('user.updated', okta, ada, { changes: { title: { from: null, to: 'x' }, emails: {} } }),
    'Okta changed Ada Lovelace (title, emails)',
  ],
  [
    told('user.updated', okta, ada, { changes: { a: {}, b: {}, c: {}, d: {}, e: {} } }),
    'Okta changed Ada Lovelace (5 attributes)',
  ],
  [
    told('role.updated', okta, sales, { changes: { displayName: {} } }),
    'Okta changed the role “Sales” (displayName)',
  ],
  [
    told('role.permissions-changed', grace, sales, { added: ['users.view'], taken: ['scim.manage'] }),
    'Grace Hopper changed the permissions of the role “Sales” (+ See users, − Manage SCIM)',
  ],
  [told('configuration.created', grace, configuration), 'Grace Hopper connected Okta'],
  [told('configuration.updated', grace, configuration), 'Grace Hopper changed the identity provider to Okta'],
  [
    {
      ...told('configuration.updated', grace, configuration),
      detail: { strictDiscovery: { from: false, to: true } },
    },
    'Grace Hopper changed what discovery shows to Okta',
  ],
  [
    told('configuration.key-rotation-started', grace, configuration),
    'Grace Hopper made a new API key for Okta, which waits beside the old one',
  ],
  [
    told('configuration.key-rotation-finished', { kind: 'system' }, configuration),
    'Muster ended the old API key of Okta',
  ],
  [
    told('configuration.key-rotation-cancelled', grace, configuration),
    'Grace Hopper withdrew the new API key of Okta',
  ],
  [
    told('configuration.key-changed', grace, configuration, { changes: { name: {}, 'allowed sources': {} } }),
    'Grace Hopper changed the API key of Okta (name, allowed sources)',
  ],
  [
    told('configuration.key-expiry-told', { kind: 'system' }, configuration, { people: 2, days: 7 }),
    'Muster reminded 2 people that the API key of Okta expires within 7 days',
  ],
  [
    told('configuration.key-expiry-told', { kind: 'system' }, configuration, { people: 1, days: 1 }),
    'Muster reminded 1 person that the API key of Okta expires within 1 day',
  ],
  [told('configuration.key-rotated', grace, configuration), 'Grace Hopper rotated the API key of Okta'],
  [
    told('configuration.deleted', grace, configuration, { users: 'deactivate', count: 5 }),
    'Grace Hopper deleted the configuration of Okta; 5 users lost access',
  ],
  [
    told('configuration.deleted', grace, configuration, { users: 'keep', count: 1 }),
    'Grace Hopper deleted the configuration of Okta; 1 user stays',
  ],
  [
    told('configuration.deleted', grace, configuration, { users: 'keep', count: 0 }),
    'Grace Hopper deleted the configuration of Okta',
  ],
  [told('tenant.created', { kind: 'operator' }, acme), 'The operator created the client Acme'],
  [told('tenant.updated', grace, acme), 'Grace Hopper renamed the client to Acme'],
  [told('user.signed-in', ada, ada), 'Ada Lovelace signed in'],
  [told('user.password-set', ada, ada), 'Ada Lovelace set a password'],
  [told('user.password-link-sent', { kind: 'system' }, ada), 'Ada Lovelace was sent a password link'],
  [told('user.password-changed', ada, ada), 'Ada Lovelace changed their password'],
  [told('user.signed-out-elsewhere', ada, ada), 'Ada Lovelace signed out of other browsers'],
  [
    told('user.signed-out', grace, ada, { everywhere: true }),
    'Grace Hopper signed Ada Lovelace out everywhere',
  ],
  [
    told('user.signed-out', grace, ada, { browser: 'Firefox on macOS' }),
    'Grace Hopper signed Ada Lovelace out of Firefox on macOS',
  ],
  [
    told('user.first-sign-in-mailed', grace, ada),
    'Grace Hopper sent the mail for the first sign-in to Ada Lovelace',
  ],
  [told('future.thing', { kind: 'system' }, { kind: 'user' }), 'Muster: future.thing a user'],
  [
    told('user.created', { kind: 'identity-provider' }, { kind: 'user' }),
    'The identity provider created a user',
  ],
];

const refused: [Told, string][] = [
  [told('user.deactivated', okta, ada), 'Okta could not deactivate Ada Lovelace'],
  [
    told('role.members-removed', okta, sales, { count: 2 }),
    'Okta could not take the role “Sales” from 2 members',
  ],
  [
    told('user.first-sign-in-mailed', grace, ada, { reason: 'The mail could not be sent.' }),
    'Grace Hopper could not send the mail for the first sign-in to Ada Lovelace. The mail could not be sent.',
  ],
  [told('user.sign-in-refused', ada, ada), 'Ada Lovelace could not sign in'],
  [
    told('user.sign-in-refused', ada, ada, { reason: 'The password is wrong.' }),
    'Ada Lovelace could not sign in. The password is wrong.',
  ],
  [
    told(
      'request.refused',
      okta,
      { kind: 'request', name: 'POST /Users' },
      { detail: 'userName is required.' },
    ),
    'A request of Okta was refused: POST /Users. userName is required.',
  ],
  [
    told('request.refused', { kind: 'identity-provider' }, { kind: 'request' }),
    'A request of the identity provider was refused',
  ],
];

const unknown = (name: string, detail?: Record<string, unknown>) =>
  told('request.unknown-attribute', okta, { kind: 'request', name }, detail);
const asked: [Told, string][] = [
  [
    unknown('GET /Users', { detail: '`emials` is no attribute of User; did you mean `emails`?' }),
    'Okta asked for users by an attribute that does not exist: `emials` is no attribute of User; did you mean `emails`?',
  ],
  [
    unknown('POST /Groups', { detail: '`colour` is no attribute of Group.' }),
    'Okta asked for groups by an attribute that does not exist: `colour` is no attribute of Group',
  ],
  [unknown('GET /Users'), 'Okta asked for users by an attribute that does not exist'],
];

describe('inWords', () => {
  it.each(asked)('tells what was asked for in vain: %#', (entry, sentence) => {
    expect(inWords(entry)).toBe(sentence);
  });

  it.each(done)('tells what was done: %#', (entry, sentence) => {
    expect(inWords(entry)).toBe(sentence);
  });

  it.each(refused)('tells what was refused: %#', (entry, sentence) => {
    expect(inWords({ ...entry, outcome: 'refused' })).toBe(sentence);
  });
});
