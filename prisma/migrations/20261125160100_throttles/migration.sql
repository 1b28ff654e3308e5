-- Attempts on accounts are counted here, so that every process agrees on who has to wait.
CREATE TABLE "throttles" (
    "subject" BYTEA NOT NULL,
    "tries" INTEGER NOT NULL,
    "counted_until" TIMESTAMPTZ(3) NOT NULL,
    "blocked_until" TIMESTAMPTZ(3) NOT NULL,
    "known_until" TIMESTAMPTZ(3),

    CONSTRAINT "throttles_pkey" PRIMARY KEY ("subject")
);

CREATE INDEX "throttles_counted_until" ON "throttles"("counted_until");
