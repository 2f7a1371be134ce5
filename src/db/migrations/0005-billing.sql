-- Invoices, credit notes and payments. Amounts are integer cents.

CREATE TABLE invoice_counter (
  practice_id uuid NOT NULL REFERENCES practice,
  id uuid NOT NULL,
  -- The year of issue: numbers restart each year under the year's prefix.
  series text NOT NULL,
  last_number integer NOT NULL CHECK (last_number >= 0),
  -- Numbers are chronological: none is given under an earlier date than the one before it.
  last_issued_on date NOT NULL,
  PRIMARY KEY (practice_id, id),
  UNIQUE (practice_id, series)
);
SELECT enclose_tenant_table('invoice_counter');
GRANT SELECT, INSERT, UPDATE ON invoice_counter TO divan_practice;

CREATE TABLE invoice (
  practice_id uuid NOT NULL REFERENCES practice,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('invoice', 'creditNote')),
  status text NOT NULL CHECK (status IN ('draft', 'issued', 'discarded')),
  patient_id uuid NOT NULL,
  payer_id uuid,
  number text,
  series text,
  sequence integer,
  issued_on date,
  issued_at timestamptz,
  due_on date,
  total_cents integer NOT NULL CHECK (total_cents >= 0),
  -- What is still owed; kept by the billing actions, proven against allocations by a test.
  due_cents integer NOT NULL CHECK (due_cents BETWEEN 0 AND total_cents),
  credited_invoice_id uuid,
  -- Everything printed, frozen at issue and sealed with the accounting key.
  snapshot_sealed bytea,
  template_version integer,
  pdf_storage_key text,
  pdf_sha256 bytea,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (practice_id, id),
  UNIQUE (practice_id, number),
  UNIQUE (practice_id, series, sequence),
  FOREIGN KEY (practice_id, patient_id) REFERENCES patient,
  FOREIGN KEY (practice_id, payer_id) REFERENCES payer,
  FOREIGN KEY (practice_id, credited_invoice_id) REFERENCES invoice,
  CHECK ((status = 'issued') = (number IS NOT NULL AND issued_on IS NOT NULL AND snapshot_sealed IS NOT NULL)),
  CHECK ((kind = 'creditNote') = (credited_invoice_id IS NOT NULL))
);
CREATE INDEX ON invoice (practice_id, created_at);
CREATE INDEX ON invoice (practice_id, patient_id);
CREATE INDEX ON invoice (practice_id, due_on) WHERE due_cents > 0;
CREATE UNIQUE INDEX invoice_credited_once ON invoice (practice_id, credited_invoice_id) WHERE status = 'issued';
SELECT enclose_tenant_table('invoice');
GRANT SELECT, INSERT, UPDATE ON invoice TO divan_practice;

CREATE TABLE invoice_line (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  invoice_id uuid NOT NULL,
  position integer NOT NULL,
  label text NOT NULL CHECK (char_length(label) BETWEEN 1 AND 300),
  quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 1000),
  -- Before tax where vat_mode is STANDARD.
  unit_price_cents integer NOT NULL CHECK (unit_price_cents BETWEEN 0 AND 10000000),
  vat_mode text NOT NULL CHECK (vat_mode IN ('EXEMPT_CARE', 'FRANCHISE', 'STANDARD')),
  vat_rate_basis_points integer NOT NULL DEFAULT 0 CHECK (vat_rate_basis_points BETWEEN 0 AND 3000),
  service_date date,
  session_id uuid,
  PRIMARY KEY (practice_id, id),
  UNIQUE (practice_id, invoice_id, position),
  FOREIGN KEY (practice_id, invoice_id) REFERENCES invoice,
  FOREIGN KEY (practice_id, session_id) REFERENCES session
);
CREATE INDEX ON invoice_line (practice_id, session_id);
SELECT enclose_tenant_table('invoice_line');
GRANT SELECT, INSERT, UPDATE, DELETE ON invoice_line TO divan_practice;

-- An issued document never changes: only what is owed, and where its PDF lies.
CREATE FUNCTION refuse_changing_issued_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'issued' AND
     (to_jsonb(NEW) - 'due_cents' - 'pdf_storage_key' - 'pdf_sha256' - 'version' - 'updated_at') IS DISTINCT FROM
     (to_jsonb(OLD) - 'due_cents' - 'pdf_storage_key' - 'pdf_sha256' - 'version' - 'updated_at') THEN
    RAISE EXCEPTION 'an issued invoice cannot change' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER invoice_immutable BEFORE UPDATE ON invoice
  FOR EACH ROW EXECUTE FUNCTION refuse_changing_issued_invoice();

CREATE FUNCTION refuse_changing_issued_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND EXISTS (
       SELECT FROM invoice i WHERE i.practice_id = OLD.practice_id AND i.id = OLD.invoice_id AND i.status = 'issued')
     OR TG_OP <> 'DELETE' AND EXISTS (
       SELECT FROM invoice i WHERE i.practice_id = NEW.practice_id AND i.id = NEW.invoice_id AND i.status = 'issued') THEN
    RAISE EXCEPTION 'the lines of an issued invoice cannot change' USING ERRCODE = 'check_violation';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER invoice_line_immutable BEFORE INSERT OR UPDATE OR DELETE ON invoice_line
  FOR EACH ROW EXECUTE FUNCTION refuse_changing_issued_line();

CREATE TABLE payment (
  practice_id uuid NOT NULL REFERENCES practice,
  id uuid NOT NULL,
  patient_id uuid NOT NULL,
  method text NOT NULL CHECK (method IN ('cheque', 'cash', 'card', 'transfer', 'online')),
  amount_cents integer NOT NULL CHECK (amount_cents BETWEEN 1 AND 100000000),
  received_on date NOT NULL,
  cheque_number text NOT NULL DEFAULT '',
  cheque_drawer text NOT NULL DEFAULT '',
  cheque_bank text NOT NULL DEFAULT '',
  -- A mistaken entry is cancelled by a recorded counter-action, never deleted.
  cancelled_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (practice_id, id),
  FOREIGN KEY (practice_id, patient_id) REFERENCES patient
);
CREATE INDEX ON payment (practice_id, received_on);
CREATE INDEX ON payment (practice_id, patient_id);
SELECT enclose_tenant_table('payment');
GRANT SELECT, INSERT, UPDATE ON payment TO divan_practice;

-- What was received stays as it was entered: it can be cancelled and taken back, nothing else.
CREATE FUNCTION refuse_changing_payment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(NEW) - 'cancelled_at' - 'version') IS DISTINCT FROM (to_jsonb(OLD) - 'cancelled_at' - 'version') THEN
    RAISE EXCEPTION 'a payment cannot change' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_immutable BEFORE UPDATE ON payment
  FOR EACH ROW EXECUTE FUNCTION refuse_changing_payment();

CREATE TABLE payment_allocation (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  payment_id uuid NOT NULL,
  invoice_id uuid NOT NULL,
  amount_cents integer NOT NULL CHECK (amount_cents > 0),
  -- Set when a credit note freed this share of the payment; the row stays as its history.
  released_at timestamptz,
  PRIMARY KEY (practice_id, id),
  FOREIGN KEY (practice_id, payment_id) REFERENCES payment,
  FOREIGN KEY (practice_id, invoice_id) REFERENCES invoice
);
CREATE INDEX ON payment_allocation (practice_id, invoice_id);
CREATE INDEX ON payment_allocation (practice_id, payment_id);
CREATE UNIQUE INDEX payment_allocated_once ON payment_allocation (practice_id, payment_id, invoice_id) WHERE released_at IS NULL;
SELECT enclose_tenant_table('payment_allocation');
GRANT SELECT, INSERT, UPDATE ON payment_allocation TO divan_practice;
