// `npm run demo`: Muster with a client whose people a scripted Okta has provisioned, to look around in.
// With --screenshots FOLDER it takes the README's pictures there and ends.
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { requireNode, root } from './checkout.mjs';
import { onNpmEnd } from './npm-parent.mjs';
import { prepare } from './prepare.mjs';
import { bold, step } from './progress.mjs';

const { values } = parseArgs({
  options: { users: { type: 'string', default: '240' }, screenshots: { type: 'string' } },
});

requireNode();
process.chdir(root);
console.log(`\n${bold('Muster')}: the demo\n`);
process.env.MUSTER_DATA_DIR ??= join(root, '.data', 'demo');
// The scripted Okta is in a hurry.
process.env.REQUEST_RATE ??= 'off';
await prepare({ dev: values.screenshots !== undefined });
const { DemoServer } = await import('./demo/demo-server.mjs');
const { demoClient } = await import('./demo/demo-client.mjs');
const server = await step('Server', () => DemoServer.start());
const stop = () => void server.stop().then(() => process.exit(0));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
onNpmEnd(stop);
try {
  const client = await demoClient(server, Number(values.users));
  if (values.screenshots !== undefined) {
    const { takeScreenshots } = await import('./demo/screenshots.mjs');
    await takeScreenshots(server.address, client, resolve(values.screenshots));
    await server.stop();
    process.exit(0);
  }
  console.log(`
  ${bold(server.address)}
  Sign in as ${client.administrator} with the password: ${client.password}

  Ctrl-C stops it. The next demo finds everything as it was.
`);
} catch (error) {
  console.error(error);
  await server.stop();
  process.exit(1);
}
