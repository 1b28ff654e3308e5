import { expect, type Locator, type Page } from '@playwright/test';

/** A role's own page in Client Settings. */
export class RolePage {
  readonly members: Locator;
  readonly question: Locator;

  constructor(private readonly page: Page) {
    this.members = page.getByRole('table', { name: 'Members' });
    this.question = page.getByRole('alertdialog');
  }

  /** The row of a member, where it is drawn. */
  member(name: string): Locator {
    return this.members.getByRole('row').filter({ hasText: name });
  }

  /** Ticks or unticks permissions, and asks to save: opens who gains and who loses. */
  async plan(...labels: readonly string[]): Promise<Locator> {
    for (const label of labels) await this.page.getByRole('checkbox', { name: label }).click();
    await this.page.getByRole('button', { name: 'Save permissions' }).click();
    await expect(this.question).toHaveAccessibleName('Who gains, who loses');
    return this.question;
  }

  /** Gives or takes permissions, whoever gains or loses by it. */
  async togglePermissions(...labels: readonly string[]): Promise<void> {
    await (await this.plan(...labels)).getByRole('button', { name: 'Save' }).click();
    await expect(this.question).toHaveCount(0);
    await expect(this.page.getByText('The permissions are saved.').first()).toBeVisible();
  }

  /** Opens the dialog that gives a local role to users, and chooses them. */
  async choose(...names: readonly string[]): Promise<Locator> {
    await this.page.getByRole('button', { name: 'Add members' }).click();
    const dialog = this.page.getByRole('dialog');
    for (const name of names) {
      await dialog.getByLabel('Search users').fill(name);
      await dialog.getByRole('checkbox', { name: new RegExp(name) }).click();
    }
    return dialog;
  }

  /** Gives a local role to users. */
  async addMembers(...names: readonly string[]): Promise<void> {
    const dialog = await this.choose(...names);
    await dialog.getByRole('button', { name: /^Add/ }).click();
    await expect(dialog).toHaveCount(0);
    for (const name of names) await expect(this.member(name)).toBeVisible();
  }

  /** One of the people in the open question. */
  affected(name: string): Locator {
    return this.question
      .getByRole('region', { name: 'Who they are' })
      .getByRole('listitem')
      .filter({ hasText: name });
  }

  /** Asks to take the role from a member. */
  async askToRemove(name: string): Promise<Locator> {
    await this.page.getByRole('button', { name: `Remove ${name}` }).click();
    return this.question;
  }

  /** Takes the role from a member. */
  async remove(name: string): Promise<void> {
    await (await this.askToRemove(name)).getByRole('button', { name: 'Remove member' }).click();
    await expect(this.question).toHaveCount(0);
  }

  /** Scrolls the members to the end of what is loaded. */
  async scrollToEnd(): Promise<void> {
    await this.page
      .getByRole('region', { name: 'Members, as a list that scrolls' })
      .evaluate((frame) => frame.scrollTo(0, frame.scrollHeight));
  }
}
