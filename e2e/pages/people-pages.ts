import { expect, type Locator, type Page } from '@playwright/test';

/** A user's page, the way to the first sign-in, and people's own account. */
export class PeoplePages {
  constructor(private readonly page: Page) {}

  /** A section of a page, by its heading. */
  section(title: string): Locator {
    return this.page
      .locator('section')
      .filter({ has: this.page.getByRole('heading', { name: title, exact: true, level: 2 }) });
  }

  /** The row of an attribute, which begins with its name. */
  attribute(label: string): Locator {
    return this.section('Attributes')
      .locator('dl > div')
      .filter({ has: this.page.getByRole('term').filter({ hasText: new RegExp(`^${label}$`) }) });
  }

  /** The browsers in which somebody is signed in. */
  get sessions(): Locator {
    return this.page.getByRole('list', { name: 'Sessions' }).getByRole('listitem');
  }

  /** Answers the question before everybody's or somebody's sessions end. */
  async signOutEverywhere(button: string): Promise<void> {
    await this.page.getByRole('button', { name: button }).click();
    await this.page.getByRole('alertdialog').getByRole('button', { name: button }).click();
    await expect(this.page.getByRole('alertdialog')).toHaveCount(0);
  }

  async openTracker(): Promise<void> {
    await this.page.goto('/settings/users');
    await this.page.getByRole('link', { name: 'First sign-in' }).click();
    await this.page.getByRole('list', { name: 'Stages' }).waitFor();
  }

  /** The figure of a stage, which lists its people when it is chosen. */
  stage(label: string): Locator {
    return this.page
      .getByRole('list', { name: 'Stages' })
      .getByRole('button', { name: new RegExp(`^${label}`) });
  }

  /** Somebody's row in the list of first sign-ins. */
  person(name: string): Locator {
    return this.page.getByRole('row', { name: new RegExp(name) });
  }

  /** Sends the mail for the first sign-in, after the question; `button` says to whom. */
  async sendMails(button: RegExp): Promise<void> {
    await this.page.getByRole('button', { name: button }).click();
    await this.page.getByRole('alertdialog').getByRole('button', { name: 'Send mails' }).click();
    await expect(this.page.getByRole('alertdialog')).toHaveCount(0);
  }

  async openAccount(): Promise<void> {
    await this.page.getByRole('button', { name: /^Your menu/ }).click();
    await this.page.getByRole('menuitem', { name: 'Your account' }).click();
    await expect(this.page.getByRole('heading', { name: 'Your account', level: 1 })).toBeVisible();
  }

  /** On the account page: changes the password; what follows depends on the answer. */
  async changePassword(current: string, password: string): Promise<void> {
    await this.page.getByLabel('Current password').fill(current);
    await this.page.getByLabel('New password').fill(password);
    await this.page.getByRole('button', { name: 'Change password' }).click();
  }
}
