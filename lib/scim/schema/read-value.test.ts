import { describe, expect, test } from 'vitest';
import type { Json } from '../json';
import { attribute } from './attribute';
import { readValue, strict } from './read-value';

const read = (type: Parameters<typeof attribute>[2], sent: Json) =>
  readValue(attribute('a', 'An attribute.', type), sent, strict, 'a');

describe('data types (RFC 7643 §2.3)', () => {
  test.each<[Parameters<typeof attribute>[2], Json]>([
    [{ type: 'integer' }, 17],
    [{ type: 'integer' }, -1],
    [{ type: 'decimal' }, 0.5],
    [{ type: 'dateTime' }, '2008-01-23T04:56:22Z'],
    [{ type: 'dateTime' }, '0001-01-03T00:00:00.0000000+02:00'],
    [{ type: 'reference' }, '../Users/7'],
    [{ type: 'binary' }, 'MA=='],
    [{ type: 'binary' }, 'A'.repeat(1_000_000)],
    [{ type: 'integer', multiValued: true }, [1, 2]],
  ])('%j takes %j as it is', (type, sent) => expect(read(type, sent)).toEqual(sent));

  test.each<[Parameters<typeof attribute>[2], Json, RegExp]>([
    [{ type: 'integer' }, 1.5, /whole number/],
    [{ type: 'integer' }, '1', /whole number/],
    [{ type: 'integer' }, 2 ** 53, /whole number/],
    [{ type: 'decimal' }, '0.5', /a number/],
    [{ type: 'dateTime' }, '2008-01-23', /date and time/],
    [{ type: 'dateTime' }, '2008-13-23T04:56:22Z', /date and time/],
    [{ type: 'dateTime' }, '2023-02-29T04:56:22Z', /date and time/],
    [{ type: 'dateTime' }, '2008-04-31T04:56:22Z', /date and time/],
    [{ type: 'dateTime' }, '2008-04-00T04:56:22Z', /date and time/],
    [{ type: 'dateTime' }, 0, /date and time/],
    [{ type: 'reference' }, 7, /a string/],
    [{ type: 'binary' }, 'MA=', /base64/],
    [{ type: 'binary' }, 'M', /base64/],
    [{ type: 'binary' }, 'M A=', /base64/],
    [{ type: 'boolean' }, 'true', /true or false/],
  ])('%j refuses %j', (type, sent, reason) => {
    expect(() => read(type, sent)).toThrow(reason);
    expect(() => read(type, sent)).toThrow(
      expect.objectContaining({ status: 400, scimType: 'invalidValue' }),
    );
  });
});

describe('many values (RFC 7643 §2.4)', () => {
  const plural = (caseExact: boolean): Parameters<typeof attribute>[2] => ({
    type: 'complex',
    multiValued: true,
    subAttributes: [attribute('value', 'A value.', { caseExact }), attribute('type', 'A type.')],
  });

  test.each<[boolean, Json, Json]>([
    [false, [{ value: 'a' }, { value: 'A' }], [{ value: 'A' }]],
    [true, [{ value: 'a' }, { value: 'A' }], [{ value: 'a' }, { value: 'A' }]],
    [
      true,
      [
        { value: 'a', type: 'X' },
        { value: 'a', type: 'x' },
      ],
      [{ value: 'a', type: 'x' }],
    ],
    [false, [{ type: 'x' }, { type: 'x' }], [{ type: 'x' }]],
    [false, [{ value: 'a' }, { value: 'a', type: 'x' }], [{ value: 'a' }, { value: 'a', type: 'x' }]],
  ])('caseExact %j: of %j there are %j', (caseExact, sent, expected) =>
    expect(read(plural(caseExact), sent)).toEqual(expected),
  );
});
