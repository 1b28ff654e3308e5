-- What administrators and operators do, kept for good: entries are only ever added, and each one's hash covers its
-- content and the hash before it, so that one that is missing or was altered shows.
CREATE TABLE "audit_entries" (
    "tenant_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "content" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("tenant_id","number")
);

-- The last entry of each client's trail: what the next one follows, and what shows that later ones are missing.
CREATE TABLE "audit_heads" (
    "tenant_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_heads_pkey" PRIMARY KEY ("tenant_id")
);

CREATE FUNCTION "append_audit_entry"("act" "activities") RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  "head" "audit_heads";
  "entry" TEXT;
  "link" BYTEA;
BEGIN
  -- Whoever holds the head is the only one who appends; the others wait until that is committed.
  SELECT * INTO "head" FROM "audit_heads" WHERE "tenant_id" = "act"."tenant_id" FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    INSERT INTO "audit_heads" ("tenant_id", "number", "hash")
    VALUES ("act"."tenant_id", 0, decode(repeat('00', 32), 'hex')) ON CONFLICT DO NOTHING;
    SELECT * INTO "head" FROM "audit_heads" WHERE "tenant_id" = "act"."tenant_id" FOR NO KEY UPDATE;
  END IF;
  "entry" := jsonb_build_object(
    'tenant', "act"."tenant_id",
    'number', "head"."number" + 1,
    'id', "act"."id",
    'at', to_char("act"."at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'actor', "act"."actor",
    'actorId', "act"."actor_id",
    'actorName', "act"."actor_name",
    'action', "act"."action",
    'subject', "act"."subject",
    'subjectId', "act"."subject_id",
    'subjectName', "act"."subject_name",
    'outcome', "act"."outcome",
    'detail', "act"."detail")::text;
  "link" := sha256("head"."hash" || convert_to("entry", 'UTF8'));
  INSERT INTO "audit_entries" ("tenant_id", "number", "content", "hash")
  VALUES ("act"."tenant_id", "head"."number" + 1, "entry", "link");
  UPDATE "audit_heads" SET "number" = "head"."number" + 1, "hash" = "link"
  WHERE "tenant_id" = "act"."tenant_id";
END
$$;

CREATE FUNCTION "audit_activity"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "append_audit_entry"(NEW);
  RETURN NULL;
END
$$;

-- In the transaction that records the act, at its end: the head is the last lock that it takes, and it is held for no
-- longer than the commit. What identity providers do is not for the trail and costs the look at who did it, and what
-- people do for themselves (signing in, their own password) is not either.
CREATE CONSTRAINT TRIGGER "activities_audit"
  AFTER INSERT ON "activities"
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW
  WHEN (
    NEW."actor" IN ('user', 'operator')
    AND (NEW."actor_id" = NEW."subject_id" AND NEW."action" ~ '^user[.](sign|password|session)') IS NOT TRUE
  )
  EXECUTE FUNCTION "audit_activity"();

CREATE FUNCTION "keep_audit_trail"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit trail is only ever added to.';
END
$$;

CREATE TRIGGER "audit_entries_kept"
  BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entries"
  FOR EACH STATEMENT EXECUTE FUNCTION "keep_audit_trail"();

CREATE TRIGGER "audit_heads_kept"
  BEFORE DELETE OR TRUNCATE ON "audit_heads"
  FOR EACH STATEMENT EXECUTE FUNCTION "keep_audit_trail"();

CREATE TRIGGER "audit_heads_advance"
  BEFORE UPDATE ON "audit_heads"
  FOR EACH ROW
  WHEN (NEW."tenant_id" <> OLD."tenant_id" OR NEW."number" <> OLD."number" + 1)
  EXECUTE FUNCTION "keep_audit_trail"();

-- What was done before there was a trail, as far as it is still recorded.
DO $$
DECLARE
  "act" "activities";
BEGIN
  FOR "act" IN
    SELECT * FROM "activities"
    WHERE "actor" IN ('user', 'operator')
      AND ("actor_id" = "subject_id" AND "action" ~ '^user[.](sign|password|session)') IS NOT TRUE
    ORDER BY "tenant_id", "id"
  LOOP
    PERFORM "append_audit_entry"("act");
  END LOOP;
END
$$;
