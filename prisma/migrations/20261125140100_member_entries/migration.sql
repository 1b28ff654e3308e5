-- Whom an entry of activity about a role names, for the history of each of them: no index of activity knows members.
CREATE TABLE "member_entries" (
    "user_id" UUID NOT NULL,
    "entry_id" UUID NOT NULL,

    CONSTRAINT "member_entries_pkey" PRIMARY KEY ("user_id","entry_id")
);

-- Entries come in the order of their ids: a few pages of this index find the oldest, and writing it costs next to nothing.
CREATE INDEX "member_entries_entry" ON "member_entries" USING BRIN ("entry_id");

-- What entries have told until now.
INSERT INTO "member_entries" ("user_id", "entry_id")
SELECT DISTINCT ("one"->>'id')::uuid, "a"."id"
FROM "activities" "a", jsonb_array_elements("a"."detail"->'members') AS "one"
WHERE "a"."subject" = 'role' AND "a"."outcome" = 'done' AND "a"."action" IN ('role.members-added', 'role.members-removed')
  AND jsonb_typeof("a"."detail"->'members') = 'array' AND jsonb_typeof("one") = 'object'
  AND "one"->>'id' ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
