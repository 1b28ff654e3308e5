-- What an administrator says of a key, when it ends, and from where it was used last.
ALTER TABLE "api_keys" ADD COLUMN     "allowed_sources" INET[],
ADD COLUMN     "expires_at" TIMESTAMPTZ(3),
ADD COLUMN     "last_used_address" INET,
ADD COLUMN     "last_used_agent" TEXT,
ADD COLUMN     "name" TEXT,
ADD COLUMN     "reminded_days" INTEGER,
ADD COLUMN     "retires_at" TIMESTAMPTZ(3),
ADD COLUMN     "waiting" BOOLEAN NOT NULL DEFAULT false;

-- A key is rotated with confirmation: one is in force, and at most one waits beside it.
DROP INDEX "api_keys_one_live";
CREATE UNIQUE INDEX "api_keys_one_live" ON "api_keys"("configuration_id", "waiting") WHERE (revoked_at IS NULL);

-- The keys of a configuration, those that ended included: when one of them was used last.
CREATE INDEX "api_keys_configuration_id_idx" ON "api_keys"("configuration_id");
