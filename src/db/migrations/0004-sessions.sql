-- Sessions held, and the private notes written about them.

CREATE TABLE session (
  practice_id uuid NOT NULL REFERENCES practice,
  id uuid NOT NULL,
  appointment_id uuid NOT NULL,
  -- The file it belongs to: exactly one. A couple's session belongs to the couple's file.
  patient_id uuid NOT NULL,
  date date NOT NULL,
  starts_at timestamptz NOT NULL,
  duration_minutes integer NOT NULL CHECK (duration_minutes > 0),
  price_cents integer NOT NULL CHECK (price_cents >= 0),
  -- Set when "held" was undone; the row stays so that its notes are never lost.
  undone_at timestamptz,
  note_version integer NOT NULL DEFAULT 0,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (practice_id, id),
  FOREIGN KEY (practice_id, appointment_id) REFERENCES appointment,
  FOREIGN KEY (practice_id, patient_id) REFERENCES patient
);
-- Held once at a time. An undone session that has notes stays beside the one held for another file since.
CREATE UNIQUE INDEX session_held_once ON session (practice_id, appointment_id) WHERE undone_at IS NULL;
CREATE INDEX ON session (practice_id, appointment_id);
CREATE INDEX ON session (practice_id, patient_id, starts_at);
CREATE INDEX ON session (practice_id, starts_at);
SELECT enclose_tenant_table('session');
GRANT SELECT, INSERT, UPDATE ON session TO divan_practice;

-- Every saved state of a session's note; never rewritten.
CREATE TABLE note_version (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  session_id uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  body_sealed bytea NOT NULL,
  reason text NOT NULL CHECK (reason IN ('save', 'leave', 'interval', 'restore')),
  author_id uuid NOT NULL,
  -- The open page that wrote it: its own versions are no conflict to it. Null where no editor did.
  editor_id uuid,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (practice_id, id),
  UNIQUE (practice_id, session_id, version),
  FOREIGN KEY (practice_id, session_id) REFERENCES session,
  FOREIGN KEY (practice_id, author_id) REFERENCES user_account
);
SELECT enclose_tenant_table('note_version');
GRANT SELECT, INSERT ON note_version TO divan_practice;

-- What an editor has typed since: one draft per session and editing tab, checked against its base version.
CREATE TABLE note_draft (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  session_id uuid NOT NULL,
  user_id uuid NOT NULL,
  base_version integer NOT NULL,
  body_sealed bytea NOT NULL,
  -- Since the last version or the first keystroke: decides when ten minutes are over.
  started_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  -- Nothing to offer: its text is the note's own, or a person set it aside (and can take it back).
  settled_at timestamptz,
  PRIMARY KEY (practice_id, id),
  FOREIGN KEY (practice_id, session_id) REFERENCES session,
  FOREIGN KEY (practice_id, user_id) REFERENCES user_account
);
CREATE INDEX ON note_draft (practice_id, session_id);
SELECT enclose_tenant_table('note_draft');
GRANT SELECT, INSERT, UPDATE, DELETE ON note_draft TO divan_practice;
