import { blocksScripts, expect, test } from './fixtures';
import { AccountPages } from './pages/account-pages';

const signedOut = [
  '/sign-in',
  '/forgot-password',
  '/reset-password?token=gone',
  '/setup',
  '/nowhere',
  '/a/b.c',
];
const signedIn = [
  '/',
  '/settings',
  '/settings/scim',
  '/settings/activity',
  '/settings/users',
  '/settings/users/first-sign-in',
  '/account',
  '/settings/roles',
  '/settings/audit',
];

/** What every page says. */
const expected = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': expect.stringContaining('camera=()'),
  'cache-control': expect.stringContaining('no-store'),
};

const nonceOf = (policy = '') => /script-src 'nonce-([^']{20,})' 'strict-dynamic';/.exec(policy)?.[1];

test('every page says what browsers may do with it, and wakes under that', async ({ page, tenant }) => {
  test.setTimeout(180_000);
  const nonces: (string | undefined)[] = [];
  const look = async (path: string) => {
    // Going there waits until React has woken, which takes its scripts.
    const response = await page.goto(path);
    const headers = response?.headers() ?? {};
    expect(headers, path).toMatchObject(expected);
    const policy = headers['content-security-policy'] ?? '';
    expect(policy, path).not.toMatch(/script-src[^;]*unsafe/);
    expect(policy, path).toContain("frame-ancestors 'none'");
    expect(headers, path).not.toHaveProperty('x-powered-by');
    nonces.push(nonceOf(policy));
  };
  for (const path of signedOut) await look(path);
  await new AccountPages(page).enter(tenant.adminEmail, tenant.password);
  for (const path of [...signedIn, ...signedIn]) await look(path);
  expect(nonces).not.toContain(undefined);
  expect(new Set(nonces).size).toBe(nonces.length);
});

test(blocksScripts, async ({ page }) => {
  const injected = 'document.documentElement.dataset.injected = "true"';
  const html = (text: string) =>
    text
      .replace('<body', `<body onclick='${injected}'`)
      .replace('</head>', `<script>${injected}</script></head>`);
  await page.route('**/sign-in', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: html(await response.text()) });
  });
  const blocked = page.waitForEvent('console', (message) =>
    message.text().includes('Content Security Policy'),
  );
  await page.goto('/sign-in');
  await page.locator('body').click({ position: { x: 2, y: 2 } });
  await blocked;
  expect(await page.locator('html').getAttribute('data-injected')).toBeNull();
});

test('the theme is there before the page is painted', async ({ page, baseURL }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  // Without React, only the script in the page itself can have set it.
  await page.route('**/_next/static/**/*.js', (route) => route.abort());
  await page.evaluate((url) => window.location.assign(url), `${baseURL}/sign-in`);
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('what is no page can do nothing, opened as one', async ({ request }) => {
  for (const path of [
    '/api/health',
    '/api/users',
    '/api/auth/session',
    '/api/nowhere',
    '/_next/static/nowhere.js',
  ]) {
    const headers = (await request.get(path)).headers();
    expect(headers['content-security-policy'], path).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers['x-content-type-options'], path).toBe('nosniff');
  }
});

test('SCIM’s answers say the little that they need', async ({ request, connection }) => {
  const headers = { authorization: `Bearer ${connection.apiKey}` };
  for (const path of ['/Users', '/Users/none', '/ServiceProviderConfig']) {
    const answer = await request.get(`${connection.scimUri}${path}`, { headers });
    expect(answer.headers(), path).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    expect(answer.headers(), path).not.toHaveProperty('content-security-policy');
  }
});

test('writes of other sites are refused, wherever they go', async ({ request }) => {
  const paths = [
    '/',
    '/sign-in',
    '/settings/scim',
    '/api/users',
    '/api/auth/callback/credentials',
    '/api/auth/signout',
    '/api/account/forgot-password',
  ];
  for (const path of paths)
    for (const [name, value] of [
      ['sec-fetch-site', 'cross-site'],
      ['origin', 'https://evil.example'],
    ] as const) {
      const headers = { [name]: value };
      const answer = await request.post(path, { headers, form: { identifier: 'x' } });
      expect(answer.status(), `${path}, ${name}`).toBe(403);
    }
});

test('cookies are for the server’s eyes, and carried to no other site', async ({ page, tenant }) => {
  await new AccountPages(page).enter(tenant.adminEmail, tenant.password);
  const cookies = await page.context().cookies();
  expect(cookies.map(({ name }) => name).sort()).toEqual([
    'muster.callback',
    'muster.csrf',
    'muster.session',
  ]);
  for (const cookie of cookies)
    expect(cookie, cookie.name).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/', secure: false });
});
