import { describe, expect, test } from 'vitest';
import { isForScim } from './is-for-scim';

describe('isForScim', () => {
  test.each([
    ['/scim/v2/Users', undefined, true],
    ['/scim/v9', undefined, true],
    ['/SCIM?x', undefined, true],
    ['/scim', undefined, true],
    ['/scimitar', undefined, false],
    ['/settings/scim', undefined, false],
    ['/Users', 'Bearer mst_abc', true],
    ['/Users', 'Basic abc', false],
    ['/', undefined, false],
  ])('%s with %s: %s', (target, authorization, wanted) => {
    expect(isForScim(target, authorization)).toBe(wanted);
  });
});
