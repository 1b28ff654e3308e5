-- PostgreSQL reads the condition of a trigger anew with each statement, longer than it takes to carry it out. So it only
-- tells identity providers, who write nearly all activity, from everybody else, and the function looks at the rest.
CREATE OR REPLACE FUNCTION "audit_activity"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- What people do for themselves (signing in, their own password) is not for the trail.
  IF NEW."actor" IN ('user', 'operator')
    AND (NEW."actor_id" = NEW."subject_id" AND NEW."action" ~ '^user[.](sign|password|session)') IS NOT TRUE
  THEN
    PERFORM "append_audit_entry"(NEW);
  END IF;
  RETURN NULL;
END
$$;

DROP TRIGGER "activities_audit" ON "activities";

CREATE CONSTRAINT TRIGGER "activities_audit"
  AFTER INSERT ON "activities"
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW
  WHEN (NEW."actor" <> 'identity-provider')
  EXECUTE FUNCTION "audit_activity"();
