-- What an identity provider sent and was answered, where it changed something or was refused; activity points here.
ALTER TABLE "activities" ADD COLUMN     "request_id" UUID;

-- CreateTable
CREATE TABLE "exchanges" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "key_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "method" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "duration_us" INTEGER NOT NULL,
    "user_agent" TEXT,
    "request" TEXT,
    "answer" TEXT,

    CONSTRAINT "exchanges_pkey" PRIMARY KEY ("id")
);

-- How much an identity provider asked in each hour.
CREATE TABLE "request_hours" (
    "tenant_id" UUID NOT NULL,
    "configuration_id" UUID NOT NULL,
    "hour" TIMESTAMPTZ(0) NOT NULL,
    "requests" INTEGER NOT NULL,
    "changes" INTEGER NOT NULL,
    "refused" INTEGER NOT NULL,

    CONSTRAINT "request_hours_pkey" PRIMARY KEY ("configuration_id","hour")
);

-- The last requests of a client's identity provider, whatever they were: a few dozen each, for whoever connects it.
CREATE TABLE "latest_requests" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "method" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "user_agent" TEXT,
    "last_four" TEXT,
    "problem" TEXT,

    CONSTRAINT "latest_requests_pkey" PRIMARY KEY ("tenant_id","id")
);

-- How a key begins, so that one that was cut or mistyped where it was pasted can be told from a stranger's.
ALTER TABLE "api_keys" ADD COLUMN     "start" TEXT;

-- CreateIndex
CREATE INDEX "api_keys_start" ON "api_keys"("start") WHERE (revoked_at IS NULL);
