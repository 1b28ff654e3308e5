import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const known =
  /^\/scim\/v2(?:\/(Users|Groups|Schemas|ResourceTypes|ServiceProviderConfig|Bulk|Me|\.search)(\/\.search|\/[^/]+)?)?\/?$/;

/** The route of a SCIM request, without what names anybody. */
export function scimRoute(url: string): string {
  const [path = ''] = url.split('?', 1);
  const [whole, endpoint, below] = known.exec(path) ?? [];
  if (whole === undefined) return 'other';
  if (endpoint === undefined) return '/scim/v2';
  const rest = below === undefined ? '' : below === '/.search' ? below : '/:id';
  return `/scim/v2/${endpoint}${rest}`;
}

const route = z.object({ page: z.string(), regex: z.string() });
const manifest = z.object({ staticRoutes: z.array(route), dynamicRoutes: z.array(route) });

/**
 * Finds the routes of pages and JSON routes, as Next has built them. What is none of them is `other`: an address that
 * somebody made up must not become a name that is counted.
 * @param root the folder that holds .next
 */
export function pageRoutes(root: string): (url: string) => string {
  const file = join(root, '.next', 'routes-manifest.json');
  const built = existsSync(file) ? manifest.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
  const fixed = new Set(built?.staticRoutes.map(({ page }) => page));
  const open = built?.dynamicRoutes.map(({ page, regex }) => ({ page, pattern: new RegExp(regex) })) ?? [];
  return (url) => {
    const [path = ''] = url.split('?', 1);
    if (path.startsWith('/_next/')) return '/_next';
    if (fixed.has(path)) return path;
    return open.find(({ pattern }) => pattern.test(path))?.page ?? 'other';
  };
}
