import { defineConfig } from 'prisma/config';

// `prisma generate` runs no schema engine, but downloads one unless a file is named. Scoped to
// generate: with this variable set, `migrate deploy` would report success having done nothing.
if (process.argv.includes('generate')) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://unused:unused@127.0.0.1:1/unused' },
});
