import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';

/** Client Settings > Audit trail. */
export class AuditPage {
  constructor(private readonly page: Page) {}

  async open(): Promise<void> {
    const areas = this.page.getByRole('navigation', { name: 'Client Settings' });
    await areas.getByRole('link', { name: 'Audit trail' }).click();
    await expect(this.page.getByRole('heading', { name: 'Audit trail', level: 1 })).toBeVisible();
  }

  /** The entries, newest first. */
  get entries(): Locator {
    return this.page.getByRole('listitem').filter({ hasText: /Entry \d+/ });
  }

  /** What the check of the trail says. */
  get check(): Locator {
    return this.page.getByRole('status').filter({ hasText: 'The trail is whole' });
  }

  /** Exports the trail, and gives the file's text. */
  async export(format: 'CSV' | 'JSON'): Promise<string> {
    const downloading = this.page.waitForEvent('download');
    await this.page.getByRole('link', { name: `Export ${format}` }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/^audit-trail-.*\.(csv|ndjson)$/);
    return readFileSync(await download.path(), 'utf8');
  }
}
