// `npm run build`: the pages (.next), and the server's and the operator's bundles (dist).
import { join } from 'node:path';
import { isBuilt, root, run, sourceHash, stampBuild } from './checkout.mjs';
import { step } from './progress.mjs';

/** Builds the pages for production. */
export function buildPages() {
  return run(process.execPath, [join(root, 'node_modules/next/dist/bin/next'), 'build'], {
    env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  });
}

/** Bundles server.ts and the operator's command into dist; packages stay in node_modules. */
export async function buildBundles() {
  const { build } = await import('rolldown');
  await build({
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
    output: { dir: join(root, 'dist'), format: 'esm', sourcemap: true, chunkFileNames: '[name]-[hash].js' },
  });
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
