import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

interface Entry {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lock: { packages: Record<string, Entry> } = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../package-lock.json'), 'utf8'),
);

/** Where npm looks for `name` from a package at `path`: its own node_modules, then each one above. */
function isLocked(path: string, name: string): boolean {
  const folders = path.split('node_modules/').slice(0, -1);
  const above = folders.map(
    (_, depth) => `${folders.slice(0, depth + 1).join('node_modules/')}node_modules/${name}`,
  );
  return [`${path}/node_modules/${name}`, ...above].some((place) => place in lock.packages);
}

// A registry that lacks some of them lets npm leave them out, and `npm ci` then refuses the lock file.
test("every machine's variant of a native package is locked", () => {
  const wanted = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).map((name) => ({ path, name })),
  );
  expect(wanted.length).toBeGreaterThan(50);
  expect(wanted.filter(({ path, name }) => !isLocked(path, name))).toEqual([]);
});

test('the lock file names no registry', () => {
  expect(JSON.stringify(lock)).not.toContain('"resolved"');
});
