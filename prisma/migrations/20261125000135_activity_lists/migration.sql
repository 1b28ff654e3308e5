-- The entries of each actor and outcome are a range of an index, so that no filter of a list reads what does not fit.
DROP INDEX "activities_tenant_id_id_idx";

-- CreateIndex
CREATE INDEX "activities_identity_provider" ON "activities"("tenant_id", "id" DESC) WHERE (actor = 'identity-provider' AND outcome = 'done');

-- CreateIndex
CREATE INDEX "activities_others" ON "activities"("tenant_id", "actor", "outcome", "id" DESC) WHERE (actor <> 'identity-provider' OR outcome <> 'done');

-- CreateIndex
CREATE INDEX "activities_others_subject" ON "activities"("tenant_id", "subject_id", "id" DESC) WHERE (actor <> 'identity-provider' OR outcome <> 'done');
