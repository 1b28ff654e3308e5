// Pictures of the main pages, for the README.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumSwitches, systemChromium } from '../gates/chromium.mjs';
import { step } from '../progress.mjs';

/** Name of a picture: the page's address, and the theme. */
const pictures = {
  'scim-settings': ({ light }) => [light, '/settings/scim'],
  activity: ({ light }) => [light, '/settings/activity'],
  user: ({ dark, user }) => [dark, `/settings/users/${user}`],
  role: ({ light, role }) => [light, `/settings/roles/${role}`],
};

/** Opens a page and waits until all of it is there: it answers to clicks, and nothing is on its way. */
async function visit(page, path) {
  await page.goto(path);
  await page.locator('html[data-hydrated]').waitFor({ state: 'attached' });
  await page.waitForLoadState('networkidle');
}

/** Takes the pictures of the demo's client into a folder, as PNG files of 1280 × 800 points. */
export async function takeScreenshots(address, { administrator, password, user, role }, folder) {
  mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch({ executablePath: systemChromium(), args: chromiumSwitches });
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, baseURL: address });
    const page = await context.newPage();
    await visit(page, '/sign-in');
    await page.getByLabel(/e-?mail|user name/i).fill(administrator);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    for (const [name, picture] of Object.entries(pictures)) {
      const [theme, path] = picture({ light: 'light', dark: 'dark', user, role });
      await step(name, async () => {
        await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
        await visit(page, path);
        await page.screenshot({ path: join(folder, `${name}.png`) });
      });
    }
  } finally {
    await browser.close();
  }
}
