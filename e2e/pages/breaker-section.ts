import { expect, type Locator, type Page } from '@playwright/test';

/** The circuit breaker on SCIM Settings. */
export class BreakerSection {
  constructor(private readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto('/settings/scim#circuit-breaker');
    await expect(this.page.getByRole('heading', { name: 'Circuit breaker' })).toBeVisible();
  }

  /** Says what is held, if anything is. */
  get warning(): Locator {
    return this.page.getByRole('status').filter({ hasText: 'wants to end the access of' });
  }

  /** The people whose end of access is held. */
  get held(): Locator {
    return this.page.getByRole('list', { name: 'People who are held' }).getByRole('listitem');
  }

  /** The people for whom it was rejected. */
  get staying(): Locator {
    return this.page.getByRole('list', { name: 'People who stay' }).getByRole('listitem');
  }

  /** Where the focus goes when what had it is gone. */
  get title(): Locator {
    return this.page.getByRole('heading', { name: 'Circuit breaker' });
  }

  async turnOn(): Promise<void> {
    await this.page.getByRole('button', { name: 'Turn it on' }).click();
    await expect(this.page.getByText('The circuit breaker is on.')).toBeVisible();
  }

  /** Opens the question of a decision, and gives it. */
  async ask(decision: 'Approve' | 'Reject' | 'Forget the rejection'): Promise<Locator> {
    await this.page.getByRole('button', { name: decision, exact: true }).click();
    return this.page.getByRole('alertdialog');
  }

  /** Decides, and answers the question that comes before. */
  async decide(decision: 'Approve' | 'Reject' | 'Forget the rejection'): Promise<void> {
    const question = await this.ask(decision);
    await question.getByRole('button', { name: decision, exact: true }).click();
    await expect(question).toHaveCount(0);
  }

  /** Suspends it for the time of this name. */
  async leave(time: '4 hours' | '1 day' | '3 days'): Promise<void> {
    await this.page.getByRole('button', { name: /^We are leaving/ }).click();
    const question = this.page.getByRole('alertdialog');
    await question.getByRole('radio', { name: time }).click();
    await question.getByRole('button', { name: 'Suspend it' }).click();
    await expect(question).toHaveCount(0);
  }
}
