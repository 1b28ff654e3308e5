import { expect, test } from './fixtures';
import { AccountPages } from './pages/account-pages';
import { ActivityPage } from './pages/activity-page';

test.setTimeout(240_000);
for (const colorScheme of ['light', 'dark'] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    test('shots', async ({ page, tenant, idp }) => {
      const ids = [];
      for (const [g, f] of [
        ['Ada', 'Lovelace'],
        ['Alan', 'Turing'],
        ['Grace', 'Hopper'],
        ['Edsger', 'Dijkstra'],
      ])
        ids.push(
          await idp.createUser({
            userName: `${g}.${f}@acme.test`,
            givenName: g,
            familyName: f,
            password: 'Hunter-2',
          }),
        );
      const crew = await idp.createGroup('Engineering', ids.slice(0, 2));
      await idp.send('POST', '/Users', { userName: 'ada.lovelace@acme.test' });
      await idp.send('GET', '/Users?filter=userName%20is%20%22ada%22');
      await idp.patch(`/Users/${ids[0]}`, { op: 'replace', path: 'emials', value: 'x' });
      await idp.patch(`/Users/${ids[0]}`, {
        op: 'replace',
        value: { title: 'Analyst', nickName: 'Al', locale: 'en-GB', 'name.familyName': 'King' },
      });
      await idp.send('PUT', `/Groups/${crew}`, {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
        displayName: 'Engineers',
        members: [{ value: ids[2] }],
      });
      await idp.setActive(ids[3] ?? '', false);
      await new AccountPages(page).enter(tenant.adminEmail, tenant.password);
      const activity = new ActivityPage(page);
      const shoot = async (name: string) => {
        for (const width of [1280, 390]) {
          await page.setViewportSize({ width, height: 900 });
          await page.waitForTimeout(400);
          await page.screenshot({ path: `/tmp/act-shots/${name}-${width}-${colorScheme}.png`, fullPage: true });
        }
        await page.setViewportSize({ width: 1280, height: 900 });
      };
      await activity.open();
      await page.waitForTimeout(1000);
      await page.getByRole('button', { name: 'Show 3 entries' }).click();
      await shoot('list');
      await activity.open('?area=users-removed&from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z');
      await shoot('empty');
      await activity.open('?outcome=refused');
      await activity.openEntry('POST /Users');
      await page.reload();
      await shoot('refused');
      await activity.open('?area=users-changed');
      await activity.openEntry('Okta changed');
      await shoot('changed');
      await activity.open();
      await activity.openEntry('Okta created Ada');
      await page.waitForTimeout(1500);
      await page.reload();
      await shoot('created');
      expect(1).toBe(1);
    });
  });
