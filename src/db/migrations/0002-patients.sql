-- Patients: files, the people around them, their consents, and imports.

CREATE TABLE patient (
  practice_id uuid NOT NULL REFERENCES practice,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('adult', 'minor', 'couple', 'family')),
  last_name text NOT NULL CHECK (char_length(last_name) BETWEEN 1 AND 300),
  first_name text NOT NULL DEFAULT '' CHECK (char_length(first_name) <= 300),
  birth_date date,
  emails text[] NOT NULL DEFAULT '{}',
  -- E.164 where the number is understood, as typed otherwise.
  phones text[] NOT NULL DEFAULT '{}',
  address_street text NOT NULL DEFAULT '',
  address_postcode text NOT NULL DEFAULT '',
  address_city text NOT NULL DEFAULT '',
  referred_by text NOT NULL DEFAULT '',
  -- Free text about a person: sealed with the patient's key.
  remarks_sealed bytea,
  -- Folded names, mails and phone digits; maintained by the patient actions alone.
  search_key text NOT NULL,
  sort_key text NOT NULL,
  merged_into_id uuid,
  merged_at timestamptz,
  archived_at timestamptz,
  retention_state text NOT NULL DEFAULT 'active' CHECK (retention_state IN ('active', 'legalArchive', 'erased')),
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (practice_id, id),
  FOREIGN KEY (practice_id, merged_into_id) REFERENCES patient,
  CHECK (merged_into_id <> id)
);
CREATE INDEX ON patient (practice_id, sort_key, id);
-- Few files are merged: reading a survivor with what was merged into it must not cost the others anything.
CREATE INDEX ON patient (practice_id, merged_into_id) WHERE merged_into_id IS NOT NULL;
SELECT enclose_tenant_table('patient');
GRANT SELECT, INSERT, UPDATE ON patient TO divan_practice;

CREATE TABLE patient_member (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  group_id uuid NOT NULL,
  member_id uuid NOT NULL,
  position integer NOT NULL,
  PRIMARY KEY (practice_id, id),
  UNIQUE (practice_id, group_id, member_id),
  FOREIGN KEY (practice_id, group_id) REFERENCES patient,
  FOREIGN KEY (practice_id, member_id) REFERENCES patient,
  CHECK (group_id <> member_id)
);
CREATE INDEX ON patient_member (practice_id, member_id);
SELECT enclose_tenant_table('patient_member');
GRANT SELECT, INSERT, UPDATE, DELETE ON patient_member TO divan_practice;

-- Who holds parental authority or guardianship over a minor (or protected adult).
CREATE TABLE guardian (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  patient_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('parent', 'legalGuardian', 'other')),
  last_name text NOT NULL CHECK (char_length(last_name) BETWEEN 1 AND 300),
  first_name text NOT NULL DEFAULT '',
  email text NOT NULL DEFAULT '',
  phone text NOT NULL DEFAULT '',
  may_be_contacted boolean NOT NULL DEFAULT true,
  may_be_billed boolean NOT NULL DEFAULT false,
  may_be_informed boolean NOT NULL DEFAULT true,
  removed_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (practice_id, id),
  FOREIGN KEY (practice_id, patient_id) REFERENCES patient
);
CREATE INDEX ON guardian (practice_id, patient_id);
SELECT enclose_tenant_table('guardian');
GRANT SELECT, INSERT, UPDATE ON guardian TO divan_practice;

-- Who pays when it is not the patient: a parent, an employer, an insurer.
CREATE TABLE payer (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  patient_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('person', 'organisation')),
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 300),
  email text NOT NULL DEFAULT '',
  address_street text NOT NULL DEFAULT '',
  address_postcode text NOT NULL DEFAULT '',
  address_city text NOT NULL DEFAULT '',
  is_default boolean NOT NULL DEFAULT false,
  removed_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (practice_id, id),
  FOREIGN KEY (practice_id, patient_id) REFERENCES patient
);
CREATE INDEX ON payer (practice_id, patient_id);
SELECT enclose_tenant_table('payer');
GRANT SELECT, INSERT, UPDATE ON payer TO divan_practice;

-- One row per decision; the latest per patient, guardian and subject is in force.
CREATE TABLE consent (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  patient_id uuid NOT NULL,
  guardian_id uuid,
  subject text NOT NULL CHECK (subject IN ('email', 'sms', 'phone', 'post', 'dataProcessing', 'therapy')),
  given boolean NOT NULL,
  decided_on date NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by uuid NOT NULL,
  PRIMARY KEY (practice_id, id),
  FOREIGN KEY (practice_id, patient_id) REFERENCES patient,
  FOREIGN KEY (practice_id, guardian_id) REFERENCES guardian,
  FOREIGN KEY (practice_id, recorded_by) REFERENCES user_account
);
CREATE INDEX ON consent (practice_id, patient_id);
SELECT enclose_tenant_table('consent');
GRANT SELECT, INSERT ON consent TO divan_practice;

-- A file brought in: its parsed content waits here, sealed, between preview and confirmation.
CREATE TABLE import_batch (
  practice_id uuid NOT NULL REFERENCES practice,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('patients', 'calendar')),
  file_name text NOT NULL,
  file_hash bytea NOT NULL,
  content_sealed bytea NOT NULL,
  -- The choices made on the review page (mapping, decisions per line), never the content itself.
  choices jsonb NOT NULL DEFAULT '{}',
  result jsonb,
  status text NOT NULL DEFAULT 'preview' CHECK (status IN ('preview', 'done')),
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL,
  done_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (practice_id, id),
  FOREIGN KEY (practice_id, created_by) REFERENCES user_account
);
SELECT enclose_tenant_table('import_batch');
GRANT SELECT, INSERT, UPDATE, DELETE ON import_batch TO divan_practice;

-- Which line of which file became which patient: nothing is imported twice.
CREATE TABLE imported_line (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  batch_id uuid NOT NULL,
  line_hash bytea NOT NULL,
  patient_id uuid NOT NULL,
  PRIMARY KEY (practice_id, id),
  UNIQUE (practice_id, line_hash),
  FOREIGN KEY (practice_id, batch_id) REFERENCES import_batch,
  FOREIGN KEY (practice_id, patient_id) REFERENCES patient
);
SELECT enclose_tenant_table('imported_line');
GRANT SELECT, INSERT ON imported_line TO divan_practice;
