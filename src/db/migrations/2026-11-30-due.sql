-- The cell: what the worker reads across practices. Same database as theirs, and content-free (ids, kinds, instants):
-- no key leaves it, none enters it. A practice writes its own rows with plain statements in its own transaction.
CREATE SCHEMA cell;
GRANT USAGE ON SCHEMA cell TO divan_practice, divan_jobs;

-- What is to be done, and when. One row a subject: asked for again it takes a new id, so that whoever runs the former
-- asking can tell; done, it is gone.
CREATE TABLE cell.due (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT due_kind CHECK (kind ~ '^[a-z]+(-[a-z]+)*$'),
  subject_id uuid NOT NULL,
  due_at timestamptz NOT NULL,
  -- A person waits for it: goes before what does not.
  urgent boolean NOT NULL DEFAULT false,
  -- Handed to the queue: nobody hands it out again before.
  lease_until timestamptz,
  -- The queue tried as often as it may.
  failed_at timestamptz,
  CONSTRAINT due_pkey PRIMARY KEY (practice_id, id),
  CONSTRAINT due_once UNIQUE (practice_id, kind, subject_id)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
CREATE INDEX due_by_time ON cell.due (kind, due_at);
CREATE INDEX due_urgent ON cell.due (kind, due_at) WHERE urgent;
ALTER TABLE cell.due ENABLE ROW LEVEL SECURITY;
ALTER TABLE cell.due FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON cell.due TO divan_practice
  USING (practice_id = nullif(current_setting('app.practice_id', true), '')::uuid);
CREATE POLICY clock ON cell.due TO divan_jobs USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON cell.due TO divan_practice;
GRANT SELECT, UPDATE (lease_until, failed_at) ON cell.due TO divan_jobs;

-- When each sweep runs next; once, however many workers there are.
CREATE TABLE cell.sweep (
  name text NOT NULL CONSTRAINT sweep_name CHECK (name ~ '^[a-z]+(-[a-z]+)*$'),
  due_at timestamptz NOT NULL,
  lease_until timestamptz,
  CONSTRAINT sweep_pkey PRIMARY KEY (name)
);
GRANT SELECT, INSERT, UPDATE ON cell.sweep TO divan_jobs;

-- A sweep takes away what left long ago.
GRANT DELETE ON outbox_message TO divan_practice;
