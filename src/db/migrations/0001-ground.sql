-- The ground every feature stands on: the practice, its people, their logins, and the audit trail.
--
-- Conventions, checked by test/guards: every tenant table has practice_id, PRIMARY KEY (practice_id, id),
-- foreign keys that carry practice_id, and forced row-level security on app.practice_id.

CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE SCHEMA IF NOT EXISTS directory;
GRANT USAGE ON SCHEMA public TO divan_practice, divan_operator;
GRANT USAGE ON SCHEMA directory TO divan_directory, divan_practice;

-- Closes a table to every practice but the one entered, for its owner too (FORCE), and makes that
-- practice the default of practice_id, so that an insert cannot forget it.
CREATE FUNCTION enclose_tenant_table(target regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format(
    -- As a subquery the setting is read once a statement, not once a row.
    'CREATE POLICY tenant ON %s USING (practice_id = (SELECT nullif(current_setting(''app.practice_id'', true), '''')::uuid))', target);
  EXECUTE format(
    'ALTER TABLE %s ALTER practice_id SET DEFAULT nullif(current_setting(''app.practice_id'', true), '''')::uuid', target);
END $$;
REVOKE EXECUTE ON FUNCTION enclose_tenant_table(regclass) FROM PUBLIC;

CREATE TABLE practice (
  practice_id uuid PRIMARY KEY,
  slug text NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  time_zone text NOT NULL DEFAULT 'Europe/Paris',
  -- INSEE department code ('69', '2A', '974'): decides public holidays.
  department text,
  legal_name text NOT NULL DEFAULT '',
  address_street text NOT NULL DEFAULT '',
  address_postcode text NOT NULL DEFAULT '',
  address_city text NOT NULL DEFAULT '',
  phone text NOT NULL DEFAULT '',
  email text NOT NULL DEFAULT '',
  siret text NOT NULL DEFAULT '',
  vat_number text NOT NULL DEFAULT '',
  invoice_title text NOT NULL DEFAULT 'Facture' CHECK (invoice_title IN ('Facture', 'Note d’honoraires')),
  invoice_prefix text NOT NULL DEFAULT '',
  invoice_due_days integer NOT NULL DEFAULT 30 CHECK (invoice_due_days BETWEEN 0 AND 60),
  late_cancel_hours integer NOT NULL DEFAULT 24 CHECK (late_cancel_hours BETWEEN 0 AND 168),
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL
);
SELECT enclose_tenant_table('practice');
GRANT SELECT, INSERT, UPDATE ON practice TO divan_practice;

CREATE TABLE practitioner (
  practice_id uuid NOT NULL REFERENCES practice,
  id uuid NOT NULL,
  display_name text NOT NULL,
  profession text NOT NULL DEFAULT '',
  rpps text NOT NULL DEFAULT '',
  adeli text NOT NULL DEFAULT '',
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (practice_id, id)
);
SELECT enclose_tenant_table('practitioner');
GRANT SELECT, INSERT, UPDATE ON practitioner TO divan_practice;

CREATE TABLE user_account (
  practice_id uuid NOT NULL REFERENCES practice,
  id uuid NOT NULL,
  practitioner_id uuid NOT NULL,
  identifier text NOT NULL,
  display_name text NOT NULL,
  password_hash text NOT NULL,
  -- Second factor: the secret is sealed; a code's time step is burnt once used (RFC 6238 section 5.2).
  totp_secret_sealed bytea,
  totp_confirmed_at timestamptz,
  totp_last_step bigint NOT NULL DEFAULT 0,
  language text NOT NULL DEFAULT 'fr' CHECK (language IN ('fr', 'en')),
  theme text NOT NULL DEFAULT 'auto' CHECK (theme IN ('auto', 'light', 'dark')),
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (practice_id, id),
  FOREIGN KEY (practice_id, practitioner_id) REFERENCES practitioner
);
SELECT enclose_tenant_table('user_account');
GRANT SELECT, INSERT, UPDATE ON user_account TO divan_practice;

CREATE TABLE recovery_code (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  code_hash bytea NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (practice_id, id),
  FOREIGN KEY (practice_id, user_id) REFERENCES user_account
);
CREATE INDEX ON recovery_code (practice_id, user_id);
SELECT enclose_tenant_table('recovery_code');
GRANT SELECT, INSERT, UPDATE, DELETE ON recovery_code TO divan_practice;

-- Only the hash of a session token is kept: a stolen backup opens no session.
CREATE TABLE login_session (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  token_hash bytea NOT NULL,
  csrf_token text NOT NULL,
  user_agent text NOT NULL DEFAULT '',
  address text NOT NULL DEFAULT '',
  -- Password accepted, second factor still to come: opens nothing but the code page.
  awaiting_code boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  PRIMARY KEY (practice_id, id),
  FOREIGN KEY (practice_id, user_id) REFERENCES user_account
);
CREATE UNIQUE INDEX ON login_session (practice_id, token_hash);
CREATE INDEX ON login_session (practice_id, user_id);
SELECT enclose_tenant_table('login_session');
GRANT SELECT, INSERT, UPDATE, DELETE ON login_session TO divan_practice;

CREATE TABLE api_token (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  name text NOT NULL,
  token_hash bytea NOT NULL,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz,
  expires_at timestamptz,
  revoked_at timestamptz,
  PRIMARY KEY (practice_id, id),
  FOREIGN KEY (practice_id, user_id) REFERENCES user_account
);
CREATE UNIQUE INDEX ON api_token (practice_id, token_hash);
SELECT enclose_tenant_table('api_token');
GRANT SELECT, INSERT, UPDATE ON api_token TO divan_practice;

CREATE TABLE reset_link (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  token_hash bytea NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (practice_id, id),
  FOREIGN KEY (practice_id, user_id) REFERENCES user_account
);
CREATE UNIQUE INDEX ON reset_link (practice_id, token_hash);
SELECT enclose_tenant_table('reset_link');
GRANT SELECT, INSERT, UPDATE ON reset_link TO divan_practice;

-- One row per form sent: a repeat of the same submission answers the first result.
CREATE TABLE submission (
  practice_id uuid NOT NULL REFERENCES practice,
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  route text NOT NULL,
  -- The answer is set in the same transaction that claims the submission: it is only ever null inside it.
  status integer,
  location text,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (practice_id, id)
);
CREATE INDEX ON submission (practice_id, created_at);
SELECT enclose_tenant_table('submission');
GRANT SELECT, INSERT, UPDATE, DELETE ON submission TO divan_practice;

-- Mail and SMS waiting to leave. Text and recipient are sealed with the practice's key.
CREATE TABLE outbox_message (
  practice_id uuid NOT NULL REFERENCES practice,
  id uuid NOT NULL,
  channel text NOT NULL CHECK (channel IN ('email', 'sms')),
  purpose text NOT NULL,
  recipient_sealed bytea NOT NULL,
  subject_sealed bytea NOT NULL,
  body_sealed bytea NOT NULL,
  -- 'sending' is committed before the other server is spoken to: what a crash leaves in it may have left.
  status text NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'sending', 'sent', 'failed')),
  attempts integer NOT NULL DEFAULT 0,
  failure text,
  generation integer NOT NULL,
  created_at timestamptz NOT NULL,
  attempted_at timestamptz,
  -- Not sent later than this: a link that no longer opens anything.
  valid_until timestamptz,
  sent_at timestamptz,
  PRIMARY KEY (practice_id, id)
);
CREATE INDEX ON outbox_message (practice_id, created_at) WHERE status <> 'sent';
SELECT enclose_tenant_table('outbox_message');
GRANT SELECT, INSERT, UPDATE ON outbox_message TO divan_practice;

-- The audit trail. Rows enter through append_audit() alone; nobody updates or deletes them.
CREATE TABLE audit_head (
  practice_id uuid PRIMARY KEY REFERENCES practice,
  seq bigint NOT NULL,
  hash bytea NOT NULL
);
SELECT enclose_tenant_table('audit_head');
GRANT SELECT ON audit_head TO divan_practice;

CREATE TABLE audit_event (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  seq bigint NOT NULL,
  at timestamptz NOT NULL,
  actor_kind text NOT NULL CHECK (actor_kind IN ('user', 'token', 'system', 'visitor')),
  actor_id uuid,
  action text NOT NULL,
  subject_type text NOT NULL,
  subject_id uuid,
  -- Ids, counts and hashes only: never content, so that erasing a person leaves the chain whole.
  facts jsonb NOT NULL,
  -- The exact text that was hashed; recomputed by the verifying command.
  canonical text NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (practice_id, id),
  UNIQUE (practice_id, seq)
);
CREATE INDEX ON audit_event (practice_id, subject_id, seq);
CREATE INDEX ON audit_event (practice_id, at);
SELECT enclose_tenant_table('audit_event');
GRANT SELECT ON audit_event TO divan_practice;

-- Appends events to the entered practice's chain: hash(n) = sha256(hash(n-1) || canonical(n)).
-- The head row is the last lock of every transaction (order: practitioner, counter, chain head).
CREATE FUNCTION append_audit(events jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  tenant uuid := nullif(current_setting('app.practice_id', true), '')::uuid;
  head record;
  event jsonb;
  line text;
BEGIN
  INSERT INTO audit_head (practice_id, seq, hash) VALUES (tenant, 0, sha256('divan'::bytea)) ON CONFLICT DO NOTHING;
  SELECT seq, hash INTO head FROM audit_head WHERE practice_id = tenant FOR UPDATE;
  FOR event IN SELECT * FROM jsonb_array_elements(events) LOOP
    head.seq := head.seq + 1;
    line := (event || jsonb_build_object('seq', head.seq, 'practice', tenant))::text;
    head.hash := sha256(head.hash || convert_to(line, 'UTF8'));
    INSERT INTO audit_event (practice_id, id, seq, at, actor_kind, actor_id, action, subject_type, subject_id, facts, canonical, hash)
    VALUES (tenant, (event->>'id')::uuid, head.seq, (event->>'at')::timestamptz, event->>'actorKind', (event->>'actorId')::uuid,
            event->>'action', event->>'subjectType', (event->>'subjectId')::uuid, event->'facts', line, head.hash);
  END LOOP;
  UPDATE audit_head SET seq = head.seq, hash = head.hash WHERE practice_id = tenant;
END $$;
REVOKE EXECUTE ON FUNCTION append_audit(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION append_audit(jsonb) TO divan_practice;

-- What must be found before the practice is known. No content: an identifier, a slug, a count of failures.
CREATE TABLE directory.login (
  identifier text PRIMARY KEY,
  practice_id uuid NOT NULL,
  user_id uuid NOT NULL
);
CREATE TABLE directory.practice (
  practice_id uuid PRIMARY KEY,
  slug text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL
);
CREATE TABLE directory.login_throttle (
  key text PRIMARY KEY,
  failures integer NOT NULL,
  last_failure_at timestamptz NOT NULL,
  blocked_until timestamptz NOT NULL
);
CREATE INDEX ON directory.login_throttle (last_failure_at);
CREATE TABLE directory.installation (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  -- Raised by each restore: what was waiting in the outbox before then waits for a person.
  generation integer NOT NULL DEFAULT 1,
  first_steps_code_hash bytea,
  first_steps_done_at timestamptz
);
INSERT INTO directory.installation DEFAULT VALUES;

-- The generation under which a practice writes; it sees nothing else of the installation.
CREATE FUNCTION installation_generation() RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT generation FROM directory.installation
$$;
REVOKE EXECUTE ON FUNCTION installation_generation() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION installation_generation() TO divan_practice;
ALTER TABLE outbox_message ALTER generation SET DEFAULT installation_generation();

-- Uses up the first-steps code in the transaction that makes the practice: both happen, or neither.
CREATE FUNCTION finish_first_steps(code_hash bytea, done_at timestamptz) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  WITH closed AS (
    UPDATE directory.installation SET first_steps_done_at = done_at, first_steps_code_hash = NULL
    WHERE first_steps_done_at IS NULL AND first_steps_code_hash = code_hash
    RETURNING 1
  )
  SELECT EXISTS (SELECT FROM closed)
$$;
REVOKE EXECUTE ON FUNCTION finish_first_steps(bytea, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION finish_first_steps(bytea, timestamptz) TO divan_practice;

GRANT SELECT, INSERT, UPDATE, DELETE ON directory.login, directory.practice, directory.login_throttle TO divan_directory;
GRANT SELECT, UPDATE ON directory.installation TO divan_directory;

-- A practice enters its own login and slug in the transaction that makes or changes them; it sees no other.
GRANT SELECT, INSERT, UPDATE, DELETE ON directory.login, directory.practice TO divan_practice;
ALTER TABLE directory.login ENABLE ROW LEVEL SECURITY;
ALTER TABLE directory.login FORCE ROW LEVEL SECURITY;
CREATE POLICY everything ON directory.login TO divan_directory USING (true);
CREATE POLICY own ON directory.login TO divan_practice USING (practice_id = nullif(current_setting('app.practice_id', true), '')::uuid);
ALTER TABLE directory.practice ENABLE ROW LEVEL SECURITY;
ALTER TABLE directory.practice FORCE ROW LEVEL SECURITY;
CREATE POLICY everything ON directory.practice TO divan_directory USING (true);
CREATE POLICY own ON directory.practice TO divan_practice USING (practice_id = nullif(current_setting('app.practice_id', true), '')::uuid);
