import { setTimeout } from 'node:timers/promises';
import { expect, type Locator, type Page } from '@playwright/test';

/** Client Settings > SCIM Settings. */
export class ScimSettingsPage {
  readonly keyTitle: Locator;
  readonly apiKey: Locator;
  readonly waiting: Locator;
  readonly connected: Locator;
  readonly question: Locator;
  /** The latest requests, newest first. */
  readonly requests: Locator;
  readonly apiKeySection: Locator;

  constructor(private readonly page: Page) {
    this.keyTitle = page.getByRole('heading', { name: 'Copy the API key now' });
    this.apiKey = page.getByRole('textbox', { name: 'API Key', exact: true });
    this.waiting = page.getByText(/^Waiting for the first request/);
    this.connected = page.getByRole('heading', { name: /^Connected to / });
    this.requests = page.getByRole('list', { name: 'Latest requests' }).getByRole('listitem');
    this.apiKeySection = page.locator('#api-key');
    this.question = page.getByRole('alertdialog', { name: 'Have you copied the API key?' });
  }

  async open(): Promise<void> {
    await this.page.goto('/settings/scim');
  }

  /** Connects the provider. */
  async connect(provider: string): Promise<void> {
    await this.chooseProvider(provider);
    await expect(this.keyTitle).toBeVisible();
  }

  /** Says that the configuration belongs to another provider. */
  async chooseProvider(provider: string): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Identity provider' }).click();
    await this.page.getByRole('option', { name: provider, exact: true }).click();
    await this.page.getByRole('button', { name: 'Save', exact: true }).click();
  }

  /** What the page gives the administrator to take to the identity provider. */
  async credentials(): Promise<{ scimUri: string; apiKey: string }> {
    const scimUri = await this.page.getByRole('textbox', { name: 'SCIM URI' }).inputValue();
    return { scimUri, apiKey: await this.apiKey.inputValue() };
  }

  /** Lets the key go, and answers the question. */
  async letKeyGo(): Promise<void> {
    await this.page.getByRole('button', { name: 'I have saved the key' }).click();
    await this.question.getByRole('button', { name: 'Yes, hide the key' }).click();
    await expect(this.apiKey).toHaveCount(0);
  }

  /** Opens the question that comes before a rotation. */
  async askToRotate(): Promise<Locator> {
    await this.page.getByRole('button', { name: 'Rotate API Key' }).click();
    return this.page.getByRole('alertdialog', { name: 'Rotate the API key?' });
  }

  /** Rotates with confirmation, and gives the credentials with the new key. */
  async rotateWithConfirmation(oldKeyEnds?: string): Promise<{ scimUri: string; apiKey: string }> {
    const dialog = await this.askToRotate();
    await dialog.getByRole('radio', { name: 'Rotate with confirmation' }).click();
    if (oldKeyEnds) {
      await dialog.getByRole('combobox', { name: 'The old key ends' }).click();
      await this.page.getByRole('option', { name: oldKeyEnds }).click();
    }
    await dialog.getByRole('button', { name: 'Make the new key' }).click();
    await expect(this.keyTitle).toBeVisible();
    return this.credentials();
  }

  /** Ends one of the two keys of a rotation, and answers the question. */
  async endKey(button: 'End the old key' | 'Withdraw the new key'): Promise<void> {
    await this.page.getByRole('button', { name: button }).click();
    const dialog = this.page.getByRole('alertdialog', { name: `${button}?` });
    await dialog.getByRole('button', { name: button }).click();
    await expect(dialog).toHaveCount(0);
    const done = button === 'End the old key' ? 'The old key has ended.' : 'The new key is withdrawn.';
    await expect(this.page.getByText(done)).toBeVisible();
  }

  /** Has all that stands beside the configuration answer later than the configuration does. */
  async delayTheRest(): Promise<void> {
    await this.page.route('**/api/scim-configuration/{traffic,health,breaker}', async (route) => {
      await setTimeout(700);
      await route.continue();
    });
  }

  /** Opens the form of a key. */
  async editKey(name = 'Edit the API key'): Promise<Locator> {
    await this.page.getByRole('button', { name }).click();
    return this.page.getByRole('dialog', { name });
  }

  /** A phase of the guide. */
  phase(title: string): Locator {
    return this.page.getByRole('list', { name: 'Set-up' }).getByRole('group').filter({ hasText: title });
  }

  /** Opens the dialog that comes before the configuration is deleted. */
  async askToDelete(): Promise<Locator> {
    await this.page.getByRole('button', { name: 'Delete configuration' }).click();
    return this.page.getByRole('alertdialog', { name: 'Delete the SCIM configuration?' });
  }

  /** Deletes the configuration, the users kept or deactivated. */
  async delete(users: 'Keep' | 'Deactivate', clientName: string): Promise<void> {
    const dialog = await this.askToDelete();
    await dialog.getByRole('radio', { name: new RegExp(`^${users}`) }).click();
    await dialog.getByLabel(`Type “${clientName}” to confirm`).fill(clientName);
    await dialog.getByRole('button', { name: 'Delete configuration' }).click();
    await expect(this.page.getByText('The configuration is deleted.')).toBeVisible();
    await expect(this.page.getByRole('heading', { name: 'Connect', exact: true })).toBeFocused();
  }
}
