-- Runs of recipes. A row is written when one is quoted; its steps are generations, from the confirmation on.

CREATE TABLE chains (
  id             INTEGER PRIMARY KEY,
  person_id      INTEGER NOT NULL,
  account_id     INTEGER NOT NULL REFERENCES accounts (id),
  language       TEXT NOT NULL,
  chat_id        INTEGER NOT NULL,
  thread_id      INTEGER,
  reply_to       INTEGER,
  recipe         TEXT NOT NULL,                     -- slug
  length         INTEGER NOT NULL,                  -- steps of the recipe
  dialect        TEXT NOT NULL,
  prompt         TEXT NOT NULL,
  reference_list TEXT NOT NULL,                     -- JSON array
  made           TEXT NOT NULL,                     -- JSON object: step → reference
  parts          TEXT NOT NULL,                     -- JSON array
  created_at     INTEGER NOT NULL,
  begun_at       INTEGER                            -- one confirmation only
);
CREATE INDEX chains_of_person ON chains (person_id, id);

ALTER TABLE generations ADD COLUMN chain_step TEXT NOT NULL DEFAULT '';
ALTER TABLE generations ADD COLUMN chain_position INTEGER NOT NULL DEFAULT 0;
ALTER TABLE generations ADD COLUMN chain_length INTEGER NOT NULL DEFAULT 0;
ALTER TABLE generations ADD COLUMN rest_returned INTEGER NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX generations_of_chain ON generations (chain_id, chain_position) WHERE chain_id IS NOT NULL;
