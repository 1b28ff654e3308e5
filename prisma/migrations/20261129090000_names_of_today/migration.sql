-- A name that was given up is looked for by nobody who signs in. Whoever removes people again and again, or gives one
-- address to many, makes nobody else's sign-in slower. No name is empty: that condition keeps the index for those who
-- name it, and from being read whole, all tenants of it, by whoever asks for what is not deleted.
DROP INDEX "users_sign_in_name";

CREATE INDEX "users_sign_in_name" ON "users"("user_name_key" text_pattern_ops) WHERE (user_name_key <> '' AND deleted_at IS NULL);

DROP INDEX "users_email";

CREATE INDEX "users_email" ON "users"("email_key", "active" DESC, "id") WHERE (email_key <> user_name_key AND deleted_at IS NULL);
