-- A circuit breaker holds what an identity provider does where it ends the access of too many users at once.
ALTER TABLE "configurations" ADD COLUMN     "guarded_from" TIMESTAMPTZ(3),
ADD COLUMN     "holding" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "circuit_breakers" (
    "configuration_id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "share" INTEGER NOT NULL DEFAULT 20,
    "at_least" INTEGER NOT NULL DEFAULT 10,
    "window_minutes" INTEGER NOT NULL DEFAULT 15,
    "slots" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "slot" BIGINT NOT NULL DEFAULT 0,
    "people" INTEGER NOT NULL DEFAULT 0,
    "people_at" TIMESTAMPTZ(3),
    "holding_since" TIMESTAMPTZ(3),
    "warned_at" TIMESTAMPTZ(3),

    CONSTRAINT "circuit_breakers_pkey" PRIMARY KEY ("configuration_id")
);

-- Whose access the identity provider wants to end, and was not let.
CREATE TABLE "held_changes" (
    "configuration_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'held',
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "tries" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "held_changes_pkey" PRIMARY KEY ("configuration_id","user_id")
);
