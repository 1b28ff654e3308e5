// `npm run build`: the pages (.next), and the server's and the operator's bundles (dist).
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isBuilt, root, run, sourceHash, stampBuild } from './checkout.mjs';
import { step } from './progress.mjs';

/** Builds the pages for production. */
export function buildPages() {
  return run(process.execPath, [join(root, 'node_modules/next/dist/bin/next'), 'build'], {
    env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  });
}

/**
 * Deletes what earlier builds left in a folder: bundles, and their maps, that the last one did not make.
 * @param {string} folder
 * @param {Iterable<string>} made the names of the files that it made
 */
export function deleteEarlier(folder, made) {
  const names = new Set(made);
  for (const name of readdirSync(folder))
    if (/[.]js(?:[.]map)?$/.test(name) && !names.has(name)) rmSync(join(folder, name));
}

/**
 * Bundles server.ts and the operator's command into dist; packages stay in node_modules. What earlier builds made goes
 * once its successor is there, so that whoever starts meanwhile finds one of them whole. A server that runs has read its
 * own: it loads nothing but packages later.
 */
export async function buildBundles() {
  const { build } = await import('rolldown');
  const dist = join(root, 'dist');
  const { output } = await build({
    cwd: root,
    input: {
      server: 'server.ts',
      worker: 'lib/server/worker.ts',
      muster: 'scripts/muster/main.ts',
      embedded: 'lib/database/embedded/index.ts',
    },
    platform: 'node',
    external: /^(?!@\/)[@a-z]/i,
    resolve: { alias: { '@': root } },
    logLevel: 'warn',
    output: { dir: dist, format: 'esm', sourcemap: true, chunkFileNames: '[name]-[hash].js' },
  });
  deleteEarlier(
    dist,
    output.map(({ fileName }) => fileName),
  );
}

/**
 * Builds what the sources have outrun. Returns whether anything was built.
 * @param {(label: string, work: () => Promise<unknown>) => Promise<unknown>} [show] runs a piece of work and shows it
 */
export async function buildAll(show = step) {
  const hash = sourceHash();
  const stale = { pages: !isBuilt('pages', hash), bundles: !isBuilt('bundles', hash) };
  if (stale.bundles) {
    await show('Server bundle', buildBundles);
    stampBuild('bundles', hash);
  }
  if (stale.pages) {
    await show('Production build', buildPages);
    stampBuild('pages', hash);
  }
  return stale.pages || stale.bundles;
}

if (import.meta.filename === process.argv[1]) {
  await buildAll().catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
}
