import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { pageRoutes, scimRoute } from './route-template';

it.each([
  ['/scim/v2', '/scim/v2'],
  ['/scim/v2/Users', '/scim/v2/Users'],
  ['/scim/v2/Users/', '/scim/v2/Users'],
  ['/scim/v2/Users?filter=userName eq "ada"', '/scim/v2/Users'],
  ['/scim/v2/Users/019a0000-0000-7000-8000-000000000000', '/scim/v2/Users/:id'],
  ['/scim/v2/Users/ada@acme.test', '/scim/v2/Users/:id'],
  ['/scim/v2/Users/.search', '/scim/v2/Users/.search'],
  ['/scim/v2/.search', '/scim/v2/.search'],
  ['/scim/v2/Bulk', '/scim/v2/Bulk'],
  ['/scim/v2/Schemas/urn:x', '/scim/v2/Schemas/:id'],
  ['/scim/v2/Users/1/2', 'other'],
  ['/scim/v2/ada', 'other'],
  ['/scim/v1/Users', 'other'],
])('%s is counted as %s', (url, route) => {
  expect(scimRoute(url)).toBe(route);
});

it('pages are counted by the routes that Next has built, and made-up addresses together', () => {
  const root = mkdtempSync(join(tmpdir(), 'muster-routes-'));
  mkdirSync(join(root, '.next'));
  const built = {
    staticRoutes: [{ page: '/settings/users', regex: '^/settings/users(?:/)?$' }],
    dynamicRoutes: [{ page: '/api/users/[id]', regex: '^/api/users/([^/]+?)(?:/)?$' }],
    version: 3,
  };
  writeFileSync(join(root, '.next', 'routes-manifest.json'), JSON.stringify(built));
  const routeOf = pageRoutes(root);
  expect(routeOf('/settings/users?search=ada')).toBe('/settings/users');
  expect(routeOf('/api/users/019a0000-0000-7000-8000-000000000000')).toBe('/api/users/[id]');
  expect(routeOf('/_next/static/chunks/a.js')).toBe('/_next');
  expect(routeOf('/ada@acme.test')).toBe('other');
  rmSync(root, { recursive: true, force: true });
});
