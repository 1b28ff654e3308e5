import { describe, expect, test } from 'vitest';
import { rightPath, wrongPath } from './wrong-path';

describe('rightPath', () => {
  test.each([
    ['/scim/v2/User', '/scim/v2/Users'],
    ['/scim/v2/users', '/scim/v2/Users'],
    ['/scim/v2/Usres/4711', '/scim/v2/Users/4711'],
    ['/scim/v2/Group/4711', '/scim/v2/Groups/4711'],
    ['/scim/v2/scim/v2/Users', '/scim/v2/Users'],
    ['/scim/v2/scim/v2/Users/4711', '/scim/v2/Users/4711'],
    ['/scim/v2/Users/Users', '/scim/v2/Users'],
    ['/scim/v2/v2/Groups', '/scim/v2/Groups'],
    ['/scim/v1/Users', '/scim/v2/Users'],
    ['/scim/Users', '/scim/v2/Users'],
    ['/Users', '/scim/v2/Users'],
    ['/api/scim/v2/Schemas', '/scim/v2/Schemas'],
    ['/scim/v2/serviceConfiguration', '/scim/v2/ServiceProviderConfig'],
    ['/scim/v2/ServiceProviderConfigs', '/scim/v2/ServiceProviderConfig'],
    ['/scim/v2/Users/4711/emails', '/scim/v2/Users/4711'],
    ['/scim/v2/User/.search', '/scim/v2/Users/.search'],
    ['/scim/v2/scim/v2', undefined],
    ['/scim/v2/Roles', undefined],
    ['/', undefined],
  ])('%s: %s', (path, right) => {
    expect(rightPath(path)).toBe(right);
  });
});

test.each([
  ['/scim/v2/User', 404, undefined],
  ['/scim/v1/User', 400, 'invalidVers'],
  ['/User', 404, undefined],
])('the refusal of %s is %s, and names the right address', (path, status, scimType) => {
  const error = wrongPath(path);
  expect([error.status, error.scimType]).toEqual([status, scimType]);
  expect(error.detail).toContain('Did you mean /scim/v2/Users?');
});
