import { expect, mailTo, test } from './fixtures';
import { AccountPages } from './pages/account-pages';
import { DirectoryPages } from './pages/directory-pages';

test('after too many wrong passwords even the right one has to wait', async ({ page, tenant }) => {
  const account = new AccountPages(page);
  const tooMany = page
    .getByRole('alert')
    .filter({ hasText: /Too many attempts\. Wait \d+ seconds and try again\./ });
  for (let n = 0; n < 5; n += 1) {
    await account.signIn(tenant.adminEmail, `a wrong guess ${n}`);
    await expect(page.getByRole('alert').filter({ hasText: 'do not fit together' })).toBeVisible();
  }
  const answering = page.waitForResponse('**/api/auth/callback/credentials');
  await account.signIn(tenant.adminEmail, 'another wrong guess');
  const answer = await answering;
  expect(answer.status()).toBe(429);
  expect(Number(answer.headers()['retry-after'])).toBeGreaterThan(0);
  await expect(tooMany).toBeVisible();
  await account.signIn(tenant.adminEmail, tenant.password);
  await expect(tooMany).toBeVisible();
});

test('an address that the identity provider changes voids the link and is told', async ({
  page,
  tenant,
  idp,
}) => {
  const address = `ada@${tenant.slug}.example`;
  const id = await idp.createUser({ userName: address });
  await new AccountPages(page).forgotPassword(address);
  const { link } = await mailTo(address);
  await idp.patch(`/Users/${id}`, {
    op: 'replace',
    path: 'emails[type eq "work"].value',
    value: `mallory@${tenant.slug}.example`,
  });
  const told = await mailTo(address, 2);
  expect(told.subject).toBe('The e-mail address of your account at Acme was changed');
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'This link no longer works' })).toBeVisible();
});

test('a local user is linked to a namesake by hand, shown what changes', async ({ page, tenant, idp }) => {
  await new AccountPages(page).enter(tenant.adminEmail, tenant.password);
  const refused = await idp.send('POST', '/Users', {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName: tenant.adminEmail,
    title: 'Head of People',
    emails: [{ value: tenant.adminEmail, type: 'work' }],
  });
  expect(refused.status).toBe(409);
  await new DirectoryPages(page).openUser(tenant.adminEmail);
  // What identity providers send is noted a moment later.
  const preview = `/api/users/${new URL(page.url()).pathname.split('/').at(-1)}/link`;
  await expect.poll(async () => (await (await page.request.get(preview)).json()).sentAt).not.toBeNull();
  const dialog = page.getByRole('alertdialog');
  const ask = page.getByRole('button', { name: 'Link to Okta' });
  await ask.click();
  await expect(dialog.getByRole('row', { name: 'Position – Head of People' })).toBeVisible();
  await expect(dialog.getByRole('row')).toHaveCount(2);
  await dialog.getByRole('button', { name: 'Link user' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(ask).toHaveCount(0);
});
