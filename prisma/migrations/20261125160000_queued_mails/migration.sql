-- Mails that wait to be sent: put here with what they tell of, so that none is lost and none tells of what was undone.
CREATE TABLE "queued_mails" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "tenant_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "queued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "queued_mails_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "queued_mails_due" ON "queued_mails"("due_at");

-- The trigger of users that ends access also tells the old address when user name or address become others: whoever
-- reads mail there learns of a change that was not theirs. It is the trigger that looks at such changes already, so
-- writes that leave both alone pay nothing more.
CREATE OR REPLACE FUNCTION "end_access"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT NEW."active" OR NEW."deleted_at" IS NOT NULL THEN
    DELETE FROM "sessions" WHERE "user_id" = NEW."id";
  END IF;
  DELETE FROM "password_links" WHERE "user_id" = NEW."id" AND "used_at" IS NULL;
  IF OLD."email_key" IS DISTINCT FROM NEW."email_key" OR OLD."user_name_key" <> NEW."user_name_key" THEN
    INSERT INTO "queued_mails" ("tenant_id", "kind", "data")
    SELECT NEW."tenant_id", 'address-changed', jsonb_build_object(
      'userId', NEW."id",
      'address', "told"."address",
      'userName', OLD."user_name",
      'displayName', OLD."display_name",
      'givenName', OLD."given_name",
      'familyName', OLD."family_name",
      'emailChanged', OLD."email_key" IS DISTINCT FROM NEW."email_key",
      'userNameChanged', OLD."user_name_key" <> NEW."user_name_key",
      'provider', (SELECT "provider" FROM "configurations"
        WHERE "id" = NEW."configuration_id" AND "deleted_at" IS NULL))
    FROM (SELECT COALESCE(OLD."email", OLD."user_name") AS "address") AS "told"
    WHERE "told"."address" LIKE '_%@_%';
  END IF;
  RETURN NULL;
END
$$;
