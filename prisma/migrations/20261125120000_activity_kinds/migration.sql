-- Entries of one kind (actor, outcome and action) are a range of an index, of a tenant, of a subject and of a person,
-- so that no filter of a list reads what does not fit.
DROP INDEX "activities_identity_provider";
DROP INDEX "activities_others";
DROP INDEX "activities_others_subject";
DROP INDEX "activities_tenant_id_subject_id_id_idx";

-- Each has an order of its own, NULLS LAST among it, so that a list that asks for it can read no other index instead.
CREATE INDEX "activities_kinds" ON "activities"("tenant_id", "actor", "outcome", "action", "id" DESC NULLS LAST);
CREATE INDEX "activities_subjects" ON "activities"("tenant_id", "subject_id", "outcome", "actor", "action", "id" DESC NULLS LAST);
CREATE INDEX "activities_people" ON "activities"("tenant_id", "actor_id", "action", "outcome", "id" DESC NULLS LAST) WHERE (actor = 'user');
