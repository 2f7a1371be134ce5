GRANT DELETE ON link TO divan_practice;

-- What other services report. One whose address names the practice is kept in it, sealed; one that does not is kept in
-- the directory once its signature was checked, without its body: which practice it is about is found out afterwards.
CREATE TABLE webhook_event (
  practice_id uuid NOT NULL REFERENCES practice,
  id uuid NOT NULL,
  source text NOT NULL CHECK (source <> ''),
  -- The sender's own id of the event, or the SHA-256 of its body where it gives none.
  event_id text NOT NULL CHECK (char_length(event_id) BETWEEN 1 AND 300),
  body_sealed bytea NOT NULL,
  -- How often it was delivered: a repeat is one event.
  received integer NOT NULL DEFAULT 1 CHECK (received > 0),
  received_at timestamptz NOT NULL,
  processed_at timestamptz,
  PRIMARY KEY (practice_id, id),
  CONSTRAINT webhook_event_once UNIQUE (practice_id, source, event_id)
);
SELECT enclose_tenant_table('webhook_event');
GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_event TO divan_practice;

CREATE TABLE directory.webhook_event (
  source text NOT NULL CHECK (source <> ''),
  -- Whose account at the sender's it is about; '' where the event says none.
  account text NOT NULL CHECK (char_length(account) <= 300),
  event_id text NOT NULL CHECK (char_length(event_id) BETWEEN 1 AND 300),
  id uuid NOT NULL UNIQUE,
  type text NOT NULL CHECK (char_length(type) <= 300),
  object_id text NOT NULL CHECK (char_length(object_id) <= 300),
  body_hash bytea NOT NULL CHECK (octet_length(body_hash) = 32),
  received integer NOT NULL DEFAULT 1 CHECK (received > 0),
  received_at timestamptz NOT NULL,
  processed_at timestamptz,
  PRIMARY KEY (source, account, event_id)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON directory.webhook_event TO divan_directory;
