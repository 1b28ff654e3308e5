import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunningMuster } from '../test/running-muster';

/** Starts the production server on an empty data folder and a free port, for all journeys of the run. */
export default async function startServer(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-e2e-'));
  // PostgreSQL's user, when that is another one, must be able to enter.
  chmodSync(folder, 0o711);
  delete process.env.DATABASE_URL;
  delete process.env.SMTP_URL;
  // Behind a proxy, so that a journey can come from an address of its own: what one does too often is then its affair.
  const settings = { SUPPORT_URL: 'mailto:help@muster.test', TRUSTED_PROXIES: '1' };
  const server = await RunningMuster.start(folder, settings);
  // The journeys' own processes, such as the operator's command, work with the same settings.
  Object.assign(process.env, server.settings, {
    MUSTER_SETUP_LINK: await server.printed(/http\S+\/setup\?token=\S+/),
    MUSTER_TERMINAL: server.terminal,
  });
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
