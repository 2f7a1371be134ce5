-- An index for one question serves no other. Keys start with the practice, so to a planner that has no statistics yet
-- (a new practice, the first minute after an import) an index by time looks as good as the primary key, and a plan is
-- kept as long as its connection: each foreign key then reads all of a practice's appointments. An index that leaves
-- out what the question's own column cannot be (it is never null, and `starts_at >= $1` says so) is no candidate where
-- that column is not asked for, whatever the statistics say.
DROP INDEX appointment_practice_id_starts_at_idx;
CREATE INDEX appointment_by_time ON appointment (practice_id, starts_at) WHERE starts_at IS NOT NULL;

DROP INDEX appointment_patient_practice_id_patient_id_idx;
CREATE INDEX appointment_patient_by_patient ON appointment_patient (practice_id, patient_id) WHERE patient_id IS NOT NULL;

DROP INDEX occupancy_practice_id_practitioner_id_starts_at_idx;
CREATE INDEX occupancy_by_time ON occupancy (practice_id, practitioner_id, starts_at) WHERE starts_at IS NOT NULL;
-- The wall against overlap is asked by PostgreSQL itself alone.
ALTER TABLE occupancy DROP CONSTRAINT occupancy_no_overlap;
ALTER TABLE occupancy ADD CONSTRAINT occupancy_no_overlap
  EXCLUDE USING gist (practice_id WITH =, practitioner_id WITH =, span WITH &&)
  WHERE (blocking AND span IS NOT NULL) DEFERRABLE INITIALLY IMMEDIATE;

DROP INDEX patient_practice_id_sort_key_id_idx;
CREATE INDEX patient_by_name ON patient (practice_id, sort_key, id) WHERE sort_key IS NOT NULL;
DROP INDEX patient_member_practice_id_member_id_idx;
CREATE INDEX patient_member_by_member ON patient_member (practice_id, member_id) WHERE member_id IS NOT NULL;

DROP INDEX session_practice_id_appointment_id_idx;
CREATE INDEX session_by_appointment ON session (practice_id, appointment_id) WHERE appointment_id IS NOT NULL;
DROP INDEX session_practice_id_patient_id_starts_at_idx;
CREATE INDEX session_by_patient ON session (practice_id, patient_id, starts_at) WHERE patient_id IS NOT NULL;
DROP INDEX session_practice_id_starts_at_idx;
CREATE INDEX session_by_time ON session (practice_id, starts_at) WHERE starts_at IS NOT NULL;

DROP INDEX invoice_practice_id_created_at_idx;
CREATE INDEX invoice_by_creation ON invoice (practice_id, created_at) WHERE created_at IS NOT NULL;
DROP INDEX invoice_practice_id_patient_id_idx;
CREATE INDEX invoice_by_patient ON invoice (practice_id, patient_id) WHERE patient_id IS NOT NULL;
DROP INDEX invoice_line_practice_id_session_id_idx;
CREATE INDEX invoice_line_by_session ON invoice_line (practice_id, session_id) WHERE session_id IS NOT NULL;
DROP INDEX payment_practice_id_received_on_idx;
CREATE INDEX payment_by_date ON payment (practice_id, received_on) WHERE received_on IS NOT NULL;
DROP INDEX payment_practice_id_patient_id_idx;
CREATE INDEX payment_by_patient ON payment (practice_id, patient_id) WHERE patient_id IS NOT NULL;
DROP INDEX payment_allocation_practice_id_invoice_id_idx;
CREATE INDEX payment_allocation_by_invoice ON payment_allocation (practice_id, invoice_id) WHERE invoice_id IS NOT NULL;
DROP INDEX payment_allocation_practice_id_payment_id_idx;
CREATE INDEX payment_allocation_by_payment ON payment_allocation (practice_id, payment_id) WHERE payment_id IS NOT NULL;

DROP INDEX audit_event_practice_id_subject_id_seq_idx;
CREATE INDEX audit_event_by_subject ON audit_event (practice_id, subject_id, seq) WHERE subject_id IS NOT NULL;
DROP INDEX audit_event_practice_id_at_idx;
CREATE INDEX audit_event_by_time ON audit_event (practice_id, at) WHERE at IS NOT NULL;

ALTER TABLE invoice DROP CONSTRAINT invoice_practice_id_number_key;
CREATE UNIQUE INDEX invoice_number_once ON invoice (practice_id, number) WHERE number IS NOT NULL;
ALTER TABLE invoice DROP CONSTRAINT invoice_practice_id_series_sequence_key;
CREATE UNIQUE INDEX invoice_sequence_once ON invoice (practice_id, series, sequence) WHERE sequence IS NOT NULL;

DROP INDEX recovery_code_practice_id_user_id_idx;
CREATE INDEX recovery_code_by_user ON recovery_code (practice_id, user_id) WHERE user_id IS NOT NULL;
DROP INDEX login_session_practice_id_user_id_idx;
CREATE INDEX login_session_by_user ON login_session (practice_id, user_id) WHERE user_id IS NOT NULL;
DROP INDEX submission_practice_id_created_at_idx;
CREATE INDEX submission_by_time ON submission (practice_id, created_at) WHERE created_at IS NOT NULL;
DROP INDEX guardian_practice_id_patient_id_idx;
CREATE INDEX guardian_by_patient ON guardian (practice_id, patient_id) WHERE patient_id IS NOT NULL;
DROP INDEX payer_practice_id_patient_id_idx;
CREATE INDEX payer_by_patient ON payer (practice_id, patient_id) WHERE patient_id IS NOT NULL;
DROP INDEX consent_practice_id_patient_id_idx;
CREATE INDEX consent_by_patient ON consent (practice_id, patient_id) WHERE patient_id IS NOT NULL;
DROP INDEX note_draft_practice_id_session_id_idx;
CREATE INDEX note_draft_by_session ON note_draft (practice_id, session_id) WHERE session_id IS NOT NULL;
DROP INDEX time_off_practice_id_starts_at_idx;
CREATE INDEX time_off_by_time ON time_off (practice_id, starts_at) WHERE starts_at IS NOT NULL;
DROP INDEX opening_exception_practice_id_date_idx;
CREATE INDEX opening_exception_by_date ON opening_exception (practice_id, date) WHERE date IS NOT NULL;
DROP INDEX patient_availability_practice_id_patient_id_idx;
CREATE INDEX patient_availability_by_patient ON patient_availability (practice_id, patient_id) WHERE patient_id IS NOT NULL;
