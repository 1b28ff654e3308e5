// What this checkout needs before Muster can run: dependencies, the build. Node's own modules only.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '..');

const newestUnsupported = [20, 19];

/** Ends the process with one clear line where Node is too old for Muster. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > newestUnsupported[0] || (major === newestUnsupported[0] && minor >= newestUnsupported[1]))
    return;
  console.error(
    `Muster needs Node 20.19 or newer; this is ${process.versions.node}. Install it from https://nodejs.org.`,
  );
  process.exit(1);
}

/** A program that failed; its output is told with it. */
export class CommandError extends Error {
  name = 'CommandError';
}

/**
 * Runs a program in the checkout and keeps its output to itself, unless it fails.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, shell?: boolean }} [options]
 * @returns {Promise<string>} what it printed
 */
export function run(command, args, { env = {}, shell = false } = {}) {
  return new Promise((done, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell,
    });
    // Whoever ends Muster ends what it was waiting for, too.
    const stop = (signal) => {
      child.kill(signal);
      process.exit(130);
    };
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.once(signal, stop);
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      for (const name of signals) process.off(name, stop);
      const output = Buffer.concat(chunks).toString();
      if (code === 0) return done(output);
      reject(
        new CommandError(`\`${command} ${args.join(' ')}\` failed (${signal ?? code}):\n${output.trimEnd()}`),
      );
    });
  });
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Whether node_modules holds what package-lock.json asks for. npm writes its own list last, so an install that
 * was cut off has none.
 * @param {{ dev: boolean }} needs
 */
export function hasDependencies({ dev }) {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages ?? {};
  const installed = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages;
  if (!installed) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.optional || entry.devOptional || entry.peer || (entry.dev && !dev)) return true;
    return installed[path]?.version === entry.version;
  });
}

/**
 * Installs the dependencies as locked. Install scripts are left out: one would download an engine that Muster
 * does not use, and what the others do, Muster does itself.
 * @param {{ dev: boolean }} needs
 */
export async function installDependencies({ dev }) {
  const args = ['ci', '--ignore-scripts', dev ? '--include=dev' : '--omit=dev', '--no-audit', '--no-fund'];
  // Through a shell on Windows, where npm is a script.
  await run('npm', args, { shell: process.platform === 'win32' });
}

const sourceFolders = ['app', 'components', 'lib', 'prisma', 'public', 'scripts'];
const sourceFiles = /[.](?:ts|mjs|json)$/;
const notBuilt = /(?:[.]test[.]tsx?|[/\\](?:gates|bench|torture|(?:bench|torture)[.]mjs))$/;

function* filesOf(folder) {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    const path = join(folder, entry.name);
    if (notBuilt.test(path)) continue;
    if (entry.isDirectory()) yield* filesOf(path);
    else yield path;
  }
}

/** A hash of everything that the build is made from. */
export function sourceHash() {
  const hash = createHash('sha256').update(process.version);
  const top = readdirSync(root).filter((name) => sourceFiles.test(name) && name !== 'next-env.d.ts');
  const files = [
    ...top.sort().map((name) => join(root, name)),
    ...sourceFolders.flatMap((name) => [...filesOf(join(root, name))]),
  ];
  for (const file of files) {
    if (!statSync(file).isFile()) continue;
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

const stamps = { pages: join(root, '.next', 'muster-build'), bundles: join(root, 'dist', 'muster-build') };

/**
 * Whether the pages (.next) or the bundles (dist) were built from these very sources.
 * @param {keyof typeof stamps} what
 */
export function isBuilt(what, hash = sourceHash()) {
  return existsSync(stamps[what]) && readFileSync(stamps[what], 'utf8') === hash;
}

/**
 * Notes that a build is complete.
 * @param {keyof typeof stamps} what
 * @param {string} hash of the sources, taken before the build
 */
export function stampBuild(what, hash) {
  mkdirSync(dirname(stamps[what]), { recursive: true });
  writeFileSync(stamps[what], hash);
}
