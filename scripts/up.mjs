// `npm run up`: from a bare clone to a running Muster. Node's own modules only, until the dependencies are there.
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { requireNode, root } from './checkout.mjs';
import { keepServer } from './keep-server.mjs';
import { onNpmEnd } from './npm-parent.mjs';
import { prepare } from './prepare.mjs';
import { bold } from './progress.mjs';
import { runningServer } from './running-server.mjs';

async function refuseSecond() {
  if (process.env.DATABASE_URL) return;
  const dataDir = resolve(process.env.MUSTER_DATA_DIR || '.data');
  let running = await runningServer(dataDir);
  // One whose npm was killed is on its way out.
  if (running) await sleep(1_500);
  running &&= await runningServer(dataDir);
  if (!running) return;
  console.error(
    `\nMuster (pid ${running.pid}, http://localhost:${running.port}) already works on the data folder ${dataDir}. ` +
      'Nothing was changed.\n' +
      `Use the one that runs, or stop it first (Ctrl-C in its terminal, or \`kill ${running.pid}\`). ` +
      'For a second server of its own, set PORT and MUSTER_DATA_DIR.\n',
  );
  process.exit(1);
}

requireNode();
process.chdir(root);
console.log(`\n${bold('Muster')}\n`);
// The server is watched over by who keeps it, but may come minutes later.
onNpmEnd(() => process.kill(process.pid, 'SIGTERM'));
try {
  await refuseSecond();
  await prepare();
} catch (error) {
  console.error(`\n${error.message}\n`);
  process.exit(1);
}
keepServer();
