-- Who was quiet when a broadcast came to them gets it when their quiet hours are over.

ALTER TABLE broadcasts ADD COLUMN tried INTEGER NOT NULL DEFAULT 0 CHECK (tried IN (0, 1)); -- everybody was, once

CREATE TABLE broadcast_waits (
  broadcast_id INTEGER NOT NULL REFERENCES broadcasts (id),
  person_id    INTEGER NOT NULL,
  due_at       INTEGER NOT NULL,
  PRIMARY KEY (broadcast_id, person_id)
) WITHOUT ROWID;
CREATE INDEX broadcast_waits_due ON broadcast_waits (due_at);
