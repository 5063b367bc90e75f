-- Groups, what their admins decided, and who changed what.

CREATE TABLE groups (
  chat_id   INTEGER PRIMARY KEY,
  title     TEXT NOT NULL DEFAULT '',
  admission TEXT NOT NULL,
  added_by  INTEGER,
  present   INTEGER NOT NULL DEFAULT 1 CHECK (present IN (0, 1)),
  rules     TEXT NOT NULL                             -- JSON object
);

CREATE TABLE group_changes (
  id        INTEGER PRIMARY KEY,
  chat_id   INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  what      TEXT NOT NULL,
  before    TEXT NOT NULL,
  after     TEXT NOT NULL,
  at        INTEGER NOT NULL
);

CREATE INDEX group_changes_of_chat ON group_changes (chat_id, id);

-- Who spent what of a group's purse.
CREATE INDEX generations_of_purse ON generations (account_id, created_at);

-- How many a person has open, whichever purse pays.
CREATE INDEX generations_open_of_person ON generations (person_id)
  WHERE state IN ('held', 'in_doubt', 'ready', 'running', 'submitting');
