-- Nobody who is deactivated gets a session or a password link, so there are none to end when they are reactivated:
-- the trigger stays out of it, and ends everything of somebody who goes in one statement.
CREATE OR REPLACE FUNCTION "end_access"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."active" AND NEW."deleted_at" IS NULL THEN
    DELETE FROM "password_links" WHERE "user_id" = NEW."id" AND "used_at" IS NULL;
  ELSE
    WITH ended AS (DELETE FROM "sessions" WHERE "user_id" = NEW."id")
    DELETE FROM "password_links" WHERE "user_id" = NEW."id" AND "used_at" IS NULL;
  END IF;
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

DROP TRIGGER "users_end_access" ON "users";

CREATE TRIGGER "users_end_access"
  AFTER UPDATE OF "active", "deleted_at", "user_name", "email", "password_hash" ON "users"
  FOR EACH ROW
  WHEN (
    OLD."active" AND NOT NEW."active"
    OR OLD."deleted_at" IS NULL AND NEW."deleted_at" IS NOT NULL
    OR OLD."user_name" IS DISTINCT FROM NEW."user_name"
    OR OLD."email" IS DISTINCT FROM NEW."email"
    OR OLD."password_hash" IS DISTINCT FROM NEW."password_hash"
  )
  EXECUTE FUNCTION "end_access"();
