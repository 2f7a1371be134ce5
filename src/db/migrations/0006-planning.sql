-- Planning: periods and days with hours of their own, recurring time off, holidays, series that can be edited,
-- patients' availabilities, and the private calendar address.

-- A stretch of civil days (both included) with a week of its own: school holidays, a summer. Within it the usual
-- week does not apply.
CREATE TABLE opening_period (
  practice_id uuid NOT NULL REFERENCES practice,
  id uuid NOT NULL,
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 300),
  first_date date NOT NULL,
  last_date date NOT NULL,
  removed_at timestamptz,
  -- What the last edit replaced (dates, name and hours), so that "Annuler" gives it back.
  previous jsonb,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (practice_id, id),
  CHECK (first_date <= last_date)
);
SELECT enclose_tenant_table('opening_period');
GRANT SELECT, INSERT, UPDATE ON opening_period TO divan_practice;

-- Null: the usual week.
ALTER TABLE opening_hours ADD period_id uuid,
  ADD FOREIGN KEY (practice_id, period_id) REFERENCES opening_period;

-- One civil day with hours of its own, at every place or at one: they replace what the week says there.
-- An empty list closes the day.
CREATE TABLE opening_exception (
  practice_id uuid NOT NULL REFERENCES practice,
  id uuid NOT NULL,
  date date NOT NULL,
  place_id uuid,
  -- [{"from": "HH:MM", "to": "HH:MM"}], in order, not overlapping.
  hours jsonb NOT NULL,
  label text NOT NULL DEFAULT '' CHECK (char_length(label) <= 300),
  removed_at timestamptz,
  previous jsonb,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (practice_id, id),
  FOREIGN KEY (practice_id, place_id) REFERENCES place
);
CREATE INDEX ON opening_exception (practice_id, date);
SELECT enclose_tenant_table('opening_exception');
GRANT SELECT, INSERT, UPDATE ON opening_exception TO divan_practice;

-- What a practice chose for its agenda; no row: what is written here as default.
CREATE TABLE agenda_setting (
  practice_id uuid NOT NULL REFERENCES practice,
  id uuid NOT NULL,
  public_holidays text NOT NULL DEFAULT 'block' CHECK (public_holidays IN ('hidden', 'shown', 'block')),
  school_holidays text NOT NULL DEFAULT 'shown' CHECK (school_holidays IN ('hidden', 'shown', 'block')),
  -- Null: the zone of the practice's department.
  school_zone text CHECK (school_zone IN ('A', 'B', 'C', 'corse', 'guadeloupe', 'guyane', 'martinique', 'mayotte', 'reunion')),
  -- Free times offered first touch an appointment, so that the day does not crumble.
  prefer_touching boolean NOT NULL DEFAULT true,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (practice_id, id)
);
CREATE UNIQUE INDEX agenda_setting_once ON agenda_setting (practice_id);
SELECT enclose_tenant_table('agenda_setting');
GRANT SELECT, INSERT, UPDATE ON agenda_setting TO divan_practice;

-- A recurring time off: starts_at, ends_at (or the dates) are its first one, rule repeats it in the practice's time.
-- recurs_until is the civil date of the last one (null: for ever); excluded_dates are the ones taken out.
ALTER TABLE time_off ADD recurs_until date,
  ADD excluded_dates date[] NOT NULL DEFAULT '{}';
CREATE INDEX time_off_recurring ON time_off (practice_id) WHERE rule IS NOT NULL AND removed_at IS NULL;

-- Series are edited by ending one and beginning another ("following"); each change of several appointments has an
-- id, so that one "Annuler" takes all of it back.
-- wall_time is the time agreed on; null for a series of a calendar file that tells it with its first event.
ALTER TABLE appointment_series ADD version integer NOT NULL DEFAULT 1,
  ADD wall_time time;
-- Undoing the entry of a series leaves nothing of it.
GRANT DELETE ON appointment_series TO divan_practice;
ALTER TABLE appointment ADD change_id uuid;
CREATE INDEX ON appointment (practice_id, series_id, starts_at) WHERE series_id IS NOT NULL;
CREATE INDEX ON appointment (practice_id, change_id) WHERE change_id IS NOT NULL;

-- One change of several appointments. They carry its id until something else changes them: when fewer than touched
-- still do, it can no longer be taken back. An appointment without previous was made by it.
CREATE TABLE appointment_change (
  practice_id uuid NOT NULL REFERENCES practice,
  id uuid NOT NULL,
  touched integer NOT NULL CHECK (touched > 0),
  -- The series it began, and those it ended or shifted as they were: [{"id", "rule", "startsOn", "wallTime"}].
  begun_series_id uuid,
  series_before jsonb NOT NULL DEFAULT '[]',
  made_at timestamptz NOT NULL,
  undone_at timestamptz,
  PRIMARY KEY (practice_id, id)
);
SELECT enclose_tenant_table('appointment_change');
GRANT SELECT, INSERT, UPDATE ON appointment_change TO divan_practice;

-- When a patient can come: weekly windows of the practice's time. Every second week: counted from the first such
-- weekday on or after valid_from.
CREATE TABLE patient_availability (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  patient_id uuid NOT NULL,
  weekday integer NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  from_time time NOT NULL,
  to_time time NOT NULL,
  every_weeks integer NOT NULL DEFAULT 1 CHECK (every_weeks IN (1, 2)),
  valid_from date,
  valid_to date,
  removed_at timestamptz,
  -- What the last edit replaced, so that "Annuler" gives it back.
  previous jsonb,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (practice_id, id),
  FOREIGN KEY (practice_id, patient_id) REFERENCES patient,
  CHECK (from_time < to_time),
  CHECK (valid_from <= valid_to),
  CHECK (every_weeks = 1 OR valid_from IS NOT NULL)
);
CREATE INDEX ON patient_availability (practice_id, patient_id);
SELECT enclose_tenant_table('patient_availability');
GRANT SELECT, INSERT, UPDATE ON patient_availability TO divan_practice;

-- A private calendar address. Its token names the practice; of the secret in it only the hash is kept.
CREATE TABLE calendar_feed (
  practice_id uuid NOT NULL REFERENCES practice,
  id uuid NOT NULL,
  practitioner_id uuid NOT NULL,
  name text NOT NULL DEFAULT '' CHECK (char_length(name) <= 300),
  token_hash bytea NOT NULL,
  titles text NOT NULL DEFAULT 'initials' CHECK (titles IN ('busy', 'initials', 'names')),
  created_at timestamptz NOT NULL,
  revoked_at timestamptz,
  last_read_at timestamptz,
  -- What was sent last, and since when it has been that: so a program is told that nothing changed.
  content_hash bytea,
  content_changed_at timestamptz,
  PRIMARY KEY (practice_id, id),
  FOREIGN KEY (practice_id, practitioner_id) REFERENCES practitioner
);
CREATE UNIQUE INDEX ON calendar_feed (practice_id, token_hash);
SELECT enclose_tenant_table('calendar_feed');
GRANT SELECT, INSERT, UPDATE ON calendar_feed TO divan_practice;
