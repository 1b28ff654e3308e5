-- Access ends with the change that ends it, whoever makes that change: the sessions of a user who is deactivated or
-- removed go, and so do password links when the status, user name, address or password changes. A trigger and not a
-- part of the writing statement, because its statements see what was committed while the write waited for the row.
CREATE FUNCTION "end_access"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT NEW."active" OR NEW."deleted_at" IS NOT NULL THEN
    DELETE FROM "sessions" WHERE "user_id" = NEW."id";
  END IF;
  DELETE FROM "password_links" WHERE "user_id" = NEW."id" AND "used_at" IS NULL;
  RETURN NULL;
END
$$;

CREATE TRIGGER "users_end_access"
  AFTER UPDATE OF "active", "deleted_at", "user_name", "email", "password_hash" ON "users"
  FOR EACH ROW
  WHEN (
    OLD."active" IS DISTINCT FROM NEW."active"
    OR OLD."deleted_at" IS DISTINCT FROM NEW."deleted_at"
    OR OLD."user_name" IS DISTINCT FROM NEW."user_name"
    OR OLD."email" IS DISTINCT FROM NEW."email"
    OR OLD."password_hash" IS DISTINCT FROM NEW."password_hash"
  )
  EXECUTE FUNCTION "end_access"();
