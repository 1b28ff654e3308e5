import { expect, type Locator, type Page } from '@playwright/test';

/** The section “Sync health” of Client Settings > SCIM Settings. */
export class SyncHealthSection {
  readonly section: Locator;
  readonly chart: Locator;
  readonly figures: Locator;

  constructor(private readonly page: Page) {
    this.section = page.locator('section').filter({
      has: page.getByRole('heading', { name: 'Sync health' }),
    });
    this.chart = this.section.getByRole('img', { name: /^Requests and changes in each of the last/ });
    this.figures = this.section.getByRole('table', { name: /^Requests in each of the last/ });
  }

  async open(): Promise<void> {
    await this.page.goto('/settings/scim');
    await expect(this.chart).toBeVisible();
  }

  /** The value of a fact, such as “Last contact”. */
  fact(name: string): Locator {
    const named = this.section
      .locator('dl > div')
      .filter({ has: this.page.getByText(name, { exact: true }) });
    return named.getByRole('definition');
  }

  /** What the page warns of. */
  warning(title: RegExp): Locator {
    return this.page.getByRole('status').filter({ hasText: title });
  }

  async show(span: '24 hours' | '7 days'): Promise<void> {
    await this.section.getByRole('tab', { name: span }).click();
    await expect(this.chart).toHaveAccessibleName(new RegExp(span));
  }

  async openFigures(): Promise<void> {
    await this.section.getByText('Figures of each hour').click();
    await expect(this.figures).toBeVisible();
  }
}
