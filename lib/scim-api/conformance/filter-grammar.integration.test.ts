import { beforeAll, describe, expect, it } from 'vitest';
import { connectedTenant, errorBody, made, type ScimClient, user } from '../../../test/scim';
import { urns } from '../../scim';

let acme: ScimClient;

beforeAll(async () => {
  acme = await connectedTenant();
  await made(acme, user('ada', { title: 'a', nickName: 'x', name: { givenName: 'Ada' } }));
  await made(acme, user('bea', { title: 'b', displayName: 'say "hi" \\ (and) [bye]', active: false }));
  await made(
    acme,
    user('cid', {
      title: 'b',
      nickName: 'x',
      displayName: 'Ünïcode 山 50%_',
      emails: [{ value: 'c@x', type: 'work' }],
      [urns.enterpriseUser]: { department: 'D' },
    }),
  );
});

const send = (filter: string) => acme.send(`GET /Users?filter=${encodeURIComponent(filter)}`);
const names = async (filter: string) => {
  const { status, body } = await send(filter);
  expect(status, body.detail).toBe(200);
  return body.Resources.map(({ userName }: { userName: string }) => userName).join(' ');
};

describe('letters and words', () => {
  it.each([
    ['USERNAME EQ "ada"', 'ada'],
    ['userName Eq "ada" OR username eq "bea"', 'ada bea'],
    ['title eq "b" AND nickname PR', 'cid'],
    ['NOT (userName eq "ada") And title Pr', 'bea cid'],
    ['Emails[TYPE Eq "work"]', 'cid'],
    ['active eq TRUE', 'ada cid'],
  ])(
    'RFC 7644 §3.4.2.2: attributes, operators and logical words are read in any case: %s',
    async (filter, expected) => {
      expect(await names(filter)).toBe(expected);
    },
  );

  it.each([
    [`${urns.user}:userName eq "ada"`, 'ada'],
    [`${urns.user.toUpperCase()}:name.givenName eq "ada"`, 'ada'],
    [`${urns.enterpriseUser}:department eq "d"`, 'cid'],
    [`not (${urns.enterpriseUser}:department pr)`, 'ada bea'],
    [`${urns.user}:emails[type eq "work"]`, 'cid'],
  ])('RFC 7644 §3.10: names stand behind their URN: %s', async (filter, expected) => {
    expect(await names(filter)).toBe(expected);
  });
});

describe('precedence', () => {
  it.each([
    ['userName eq "ada" or title eq "b" and nickName pr', 'ada cid'],
    ['(userName eq "ada" or title eq "b") and nickName pr', 'ada cid'],
    ['title eq "b" and nickName pr or userName eq "bea"', 'bea cid'],
    ['title eq "b" and (nickName pr or userName eq "bea")', 'bea cid'],
    ['userName eq "bea" or userName eq "ada" and title eq "b"', 'bea'],
    ['(userName eq "bea" or userName eq "ada") and title eq "a"', 'ada'],
    ['not (title eq "a") and nickName pr', 'cid'],
    ['not (title eq "a" and nickName pr)', 'bea cid'],
    ['not (not (userName eq "ada"))', 'ada'],
    ['emails[type eq "home" or type eq "work" and value pr] and not (nickName eq "y")', 'cid'],
  ])('RFC 7644 §3.4.2.2: not, then and, then or: %s', async (filter, expected) => {
    expect(await names(filter)).toBe(expected);
  });
});

describe('values', () => {
  it.each([
    ['displayName eq "say \\"hi\\" \\\\ (and) [bye]"', 'bea'],
    ['displayName co "(and) [bye]"', 'bea'],
    ['displayName eq "\\u00dcn\\u00efcode 山 50%_"', 'cid'],
    ['displayName co "50%_"', 'cid'],
    ['displayName co "%"', 'cid'],
    ['displayName sw "_"', ''],
    ['userName co "%"', ''],
    ['userName co "_"', ''],
    ['userName ew "%da"', ''],
    ['userName eq "x\' OR 1=1 --"', ''],
    ['active eq false', 'bea'],
    ['nickName eq null', 'bea'],
    ['nickName ne null', 'ada cid'],
    ['emails eq null', 'ada bea'],
  ])('RFC 7644 §3.4.2.2: values are JSON, and literals: %s', async (filter, expected) => {
    expect(await names(filter)).toBe(expected);
  });
});

describe('what does not parse', () => {
  it.each([
    ['', 1],
    ['   ', 4],
    ['userName', 9],
    ['userName eq', 12],
    ['userName like "a"', 10],
    ['userName eq "a" and', 20],
    ['and userName eq "a"', 5],
    ['userName eq "a" or or title pr', 23],
    ['(userName eq "a"', 17],
    ['userName eq "a")', 16],
    ['emails[type eq "a"', 19],
    ['userName eq "a', 13],
    ['not userName eq "a"', 5],
    ['userName eq "a" title pr', 17],
    ['userName eq "\\x"', 13],
    ['emails[]', 8],
    ['()', 2],
    ['"ada" eq userName', 1],
    ['userName eq {}', 13],
    ['userName eq ["a"]', 13],
  ])('RFC 7644 §3.12: %j is 400 invalidFilter, with the place', async (filter, place) => {
    const { status, body } = await send(filter);
    expect(status).toBe(400);
    expect(body).toEqual(errorBody(400, 'invalidFilter'));
    expect(body.detail).toMatch(new RegExp(`character ${place}\\b`));
  });

  it('RFC 7644 §3.12: what is too much is 400 invalidFilter with the bound, not an overflow', async () => {
    const nested = (depth: number) => `${'('.repeat(depth)}title pr${')'.repeat(depth)}`;
    expect(await names(nested(39))).toBe('ada bea cid');
    const long = Array(201).fill('title pr').join(' or ');
    for (const [filter, bound] of [
      [nested(1000), '40'],
      [long, '200'],
      [`title eq "${'x'.repeat(9000)}"`, '8192'],
    ]) {
      const { status, body } = await send(filter ?? '');
      expect(status).toBe(400);
      expect(body).toEqual(errorBody(400, 'invalidFilter'));
      expect(body.detail).toContain(bound);
    }
  });
});
