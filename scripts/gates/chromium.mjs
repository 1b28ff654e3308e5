// A Chromium for the journeys: the one that is named, the system's, Playwright's own, or one that is installed now.
import { existsSync } from 'node:fs';
import { run } from '../checkout.mjs';

const systemBrowsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The path of a Chromium that is there: PLAYWRIGHT_CHROMIUM, or the system's. */
export function systemChromium() {
  return process.env.PLAYWRIGHT_CHROMIUM || systemBrowsers.find((path) => existsSync(path));
}

async function playwrightHasOne() {
  const { chromium } = await import('@playwright/test');
  return existsSync(chromium.executablePath());
}

/** Switches that a test browser needs to run anywhere and to keep to itself. */
export const chromiumSwitches = [
  // Chromium's sandbox refuses root.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Containers give /dev/shm 64 MB.
  '--disable-dev-shm-usage',
];

const attempts = [
  () => run(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium']),
  async () => {
    if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
      throw new Error('not root, or no apt-get');
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update'], { env });
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env });
  },
];

/**
 * Has a Chromium that starts, and returns its path; undefined stands for Playwright's own.
 * @returns {Promise<string | undefined>}
 */
export async function ensureChromium() {
  if (await starts()) return systemChromium();
  for (const attempt of attempts) {
    await attempt().catch(() => {});
    if (await starts()) return systemChromium();
  }
  throw new Error(
    'The browser journeys need Chromium: install it (`apt-get install chromium`, or `npx playwright install --with-deps ' +
      'chromium`), or name one with PLAYWRIGHT_CHROMIUM=/path/to/chromium.',
  );
}

async function starts() {
  const executablePath = systemChromium();
  if (!executablePath && !(await playwrightHasOne())) return false;
  const { chromium } = await import('@playwright/test');
  try {
    await (await chromium.launch({ executablePath, args: chromiumSwitches })).close();
    return true;
  } catch {
    return false;
  }
}
