import { type Browser, test as base, expect, type Page } from '@playwright/test';
import { type Connection, connectProvider, createTenant, type Tenant } from './operator';
import { ScimClient } from './scim-client';

/** The journey that has a page try what it must not. */
export const blocksScripts = 'a script that the server did not mark does not run';

interface Fixtures {
  /** A tenant of this test's own, with an administrator who can sign in. */
  tenant: Tenant;
  /** The tenant's identity provider; asking for it connects one. */
  connection: Connection;
  /** A SCIM client with the connection's API key. */
  idp: ScimClient;
}

/** Playwright's `test` with what the journeys need. The one server of the run is at `baseURL`. */
export const test = base.extend<Fixtures>({
  tenant: async ({ browserName: _browser }, use) => use(await createTenant()),
  connection: async ({ tenant }, use) => use(await connectProvider(tenant.slug)),
  idp: async ({ connection }, use) => use(new ScimClient(connection)),
  // A click before React has hydrated the page is lost: going somewhere includes waiting for it.
  page: async ({ page }, use, testInfo) => {
    const goto = page.goto.bind(page);
    page.goto = async (url, options) => {
      const response = await goto(url, options);
      await hydrated(page);
      return response;
    };
    const blocked: string[] = [];
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) blocked.push(message.text());
    });
    await use(page);
    // Whatever a journey does, nothing that a page needs is kept from it.
    if (testInfo.title !== blocksScripts) expect(blocked).toEqual([]);
  },
});

/** Waits until the page answers to clicks. */
export async function hydrated(page: Page): Promise<void> {
  await page.locator('html[data-hydrated]').waitFor({ state: 'attached' });
}

/** Holds the page's requests to `url` back until what is returned is called. */
export async function holdBack(page: Page, url: string): Promise<() => void> {
  let letGo = () => {};
  const held = new Promise<void>((done) => {
    letGo = done;
  });
  await page.route(url, async (route) => {
    await held;
    await route.continue();
  });
  return letGo;
}

/** The page of a browser of its own, as another person has one. Close its context when the journey ends. */
export async function otherPage(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  const goto = page.goto.bind(page);
  page.goto = async (url, options) => {
    const response = await goto(url, options);
    await hydrated(page);
    return response;
  };
  return page;
}

/** The one-time link that the server printed at its first start. */
export function setupLink(): string {
  const link = process.env.MUSTER_SETUP_LINK;
  if (!link) throw new Error('The global set-up found no set-up link.');
  return link;
}

export { connectProvider, createTenant, muster, type Tenant } from './operator';
export { mailsTo, mailTo } from './outbox';
export { ScimClient } from './scim-client';
export { expect };
