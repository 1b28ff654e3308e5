-- What a user holds ends with the change that ends their access, whoever makes that change. Triggers and not a part of
-- the writing statement, because their statements see what was committed while the write waited for the row.
--
-- Whoever takes access from somebody who can manage the client has to do it under the rule that somebody always can
-- (lib/access/keep-manager.ts), which says so in the setting "muster.keeps_manager" of its transaction. Anybody else is
-- refused here: what an earlier read said of the user may no longer hold. A removed user leaves every role, those too
-- that were given while the removal waited.
CREATE FUNCTION "end_grants"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('muster.keeps_manager', TRUE) IS DISTINCT FROM NEW."tenant_id"::text THEN
    IF EXISTS (
      SELECT FROM "memberships" m
      JOIN "role_permissions" p ON p."role_id" = m."role_id" AND p."permission" = 'client.manage'
      JOIN "roles" r ON r."id" = m."role_id"
      WHERE m."user_id" = NEW."id" AND r."deleted_at" IS NULL
    ) THEN
      RAISE EXCEPTION 'This user can manage the client, and access is taken outside of the rule that somebody always can.'
        USING ERRCODE = 'MU001', HINT = 'Set muster.keeps_manager to the id of the tenant in this transaction.';
    END IF;
  END IF;
  IF NEW."deleted_at" IS NOT NULL THEN
    WITH "ended" AS (DELETE FROM "memberships" WHERE "user_id" = NEW."id" RETURNING "role_id")
    UPDATE "roles" SET "version" = "version" + 1, "updated_at" = now()
    WHERE "id" IN (SELECT "role_id" FROM "ended");
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER "users_end_grants"
  AFTER UPDATE OF "active", "deleted_at" ON "users"
  FOR EACH ROW
  WHEN (
    OLD."deleted_at" IS NULL
    AND ((OLD."active" AND NOT NEW."active") OR NEW."deleted_at" IS NOT NULL)
  )
  EXECUTE FUNCTION "end_grants"();
