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
CREATE INDEX "users_deactivated" ON "users"("tenant_id", "user_name_key") WHERE (NOT active AND deleted_at IS NULL);

-- CreateIndex
CREATE INDEX "users_local" ON "users"("tenant_id", "user_name_key") WHERE (configuration_id IS NULL);
