-- Whoever signs in is looked for in every tenant by the whole name. An index in the order of patterns can do that and no
-- more, so that a tenant's list or search is never read from among all tenants' users.
DROP INDEX "users_sign_in_name";
CREATE INDEX "users_sign_in_name" ON "users"("user_name_key" text_pattern_ops);
