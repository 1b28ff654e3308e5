import { expect, type Locator, type Page } from '@playwright/test';

/** Client Settings > Users and > Roles. */
export class DirectoryPages {
  constructor(private readonly page: Page) {}

  /** A user's or a role's row in its list. */
  row(name: string): Locator {
    return this.page.getByRole('row', { name: new RegExp(name) });
  }

  async openUsers(): Promise<void> {
    await this.page.goto('/settings/users');
  }

  async openUser(name: string): Promise<void> {
    await this.openUsers();
    await this.page.getByLabel('Search').fill(name);
    await this.page.getByRole('link', { name, exact: true }).click();
    await expect(this.page.getByRole('heading', { name, level: 1 })).toBeVisible();
  }

  async openRole(name: string): Promise<void> {
    await this.page.goto('/settings/roles');
    await this.page.getByRole('link', { name, exact: true }).click();
    await expect(this.page.getByRole('heading', { name, level: 1 })).toBeVisible();
  }

  /** On a role's page: gives or takes permissions, and saves, whoever gains or loses by it. */
  async togglePermissions(...labels: readonly string[]): Promise<void> {
    for (const label of labels) await this.page.getByRole('checkbox', { name: label }).click();
    await this.page.getByRole('button', { name: 'Save permissions' }).click();
    const question = this.page.getByRole('alertdialog', { name: 'Who gains, who loses' });
    await question.getByRole('button', { name: 'Save' }).click();
    await expect(question).toHaveCount(0);
  }

  /** On a local role's page: gives the role to users. */
  async addMembers(...names: readonly string[]): Promise<void> {
    await this.page.getByRole('button', { name: 'Add members' }).click();
    const dialog = this.page.getByRole('dialog');
    for (const name of names) {
      await dialog.getByLabel('Search users').fill(name);
      await dialog.getByRole('checkbox', { name: new RegExp(name) }).click();
    }
    await dialog.getByRole('button', { name: /^Add/ }).click();
    await expect(dialog).toHaveCount(0);
  }
}
