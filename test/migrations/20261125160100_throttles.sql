INSERT INTO throttles (subject, tries, counted_until, blocked_until, known_until) VALUES
  (sha256('somebody else'), 3, now() + interval '1 hour', now(), now() + interval '1 hour');
