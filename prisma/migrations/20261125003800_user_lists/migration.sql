-- Names and addresses are compared code point by code point, whatever the database's own order of letters is: so a
-- list, a page of it and what a search begins with are ranges of these keys' indexes on every server.
ALTER TABLE "users" ALTER COLUMN "user_name_key" TYPE TEXT COLLATE "C", ALTER COLUMN "email_key" TYPE TEXT COLLATE "C";

-- DropIndex
DROP INDEX "users_email";

-- CreateIndex
CREATE INDEX "users_email" ON "users"("email_key") WHERE (email_key <> user_name_key);

-- CreateIndex
CREATE INDEX "users_email_of_tenant" ON "users"("tenant_id", "email_key") WHERE (email_key <> user_name_key);

-- CreateIndex
CREATE INDEX "users_status" ON "users"("tenant_id", "active", "user_name_key") WHERE (deleted_at IS NULL);

-- CreateIndex
CREATE INDEX "users_local" ON "users"("tenant_id", "user_name_key") WHERE (configuration_id IS NULL);

-- The expressions of lib/directory/user-search.ts, which Prisma's schema has no words for. Cut off, as an index takes
-- no entry of more than some 2,700 bytes.
CREATE INDEX "users_shown_name" ON "users"("tenant_id", (left(lower(normalize(left(
  COALESCE(NULLIF("display_name", ''), COALESCE("given_name" || ' ', '') || COALESCE("family_name", '')), 100), NFKC)), 100) COLLATE "C"));

CREATE INDEX "users_family_name" ON "users"("tenant_id", (left(lower(normalize(left("family_name", 100), NFKC)), 100) COLLATE "C"))
  WHERE (family_name IS NOT NULL);
