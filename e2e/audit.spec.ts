import { expect, muster, test } from './fixtures';
import { AccountPages } from './pages/account-pages';
import { AuditPage } from './pages/audit-page';

test('what administrators do is in the trail, which is whole and can be taken along', async ({
  page,
  tenant,
  connection,
}) => {
  expect(connection.scimUri).toBeTruthy();
  await new AccountPages(page).enter(tenant.adminEmail, tenant.password);
  await page.goto('/settings');
  const trail = new AuditPage(page);
  await trail.open();
  await expect(trail.check).toContainText('The trail is whole: 4 entries');
  await expect(trail.entries).toHaveCount(4);
  await expect(trail.entries.first()).toContainText('Operator connected Okta');

  const lines = (await trail.export('JSON')).trimEnd().split('\n');
  expect(lines).toHaveLength(5);
  expect(await trail.export('CSV')).toContain('Operator connected Okta');
  await page.reload();
  await expect(trail.entries.first()).toContainText('exported the audit trail');
  await page.getByRole('button', { name: 'Check again' }).click();
  await expect(trail.check).toContainText('6 entries');

  const { entries, head } = await muster<{ entries: number; head: string }>([
    'audit',
    'verify',
    '--tenant',
    tenant.slug,
  ]);
  expect(entries).toBe(6);
  await expect(trail.check).toContainText(head);
  // And it leads to a head that was noted before.
  const noted = `5:${JSON.parse(lines[4] ?? '').hash}`;
  await muster(['audit', 'verify', '--tenant', tenant.slug, '--head', noted]);
  const forged = `5:${'0'.repeat(64)}`;
  await expect(muster(['audit', 'verify', '--tenant', tenant.slug, '--head', forged])).rejects.toThrow(
    /ended with 1: .*written anew/s,
  );
});
