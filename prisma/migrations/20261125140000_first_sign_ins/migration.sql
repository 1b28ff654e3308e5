-- How far somebody has come who has an account and never signed in. A table beside the users, filled when somebody asks:
-- what identity providers write of users neither reads nor writes it, and no index of users knows of it.
CREATE TABLE "first_sign_ins" (
    "user_id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "stage" TEXT NOT NULL DEFAULT 'provisioned',
    "since" TIMESTAMPTZ(3) NOT NULL,
    "mailed_at" TIMESTAMPTZ(3),
    "failed_at" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3),
    "signed_in_at" TIMESTAMPTZ(3),

    CONSTRAINT "first_sign_ins_pkey" PRIMARY KEY ("user_id")
);

-- The people of each stage are a range of an index, the longest waiting first.
CREATE INDEX "first_sign_ins_stage" ON "first_sign_ins"("tenant_id", "stage", "user_id");

-- Up to which user's id a client's users are all in that table.
CREATE TABLE "first_sign_in_rolls" (
    "tenant_id" UUID NOT NULL,
    "up_to" UUID NOT NULL,

    CONSTRAINT "first_sign_in_rolls_pkey" PRIMARY KEY ("tenant_id")
);

-- Mails for the first sign-in to many at once: what was asked for, how far it is, and which process is at it.
CREATE TABLE "mail_rounds" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "by_id" UUID NOT NULL,
    "by_name" TEXT NOT NULL,
    "users" UUID[],
    "stages" TEXT[],
    "before" UUID,
    "total" INTEGER NOT NULL,
    "after" UUID,
    "sent" INTEGER NOT NULL DEFAULT 0,
    "without_address" INTEGER NOT NULL DEFAULT 0,
    "recent" INTEGER NOT NULL DEFAULT 0,
    "settled" INTEGER NOT NULL DEFAULT 0,
    "beyond" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT,
    "runner" UUID,
    "touched_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_rounds_pkey" PRIMARY KEY ("id")
);

-- One at a time for a client.
CREATE UNIQUE INDEX "mail_rounds_one_running" ON "mail_rounds"("tenant_id") WHERE (ended_at IS NULL);

-- CreateIndex
CREATE INDEX "mail_rounds_tenant_id_id_idx" ON "mail_rounds"("tenant_id", "id" DESC);
