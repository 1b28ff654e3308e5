import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '');

const alias = {
  '@': root,
  // Throws outside of React's server condition, which tests don't run under.
  'server-only': `${root}/test/server-only.ts`,
};

const exclude = ['node_modules/**', '.next/**', 'dist/**', 'e2e/**', '.data/**'];

export default defineConfig({
  test: {
    // Tests wait for PostgreSQL half of their time: three at once keep two processors busy.
    maxWorkers: 3,
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...exclude, '**/*.integration.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          include: ['**/*.integration.test.ts'],
          exclude,
          globalSetup: ['test/postgres.ts'],
          setupFiles: ['test/database.ts'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        // What the SCIM service does in one process, two servers on one database do, asked in turn.
        resolve: { alias },
        test: {
          name: 'servers',
          include: ['lib/scim-api/**/*.integration.test.ts'],
          // Their subject is the handler of this process.
          exclude: [
            ...exclude,
            'lib/scim-api/**/{bad-input,failure,fuzz,lost-database,query-plans,secrets,slow-statements,statements,unknown-attributes}.*',
          ],
          isolate: false,
          globalSetup: ['test/servers.ts'],
          setupFiles: ['test/servers-database.ts'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
