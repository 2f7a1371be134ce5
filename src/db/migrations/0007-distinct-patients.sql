-- Two files that look alike and are two people: proposed as duplicates no more. Taken back by deleting the row.
CREATE TABLE distinct_pair (
  practice_id uuid NOT NULL,
  id uuid NOT NULL,
  first_id uuid NOT NULL,
  second_id uuid NOT NULL,
  decided_at timestamptz NOT NULL,
  decided_by uuid NOT NULL,
  PRIMARY KEY (practice_id, id),
  UNIQUE (practice_id, first_id, second_id),
  FOREIGN KEY (practice_id, first_id) REFERENCES patient,
  FOREIGN KEY (practice_id, second_id) REFERENCES patient,
  FOREIGN KEY (practice_id, decided_by) REFERENCES user_account,
  CHECK (first_id < second_id)
);
SELECT enclose_tenant_table('distinct_pair');
GRANT SELECT, INSERT, DELETE ON distinct_pair TO divan_practice;
