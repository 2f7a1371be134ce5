-- Whoever runs the installation: their own logins, sessions and trail, in a schema of their own. Their role may do
-- nothing anywhere else, and no other role may do anything here.
CREATE SCHEMA operator;
REVOKE USAGE ON SCHEMA public FROM divan_operator;
GRANT USAGE ON SCHEMA operator TO divan_operator;

CREATE TABLE operator.account (
  id uuid PRIMARY KEY,
  identifier text NOT NULL UNIQUE CHECK (identifier <> ''),
  -- Null until the one-time code of the console was used.
  password_hash text,
  access_code_hash bytea,
  access_code_until timestamptz,
  -- The secret is sealed; no session opens anything before a first code has confirmed it.
  totp_secret_sealed bytea,
  totp_confirmed_at timestamptz,
  totp_last_step bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  CHECK ((access_code_hash IS NULL) = (access_code_until IS NULL)),
  CHECK (totp_confirmed_at IS NULL OR totp_secret_sealed IS NOT NULL)
);

CREATE TABLE operator.session (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES operator.account,
  token_hash bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
  csrf_token text NOT NULL,
  -- The password was right and a code is still to come: opens the pages of the second factor only.
  awaiting_code boolean NOT NULL,
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz
);
CREATE INDEX ON operator.session (account_id) WHERE revoked_at IS NULL;

CREATE TABLE operator.submission (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES operator.account,
  route text NOT NULL,
  status integer,
  location text,
  created_at timestamptz NOT NULL
);

-- What they did: one chain for the installation, hash(n) = sha256(hash(n-1) || event n). The process computes it.
CREATE TABLE operator.audit_head (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  seq bigint NOT NULL,
  hash bytea NOT NULL
);
INSERT INTO operator.audit_head (seq, hash) VALUES (0, sha256('divan operator'::bytea));

CREATE TABLE operator.audit_event (
  seq bigint PRIMARY KEY,
  at timestamptz NOT NULL,
  -- Null: whoever holds the console, or nobody who had logged in.
  account_id uuid,
  action text NOT NULL,
  subject_type text NOT NULL,
  subject_id uuid,
  facts jsonb NOT NULL,
  hash bytea NOT NULL
);

GRANT SELECT, INSERT, UPDATE ON operator.account, operator.session, operator.submission TO divan_operator;
GRANT SELECT, UPDATE ON operator.audit_head TO divan_operator;
GRANT SELECT, INSERT ON operator.audit_event TO divan_operator;
