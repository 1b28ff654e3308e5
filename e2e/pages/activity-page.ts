import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';

/** Client Settings > Activity, and the page of an entry. */
export class ActivityPage {
  readonly export: Locator;

  constructor(private readonly page: Page) {
    this.export = page.getByRole('button', { name: 'Export' });
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`/settings/activity${query}`);
    await expect(this.page.getByRole('heading', { name: 'Activity', level: 1 })).toBeVisible();
  }

  /** The entries whose sentence has this text. */
  entries(text: string | RegExp): Locator {
    return this.page.getByRole('listitem').filter({ hasText: text });
  }

  /** Chooses an option of one of the filters. */
  async choose(filter: 'Who' | 'What' | 'Outcome' | 'When', option: string): Promise<void> {
    await this.page.getByRole('combobox', { name: filter }).click();
    await this.page.getByRole('option', { name: option, exact: true }).click();
  }

  async search(text: string): Promise<void> {
    await this.page.getByLabel('Search').fill(text);
  }

  /** Opens the page of the newest entry whose sentence has this text. */
  async openEntry(text: string | RegExp): Promise<void> {
    await this.entries(text)
      .first()
      .getByRole('link', { name: /all about this entry/ })
      .click();
    await expect(this.page.getByRole('heading', { name: 'Facts' })).toBeVisible();
  }

  /** A part of an entry's page, by its title. */
  part(title: string): Locator {
    return this.page
      .locator('section')
      .filter({ has: this.page.getByRole('heading', { name: title, level: 2 }) });
  }

  /** Exports what the filters leave, and gives the file's name and text. */
  async exportAs(format: RegExp): Promise<{ name: string; text: string }> {
    await this.export.click();
    const coming = this.page.waitForEvent('download');
    await this.page.getByRole('menuitem', { name: format }).click();
    const download = await coming;
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
  }
}
