// `npm run --silent muster -- …`: the operator's command. Builds its bundle when the sources have outrun it.
import {
  hasDependencies,
  installDependencies,
  isBuilt,
  requireNode,
  root,
  sourceHash,
  stampBuild,
} from './checkout.mjs';
import { alone } from './checkout-lock.mjs';

async function prepare() {
  if (!hasDependencies({ dev: false })) {
    console.error('Installing the dependencies …');
    await installDependencies({ dev: false });
  }
  const hash = sourceHash();
  if (isBuilt('bundles', hash)) return;
  const { buildBundles } = await import('./build.mjs');
  await buildBundles();
  stampBuild('bundles', hash);
}

requireNode();
process.chdir(root);
try {
  if (!hasDependencies({ dev: false }) || !isBuilt('bundles')) await alone(prepare);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
await import('../dist/muster.js');
