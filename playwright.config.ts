import { defineConfig } from '@playwright/test';
import { chromiumSwitches, systemChromium } from './scripts/gates/chromium.mjs';

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  globalSetup: './e2e/server.ts',
  fullyParallel: true,
  workers: 3,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    // Set by the global set-up, before the workers read this file.
    baseURL: process.env.MUSTER_URL,
    // A trace of each journey would take as long again as the journeys: ask for one with --trace.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: systemChromium(), args: chromiumSwitches },
  },
  projects: [
    // The set-up link is void once there is a tenant, so its journey comes before all others.
    { name: 'first-run', testMatch: 'first-run.spec.ts' },
    { name: 'journeys', testIgnore: 'first-run.spec.ts', dependencies: ['first-run'] },
  ],
});
