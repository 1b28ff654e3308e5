import { expect, type Page } from '@playwright/test';
import { hydrated } from '../fixtures';

const nameLabel = 'User name or e-mail address';

/** Signing in, forgetting a password, setting one. */
export class AccountPages {
  constructor(private readonly page: Page) {}

  /** Signs in on the sign-in page; what follows depends on the answer. */
  async signIn(userName: string, password: string): Promise<void> {
    await this.page.goto('/sign-in');
    await this.page.getByLabel(nameLabel).fill(userName);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
  }

  /** Signs in and waits until the home page answers to clicks. */
  async enter(userName: string, password: string): Promise<void> {
    await this.signIn(userName, password);
    await expect(this.page.getByRole('heading', { name: 'What you may do' })).toBeVisible();
    await hydrated(this.page);
  }

  async signOut(): Promise<void> {
    await this.page.getByRole('button', { name: /^Your menu/ }).click();
    await this.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await this.expectSignIn();
  }

  /** Asks for a password link, from the sign-in page on as the guide says. */
  async forgotPassword(userName: string): Promise<void> {
    await this.page.goto('/sign-in');
    await this.page.getByRole('link', { name: 'Forgot password' }).click();
    await this.page.getByRole('heading', { name: 'Forgot password' }).waitFor();
    await this.page.getByLabel(nameLabel).fill(userName);
    await this.page.getByRole('button', { name: 'Send link' }).click();
    await expect(this.page.getByText('Check your mail')).toBeVisible();
  }

  /** Sets the password that a link from a mail allows. */
  async setPassword(link: string, password: string): Promise<void> {
    await this.page.goto(link);
    await this.page.getByLabel('New password').fill(password);
    await this.page.getByRole('button', { name: 'Set password' }).click();
    await expect(this.page.getByText('Your password is set')).toBeVisible();
  }

  async expectSignIn(): Promise<void> {
    await expect(this.page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  }
}
