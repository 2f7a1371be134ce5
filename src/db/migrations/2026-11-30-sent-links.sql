-- Links sent to people, and the code by which an address names its practice.
--
-- The practice has its code, the directory an index of it: whoever follows the index compares. The code is no secret;
-- it is random so that nobody counts practices by it. 24 random bits of a uuid are four letters of base64url.
CREATE FUNCTION random_code() RETURNS text LANGUAGE sql VOLATILE SET search_path = pg_catalog AS $$
  SELECT translate(encode(substring(uuid_send(gen_random_uuid()) FROM 1 FOR 3), 'base64'), '+/', '-_')
$$;

ALTER TABLE practice ADD code text NOT NULL DEFAULT random_code() CHECK (code ~ '^[A-Za-z0-9_-]{4}$');
ALTER TABLE directory.practice ADD code text;

-- Migrations are held by the policies like everyone; these four touch every practice once.
ALTER TABLE practice NO FORCE ROW LEVEL SECURITY;
ALTER TABLE directory.practice NO FORCE ROW LEVEL SECURITY;
ALTER TABLE calendar_feed NO FORCE ROW LEVEL SECURITY;
ALTER TABLE reset_link NO FORCE ROW LEVEL SECURITY;

DO $$
BEGIN
  WHILE EXISTS (SELECT FROM practice GROUP BY code HAVING count(*) > 1) LOOP
    UPDATE practice SET code = random_code() WHERE code IN (SELECT code FROM practice GROUP BY code HAVING count(*) > 1);
  END LOOP;
END $$;
UPDATE directory.practice d SET code = p.code FROM practice p WHERE p.practice_id = d.practice_id;
ALTER TABLE directory.practice ALTER code SET NOT NULL;
ALTER TABLE directory.practice ADD CONSTRAINT practice_code UNIQUE (code);

CREATE TABLE link (
  practice_id uuid NOT NULL REFERENCES practice,
  id uuid NOT NULL,
  -- Which feature answers, and the row of its own that it is about.
  purpose text NOT NULL CHECK (purpose <> ''),
  subject_id uuid NOT NULL,
  -- Whom it was sent to, where one subject is sent to several people.
  contact_id uuid,
  -- SHA-256 of the secret: a stolen backup opens nothing.
  token_hash bytea NOT NULL CHECK (octet_length(token_hash) = 32),
  language text CHECK (language IN ('fr', 'en')),
  created_at timestamptz NOT NULL,
  expires_at timestamptz,
  revoked_at timestamptz,
  PRIMARY KEY (practice_id, id)
);
CREATE UNIQUE INDEX link_token ON link (practice_id, token_hash);
CREATE UNIQUE INDEX link_living ON link (practice_id, purpose, subject_id, contact_id) NULLS NOT DISTINCT
  WHERE revoked_at IS NULL;

-- What programs have subscribed to goes on: the same secrets, found in one place. Only the latest link that resets an
-- account's password is still good; an older one lasts less than an hour.
INSERT INTO link (practice_id, id, purpose, subject_id, token_hash, created_at, revoked_at)
SELECT practice_id, gen_random_uuid(), 'calendar-feed', id, token_hash, created_at, revoked_at FROM calendar_feed;
INSERT INTO link (practice_id, id, purpose, subject_id, token_hash, created_at, expires_at)
SELECT DISTINCT ON (practice_id, user_id)
  practice_id, gen_random_uuid(), 'password-reset', user_id, token_hash, created_at, expires_at
FROM reset_link WHERE used_at IS NULL ORDER BY practice_id, user_id, created_at DESC;

SELECT enclose_tenant_table('link');
GRANT SELECT, INSERT, UPDATE ON link TO divan_practice;

DROP TABLE reset_link;
ALTER TABLE calendar_feed DROP token_hash, DROP revoked_at;
ALTER TABLE practice FORCE ROW LEVEL SECURITY;
ALTER TABLE directory.practice FORCE ROW LEVEL SECURITY;
ALTER TABLE calendar_feed FORCE ROW LEVEL SECURITY;
-- From here on the application makes them.
ALTER TABLE practice ALTER code DROP DEFAULT;
DROP FUNCTION random_code();
