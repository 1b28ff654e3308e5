import { describe, expect, test } from 'vitest';
import { ScimError } from '../error';
import { userType } from '../schema/resource-type';
import type { Filter } from './ast';
import { lenientTokens } from './dialects';
import { filterLimits, Parser } from './parser';

const rfc = (filter: string) => Parser.parse(filter, (tokens) => tokens);
const lenient = (filter: string) => Parser.parse(filter, lenientTokens(userType));

/** A filter as text with every bracket that its structure has. */
function shape(filter: Filter): string {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return `(${filter.operands.map(shape).join(` ${filter.kind} `)})`;
    case 'not':
      return `not ${shape(filter.operand)}`;
    case 'present':
      return `${filter.path.text} pr`;
    case 'valuePath':
      return `${filter.path.text}[${shape(filter.filter)}]`;
    case 'attrExp':
      return `${filter.path.text} ${filter.op} ${JSON.stringify(filter.value)}`;
  }
}

// The examples of RFC 7644 §3.4.2.2, figure 2, and what they mean.
const grammar: readonly [string, string][] = [
  ['userName eq "bjensen"', 'userName eq "bjensen"'],
  ['name.familyName co "O\'Malley"', 'name.familyName co "O\'Malley"'],
  [
    'urn:ietf:params:scim:schemas:core:2.0:User:userName sw "J"',
    'urn:ietf:params:scim:schemas:core:2.0:User:userName sw "J"',
  ],
  ['title pr', 'title pr'],
  ['meta.lastModified gt "2011-05-13T04:42:34Z"', 'meta.lastModified gt "2011-05-13T04:42:34Z"'],
  ['title pr and userType eq "Employee"', '(title pr and userType eq "Employee")'],
  ['title pr or userType eq "Intern"', '(title pr or userType eq "Intern")'],
  ['schemas eq "urn:x"', 'schemas eq "urn:x"'],
  [
    'userType eq "Employee" and (emails co "example.com" or emails.value co "example.org")',
    '(userType eq "Employee" and (emails co "example.com" or emails.value co "example.org"))',
  ],
  [
    'userType ne "Employee" and not (emails co "example.com")',
    '(userType ne "Employee" and not emails co "example.com")',
  ],
  [
    'emails[type eq "work" and value co "@example.com"] or ims[type eq "xmpp" and value co "@foo.com"]',
    '(emails[(type eq "work" and value co "@example.com")] or ims[(type eq "xmpp" and value co "@foo.com")])',
  ],
  // Precedence: and before or, not before both (RFC 7644 §3.4.2.2).
  ['a pr or b pr and c pr', '(a pr or (b pr and c pr))'],
  ['(a pr or b pr) and c pr', '((a pr or b pr) and c pr)'],
  ['not (a pr) and b pr or c pr', '((not a pr and b pr) or c pr)'],
  // Letter case and white space mean nothing outside values.
  ['  USERNAME   EQ "x"  AND NOT(title PR)', '(USERNAME eq "x" and not title pr)'],
  // Literals.
  ['active eq true', 'active eq true'],
  ['active eq FALSE', 'active eq false'],
  ['n eq -1.5e2', 'n eq -150'],
  ['title eq null', 'title eq null'],
  ['title eq "a \\"quote\\" \\\\ \\u00e9 and ] ("', 'title eq "a \\"quote\\" \\\\ é and ] ("'],
  ['members[value eq"x"]', 'members[value eq "x"]'],
  ['a[not (b pr) or (c pr and d eq 1)]', 'a[(not b pr or (c pr and d eq 1))]'],
  // An attribute may bear the name of a word of the grammar.
  ['not pr', 'not pr'],
];

test.each(grammar)('%s', (filter, meaning) => {
  expect(shape(rfc(filter))).toBe(meaning);
});

describe('dialects', () => {
  test.each([
    ['emails[type eq "work"].value eq "x"', 'emails[(type eq "work" and value eq "x")]'],
    ['emails[primary eq true].value pr', 'emails[(primary eq true and value pr)]'],
    [
      'a pr and emails[type eq "w" or type eq "h"].value eq "x" and b pr',
      '(a pr and emails[((type eq "w" or type eq "h") and value eq "x")] and b pr)',
    ],
    ['externalId eq jyoung', 'externalId eq "jyoung"'],
    ['meta.resourceType eq User', 'meta.resourceType eq "User"'],
    ['active eq true', 'active eq true'],
    ['n eq 5', 'n eq 5'],
  ])('%s', (filter, meaning) => {
    expect(shape(lenient(filter))).toBe(meaning);
  });

  test.each(['emails[type eq "work"].value eq "x"', 'externalId eq jyoung'])(
    'the grammar has no %s',
    (filter) => {
      expect(() => rfc(filter)).toThrow(ScimError);
    },
  );
});

describe('a filter that does not parse says where and why', () => {
  test.each([
    ['', /character 1 of the filter the filter ends where the name of an attribute/],
    ['userName', /character 9 .* the filter ends where an operator/],
    ['userName eqq "x"', /character 10 .*“eqq” stands where an operator.*Did you mean “eq”/],
    ['userName eq', /character 12 .*the filter ends where a value/],
    ['userName eq "x" and', /character 20 .*the filter ends/],
    ['userName eq "x" or or title pr', /character 23 of the filter “title” stands where an operator/],
    ['(userName eq "x"', /where “and”, “or” or “\)”/],
    ['userName eq "x")', /character 16 .*“\)” stands where “and”, “or” or the end/],
    ['userName eq "x', /starts at character 13 has no closing quote/],
    ['userName eq "\\x"', /character 13 is no JSON string/],
    ['emails[type eq "work"', /where “and”, “or” or “\]”/],
    ['emails[]', /character 8 .*“\]” stands where the name of an attribute/],
    ['not userName eq "x"', /character 5 .*“userName” stands where an operator/],
    ['"userName" eq "x"', /character 1 .*where the name of an attribute/],
    ['userName eq tru', /“tru” stands where a value/],
    ['user%Name eq "x"', /where the name of an attribute/],
  ])('%s', (filter, message) => {
    expect(() => rfc(filter)).toThrow(message);
    expect(() => rfc(filter)).toThrow(expect.objectContaining({ status: 400, scimType: 'invalidFilter' }));
  });
});

describe('limits', () => {
  const { depth, comparisons, characters } = filterLimits;

  test('depth', () => {
    const nested = (levels: number) => `${'('.repeat(levels)}a pr${')'.repeat(levels)}`;
    expect(shape(rfc(nested(depth - 1)))).toBe('a pr');
    expect(() => rfc(nested(depth))).toThrow(`nest up to ${depth} levels`);
    expect(() => rfc(nested(4000))).toThrow(`nest up to ${depth} levels`);
  });

  test('comparisons', () => {
    const many = (count: number) => Array(count).fill('a pr').join(' or ');
    expect(rfc(many(comparisons)).kind).toBe('or');
    expect(() => rfc(many(comparisons + 1))).toThrow(`up to ${comparisons} comparisons`);
  });

  test('length', () => {
    expect(() => rfc(`a eq "${'x'.repeat(characters)}"`)).toThrow(`up to ${characters} characters`);
  });
});
