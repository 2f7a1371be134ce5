-- The outbox from planning to arrival. A planned row has no text yet: whoever claims it writes it, from what is there
-- then. "leaving" is committed before the first byte that could count, so what a crash leaves in it may have left
-- ("unknown"), and what it leaves in "claimed" has not. No try is made twice by itself after that.
ALTER TABLE outbox_message RENAME status TO state;
ALTER TABLE outbox_message RENAME failure TO reason;
ALTER TABLE outbox_message DROP CONSTRAINT outbox_message_status_check;
ALTER TABLE outbox_message ALTER state SET DEFAULT 'planned';
ALTER TABLE outbox_message
  -- Not before; when it is due otherwise is told by its due row.
  ADD send_after timestamptz,
  -- What it is about, read again at each claim. Rows without one are older, and leave as they were written.
  ADD subject_type text,
  ADD subject_id uuid,
  ADD patient_id uuid,
  -- Whose key seals recipient, subject and text: erasing a patient erases what was written to or about them.
  ADD key_owner text NOT NULL DEFAULT 'practice',
  -- Whose try it is (an id of the try), and until when nobody else may take it for dead.
  ADD worker uuid,
  ADD lease_until timestamptz,
  -- What the last try stumbled over; it is planned again.
  ADD delayed_by text;
ALTER TABLE outbox_message ALTER key_owner DROP DEFAULT;

-- The policies hold the owner, too: rows of every practice are carried while they do not.
ALTER TABLE outbox_message NO FORCE ROW LEVEL SECURITY;
UPDATE outbox_message SET send_after = created_at;
UPDATE outbox_message SET state = 'planned', delayed_by = reason, reason = NULL WHERE state = 'waiting';
UPDATE outbox_message SET state = 'unknown', reason = 'interrupted'
WHERE state = 'sending' OR (state = 'failed' AND reason = 'interrupted');
UPDATE outbox_message SET state = 'dropped' WHERE state = 'failed' AND reason = 'expired';
UPDATE outbox_message SET reason = NULL WHERE state = 'sent';
ALTER TABLE outbox_message FORCE ROW LEVEL SECURITY;

ALTER TABLE outbox_message
  ALTER send_after SET NOT NULL,
  ALTER recipient_sealed DROP NOT NULL,
  ALTER subject_sealed DROP NOT NULL,
  ALTER body_sealed DROP NOT NULL,
  ADD CONSTRAINT outbox_message_patient FOREIGN KEY (practice_id, patient_id) REFERENCES patient,
  ADD CONSTRAINT outbox_message_state
    CHECK (state IN ('planned', 'claimed', 'leaving', 'sent', 'failed', 'unknown', 'dropped')),
  ADD CONSTRAINT outbox_message_subject CHECK ((subject_type IS NULL) = (subject_id IS NULL)),
  ADD CONSTRAINT outbox_message_key
    CHECK (key_owner = CASE WHEN patient_id IS NULL THEN 'practice' ELSE 'patient-' || patient_id END),
  ADD CONSTRAINT outbox_message_claim
    CHECK ((state IN ('claimed', 'leaving')) = (worker IS NOT NULL)
      AND (worker IS NULL) = (lease_until IS NULL)),
  ADD CONSTRAINT outbox_message_sent CHECK ((state = 'sent') = (sent_at IS NOT NULL)),
  ADD CONSTRAINT outbox_message_reason CHECK ((state IN ('failed', 'unknown', 'dropped')) = (reason IS NOT NULL)),
  ADD CONSTRAINT outbox_message_delay CHECK (delayed_by IS NULL OR state IN ('planned', 'claimed', 'leaving')),
  ADD CONSTRAINT outbox_message_text CHECK (
    (subject_sealed IS NULL) = (body_sealed IS NULL)
    AND (state IN ('planned', 'dropped') OR (recipient_sealed IS NOT NULL AND subject_sealed IS NOT NULL))
    AND (subject_id IS NOT NULL OR (recipient_sealed IS NOT NULL AND subject_sealed IS NOT NULL)));
-- What can still be taken back, by what it is about.
CREATE INDEX outbox_message_live ON outbox_message (practice_id, subject_id) WHERE state IN ('planned', 'claimed');
