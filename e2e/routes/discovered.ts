import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const methods = 'GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS';

/** Files below a folder of the checkout, by their paths from there. */
function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(root.length + folder.length + 2));
}

/** The methods that a route's file exports, however it does that. */
function methodsOf(source: string): string[] {
  const own = source.matchAll(new RegExp(`export (?:const|let|(?:async )?function) (${methods})\\b`, 'g'));
  const listed = [...source.matchAll(/export \{([^}]*)\}/g)].flatMap(([, names = '']) => [
    ...names.matchAll(new RegExp(`(?:^|[\\s,])(?:\\w+ as )?(${methods})(?=\\s*(?:,|$))`, 'g')),
  ]);
  return [...new Set([...own, ...listed].map(([, method = '']) => method))];
}

/** The address of a file of app/: folders in parentheses are none of it. */
function addressOf(file: string): string {
  const folders = file
    .split('/')
    .slice(0, -1)
    .filter((folder) => !/^[(@]/.test(folder));
  return `/${folders.join('/')}`;
}

/** Every page and JSON route that Next serves, as rules name them, from the files of app/. */
export function discoveredRoutes(): string[] {
  return filesIn('app').flatMap((file) => {
    if (/(^|\/)page\.[jt]sx?$/.test(file)) return [`PAGE ${addressOf(file)}`];
    if (!/(^|\/)route\.[jt]sx?$/.test(file) || file.startsWith('scim/')) return [];
    const found = methodsOf(readFileSync(join(root, 'app', file), 'utf8'));
    if (found.length === 0) throw new Error(`app/${file} exports no method that is understood here.`);
    return found.map((method) => `${method} ${addressOf(file)}`);
  });
}

/** The files that answer below /scim: one, which hands everything to lib/scim-api. */
export function scimFiles(): string[] {
  return filesIn('app/scim').filter((file) => !file.includes('.test.'));
}

/** The first segments behind /scim/v2 that lib/scim-api knows, from its source. */
export function scimSegments(): string[] {
  const source = readFileSync(join(root, 'lib/scim-api/endpoints/route.ts'), 'utf8');
  const compared = [...source.matchAll(/endpoint === '([^']*)'/g)].map(([, name = '']) => name);
  const listed = [...source.matchAll(/new Set\(\[([^\]]*)\]\)/g)].flatMap(([, names = '']) =>
    [...names.matchAll(/'([^']+)'/g)].map(([, name = '']) => name),
  );
  return [...new Set([...compared, ...listed])];
}

/** Files with server actions: routes without an address of their own, which no rule could name. */
export function serverActions(): string[] {
  return ['app', 'components', 'lib'].flatMap((folder) =>
    filesIn(folder)
      .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('database/generated/'))
      .filter((file) => /^\s*['"]use server['"]/m.test(readFileSync(join(root, folder, file), 'utf8'))),
  );
}
