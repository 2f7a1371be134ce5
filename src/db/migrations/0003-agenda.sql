-- The agenda: places, types, opening hours, time off, appointments, and the occupancy that makes
-- double booking impossible.

CREATE TABLE place (
  practice_id uuid NOT NULL REFERENCES practice,
  id uuid NOT NULL,
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 300),
  kind text NOT NULL CHECK (kind IN ('cabinet', 'video', 'home')),
  address text NOT NULL DEFAULT '',
  position integer NOT NULL DEFAULT 0,
  archived_at timestamptz,
  -- What the last edit replaced, so that "Annuler" gives it back.
  previous jsonb,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (practice_id, id)
);
SELECT enclose_tenant_table('place');
GRANT SELECT, INSERT, UPDATE ON place TO divan_practice;

CREATE TABLE appointment_type (
  practice_id uuid NOT NULL REFERENCES practice,
  id uuid NOT NULL,
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 300),
  duration_minutes integer NOT NULL CHECK (duration_minutes BETWEEN 5 AND 720),
  price_cents integer NOT NULL CHECK (price_cents BETWEEN 0 AND 10000000),
  vat_mode text NOT NULL DEFAULT 'EXEMPT_CARE' CHECK (vat_mode IN ('EXEMPT_CARE', 'FRANCHISE', 'STANDARD')),
  colour text NOT NULL DEFAULT 'sage' CHECK (colour IN ('sage', 'ocean', 'plum', 'ochre', 'rose')),
  buffer_before_minutes integer NOT NULL DEFAULT 0 CHECK (buffer_before_minutes BETWEEN 0 AND 240),
  buffer_after_minutes integer NOT NULL DEFAULT 0 CHECK (buffer_after_minutes BETWEEN 0 AND 240),
  step_minutes integer NOT NULL DEFAULT 15 CHECK (step_minutes BETWEEN 5 AND 240),
  notice_hours integer NOT NULL DEFAULT 24 CHECK (notice_hours BETWEEN 0 AND 2160),
  horizon_days integer NOT NULL DEFAULT 60 CHECK (horizon_days BETWEEN 1 AND 730),
  bookable_by text NOT NULL DEFAULT 'nobody' CHECK (bookable_by IN ('nobody', 'known', 'everybody')),
  first_interview boolean NOT NULL DEFAULT false,
  place_id uuid,
  position integer NOT NULL DEFAULT 0,
  archived_at timestamptz,
  previous jsonb,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (practice_id, id),
  FOREIGN KEY (practice_id, place_id) REFERENCES place
);
SELECT enclose_tenant_table('appointment_type');
GRANT SELECT, INSERT, UPDATE ON appointment_type TO divan_practice;

CREATE TABLE opening_hours (
  practice_id uuid NOT NULL REFERENCES practice,
  id uuid NOT NULL,
  place_id uuid,
  weekday integer NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  opens_at time NOT NULL,
  closes_at time NOT NULL,
  valid_from date,
  valid_to date,
  PRIMARY KEY (practice_id, id),
  FOREIGN KEY (practice_id, place_id) REFERENCES place,
  CHECK (opens_at < closes_at),
  CHECK (valid_from <= valid_to)
);
SELECT enclose_tenant_table('opening_hours');
GRANT SELECT, INSERT, UPDATE, DELETE ON opening_hours TO divan_practice;

-- Each week of opening hours that was replaced, so that "Annuler" gives it back.
CREATE TABLE replaced_week (
  practice_id uuid NOT NULL REFERENCES practice,
  id uuid NOT NULL,
  hours jsonb NOT NULL,
  replaced_at timestamptz NOT NULL,
  PRIMARY KEY (practice_id, id)
);
SELECT enclose_tenant_table('replaced_week');
GRANT SELECT, INSERT, DELETE ON replaced_week TO divan_practice;

CREATE TABLE time_off (
  practice_id uuid NOT NULL REFERENCES practice,
  id uuid NOT NULL,
  practitioner_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('holiday', 'training', 'illness', 'supervision', 'private')),
  label text NOT NULL DEFAULT '' CHECK (char_length(label) <= 300),
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  -- Whole days: civil dates, both included. Null for a part of a day.
  start_date date,
  end_date date,
  rule text,
  source text,
  source_uid text NOT NULL DEFAULT '',
  source_recurrence_id text NOT NULL DEFAULT '',
  removed_at timestamptz,
  previous jsonb,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (practice_id, id),
  FOREIGN KEY (practice_id, practitioner_id) REFERENCES practitioner,
  CHECK (starts_at < ends_at)
);
CREATE INDEX ON time_off (practice_id, starts_at);
CREATE UNIQUE INDEX time_off_source ON time_off (practice_id, source, source_uid, source_recurrence_id) WHERE source IS NOT NULL;
SELECT enclose_tenant_table('time_off');
GRANT SELECT, INSERT, UPDATE ON time_off TO divan_practice;

CREATE TABLE appointment_series (
  practice_id uuid NOT NULL REFERENCES practice,
  id uuid NOT NULL,
  rule text NOT NULL,
  zone text NOT NULL,
  starts_on date NOT NULL,
  source text,
  source_uid text NOT NULL DEFAULT '',
  PRIMARY KEY (practice_id, id)
);
CREATE UNIQUE INDEX appointment_series_source ON appointment_series (practice_id, source, source_uid) WHERE source IS NOT NULL;
SELECT enclose_tenant_table('appointment_series');
GRANT SELECT, INSERT, UPDATE ON appointment_series TO divan_practice;

CREATE TABLE appointment (
  practice_id uuid NOT NULL REFERENCES practice,
  id uuid NOT NULL,
  practitioner_id uuid NOT NULL,
  type_id uuid NOT NULL,
  place_id uuid,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  -- What was agreed with the patient: the civil date and wall time, in this zone.
  date date NOT NULL,
  wall_time time NOT NULL,
  zone text NOT NULL,
  status text NOT NULL CHECK (status IN ('requested', 'confirmed', 'arrived', 'held', 'cancelled', 'noShow')),
  -- The status before cancelling or missing, given back by "rétablir".
  previous_status text CHECK (previous_status IN ('requested', 'confirmed', 'arrived', 'held')),
  cancelled_by text CHECK (cancelled_by IN ('patient', 'practitioner')),
  cancelled_at timestamptz,
  late boolean NOT NULL DEFAULT false,
  reason_sealed bytea,
  note_sealed bytea,
  price_cents integer NOT NULL CHECK (price_cents >= 0),
  -- Imported past that overlaps something: shown and marked, but it occupies nobody.
  overlapping boolean NOT NULL DEFAULT false,
  series_id uuid,
  occurrence_date date,
  source text,
  source_uid text NOT NULL DEFAULT '',
  source_recurrence_id text NOT NULL DEFAULT '',
  -- What the last move or edit replaced (ids and times; the note as it was sealed), given back by its undo.
  previous jsonb,
  previous_note_sealed bytea,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (practice_id, id),
  FOREIGN KEY (practice_id, practitioner_id) REFERENCES practitioner,
  FOREIGN KEY (practice_id, type_id) REFERENCES appointment_type,
  FOREIGN KEY (practice_id, place_id) REFERENCES place,
  FOREIGN KEY (practice_id, series_id) REFERENCES appointment_series,
  CHECK (starts_at < ends_at)
);
CREATE INDEX ON appointment (practice_id, starts_at);
CREATE UNIQUE INDEX appointment_source ON appointment (practice_id, source, source_uid, source_recurrence_id) WHERE source IS NOT NULL;
SELECT enclose_tenant_table('appointment');
-- DELETE serves one thing: taking back an entry nothing has happened to yet.
GRANT SELECT, INSERT, UPDATE, DELETE ON appointment TO divan_practice;

CREATE TABLE appointment_patient (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  appointment_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  position integer NOT NULL DEFAULT 0,
  PRIMARY KEY (practice_id, id),
  UNIQUE (practice_id, appointment_id, patient_id),
  FOREIGN KEY (practice_id, appointment_id) REFERENCES appointment,
  FOREIGN KEY (practice_id, patient_id) REFERENCES patient
);
CREATE INDEX ON appointment_patient (practice_id, patient_id);
SELECT enclose_tenant_table('appointment_patient');
GRANT SELECT, INSERT, UPDATE, DELETE ON appointment_patient TO divan_practice;

-- One row per live appointment or hold; buffers are inside the span. The constraint, not a check in
-- code, is what makes two people at one time impossible.
CREATE TABLE occupancy (
  practice_id uuid NOT NULL REFERENCES practice,
  id uuid NOT NULL,
  practitioner_id uuid NOT NULL,
  appointment_id uuid,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  span tstzrange GENERATED ALWAYS AS (tstzrange(starts_at, ends_at, '[)')) STORED,
  blocking boolean NOT NULL DEFAULT true,
  hold_expires_at timestamptz,
  PRIMARY KEY (practice_id, id),
  UNIQUE (practice_id, appointment_id),
  FOREIGN KEY (practice_id, practitioner_id) REFERENCES practitioner,
  FOREIGN KEY (practice_id, appointment_id) REFERENCES appointment,
  CHECK (starts_at < ends_at),
  CHECK ((appointment_id IS NULL) = (hold_expires_at IS NOT NULL)),
  CONSTRAINT occupancy_no_overlap EXCLUDE USING gist (practice_id WITH =, practitioner_id WITH =, span WITH &&)
    WHERE (blocking) DEFERRABLE INITIALLY IMMEDIATE
);
CREATE INDEX ON occupancy (practice_id, practitioner_id, starts_at);
CREATE INDEX ON occupancy (practice_id, practitioner_id, hold_expires_at) WHERE hold_expires_at IS NOT NULL;
SELECT enclose_tenant_table('occupancy');
GRANT SELECT, INSERT, UPDATE, DELETE ON occupancy TO divan_practice;
