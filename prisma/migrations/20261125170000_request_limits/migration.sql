-- How many requests a client's identity provider may send: null is the server's own limit, a rate of 0 none.
ALTER TABLE "tenants" ADD COLUMN     "request_burst" INTEGER,
ADD COLUMN     "request_rate" INTEGER;

-- What is left of it, as the processes together know.
CREATE TABLE "request_buckets" (
    "tenant_id" UUID NOT NULL,
    "tokens" DOUBLE PRECISION NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "told_at" TIMESTAMPTZ(6),

    CONSTRAINT "request_buckets_pkey" PRIMARY KEY ("tenant_id")
);
