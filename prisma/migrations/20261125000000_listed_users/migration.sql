-- CreateIndex
CREATE INDEX "users_listed" ON "users"("tenant_id", "id") WHERE (configuration_id IS NOT NULL AND deleted_at IS NULL);
