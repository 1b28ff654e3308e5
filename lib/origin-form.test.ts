import { expect, test } from 'vitest';
import { originForm } from './origin-form';

test.each([
  ['/scim/v2/Users?count=1', '/scim/v2/Users?count=1'],
  ['http://localhost:3000/scim/v2/Users?count=1', '/scim/v2/Users?count=1'],
  ['HTTPS://muster.test', '/'],
  ['//elsewhere.test/', '//elsewhere.test/'],
  ['*', undefined],
  ['muster.test:443', undefined],
  ['http://[', undefined],
  ['', undefined],
  [undefined, undefined],
])('the target %s means the path %s', (target, path) => {
  expect(originForm(target)).toBe(path);
});
