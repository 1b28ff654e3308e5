import { expect, type Locator, type Page } from '@playwright/test';
import { RolePage } from './role-page';

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

  async openRole(name: string): Promise<RolePage> {
    await this.page.goto('/settings/roles');
    await this.page.getByRole('link', { name, exact: true }).click();
    return this.roleNamed(name);
  }

  /** Adds a local role, which opens its page. */
  async addRole(name: string, description = ''): Promise<RolePage> {
    await this.page.goto('/settings/roles');
    await this.page.getByRole('button', { name: 'Add role' }).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByLabel('Description').fill(description);
    await dialog.getByRole('button', { name: 'Add role' }).click();
    return this.roleNamed(name);
  }

  private async roleNamed(name: string): Promise<RolePage> {
    await expect(this.page.getByRole('heading', { name, level: 1 })).toBeVisible();
    return new RolePage(this.page);
  }
}
