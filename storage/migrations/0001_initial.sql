-- Times are microseconds since 1970 (UTC), amounts are credits.

CREATE TABLE people (
  id                INTEGER PRIMARY KEY,            -- Telegram user id
  language          TEXT NOT NULL DEFAULT '',       -- chosen; '' follows Telegram's
  telegram_language TEXT NOT NULL DEFAULT '',
  name              TEXT NOT NULL DEFAULT '',
  originals         INTEGER NOT NULL DEFAULT 0 CHECK (originals IN (0, 1)),
  seen_at           INTEGER NOT NULL
);

CREATE TABLE accounts (
  id        INTEGER PRIMARY KEY,
  person_id INTEGER UNIQUE,
  chat_id   INTEGER UNIQUE,
  allowance INTEGER NOT NULL DEFAULT 0 CHECK (allowance >= 0),
  bought    INTEGER NOT NULL DEFAULT 0 CHECK (bought >= 0),
  period    TEXT NOT NULL DEFAULT '',
  blocked   INTEGER NOT NULL DEFAULT 0 CHECK (blocked IN (0, 1)),
  CHECK ((person_id IS NULL) <> (chat_id IS NULL))
);

CREATE TABLE quotes (
  token          TEXT PRIMARY KEY,
  person_id      INTEGER NOT NULL,
  account_id     INTEGER NOT NULL REFERENCES accounts (id),
  language       TEXT NOT NULL,
  chat_id        INTEGER NOT NULL,
  thread_id      INTEGER,
  reply_to       INTEGER,
  model          TEXT NOT NULL,
  dialect        TEXT NOT NULL,
  choices        TEXT NOT NULL,                     -- JSON object
  prompt         TEXT NOT NULL,
  reference_list TEXT NOT NULL,                     -- JSON array
  price          INTEGER NOT NULL CHECK (price >= 0),
  created_at     INTEGER NOT NULL,
  used_by        INTEGER UNIQUE                     -- one confirmation only
);

CREATE TABLE generations (
  id                  INTEGER PRIMARY KEY,
  person_id           INTEGER NOT NULL,
  account_id          INTEGER NOT NULL REFERENCES accounts (id),
  language            TEXT NOT NULL,
  chat_id             INTEGER NOT NULL,
  thread_id           INTEGER,
  reply_to            INTEGER,
  model               TEXT NOT NULL,
  dialect             TEXT NOT NULL,
  choices             TEXT NOT NULL,                -- JSON object
  prompt              TEXT NOT NULL,
  reference_list      TEXT NOT NULL,                -- JSON array
  price               INTEGER NOT NULL CHECK (price >= 0),
  state               TEXT NOT NULL,
  token               TEXT NOT NULL UNIQUE,
  created_at          INTEGER NOT NULL,
  due_at              INTEGER,
  deadline_at         INTEGER NOT NULL,
  submitted_at        INTEGER,
  completed_at        INTEGER,
  external_task_id    TEXT NOT NULL DEFAULT '',
  hinted_task_id      TEXT NOT NULL DEFAULT '',
  route               TEXT NOT NULL DEFAULT '',
  progress            REAL NOT NULL DEFAULT 0,
  stage               TEXT NOT NULL DEFAULT '',
  attempts            INTEGER NOT NULL DEFAULT 0,
  delivery_attempts   INTEGER NOT NULL DEFAULT 0,
  progress_message_id INTEGER,
  failure             TEXT,
  failure_detail      TEXT NOT NULL DEFAULT '',
  on_the_house        INTEGER NOT NULL DEFAULT 0 CHECK (on_the_house IN (0, 1)),
  captured            INTEGER NOT NULL DEFAULT 0 CHECK (captured >= 0 AND captured <= price),
  told                INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1)),
  chain_id            INTEGER,
  leased_until        INTEGER,
  poked               INTEGER NOT NULL DEFAULT 0 CHECK (poked IN (0, 1))
);
CREATE INDEX generations_due ON generations (state, due_at) WHERE due_at IS NOT NULL OR poked = 1;
CREATE INDEX generations_of_account ON generations (account_id, state);
CREATE INDEX generations_of_person ON generations (person_id, id);
CREATE INDEX generations_of_model ON generations (model, state, id);
CREATE INDEX generations_external ON generations (external_task_id) WHERE external_task_id <> '';

CREATE TABLE steps (
  id            INTEGER PRIMARY KEY,
  generation_id INTEGER NOT NULL REFERENCES generations (id),
  state         TEXT NOT NULL,
  at            INTEGER NOT NULL,
  detail        TEXT NOT NULL DEFAULT ''
);
CREATE INDEX steps_of_generation ON steps (generation_id, id);

CREATE TABLE assets (
  id               INTEGER PRIMARY KEY,
  generation_id    INTEGER NOT NULL REFERENCES generations (id),
  position         INTEGER NOT NULL,
  url              TEXT NOT NULL,
  kind             TEXT NOT NULL,
  title            TEXT NOT NULL DEFAULT '',
  seconds          REAL NOT NULL DEFAULT 0,
  cover_url        TEXT NOT NULL DEFAULT '',
  file_id          TEXT NOT NULL DEFAULT '',
  sent_as          TEXT NOT NULL DEFAULT '',
  original_file_id TEXT NOT NULL DEFAULT '',
  message_id       INTEGER,
  UNIQUE (generation_id, position)
);

CREATE TABLE callbacks (
  generation_id INTEGER NOT NULL REFERENCES generations (id),
  digest        TEXT NOT NULL,
  task_id       TEXT NOT NULL,
  stage         TEXT NOT NULL,
  at            INTEGER NOT NULL,
  PRIMARY KEY (generation_id, digest)
) WITHOUT ROWID;

CREATE TABLE holds (
  generation_id INTEGER PRIMARY KEY REFERENCES generations (id),
  account_id    INTEGER NOT NULL REFERENCES accounts (id),
  allowance     INTEGER NOT NULL CHECK (allowance >= 0),
  bought        INTEGER NOT NULL CHECK (bought >= 0),
  captured      INTEGER CHECK (captured >= 0 AND captured <= allowance + bought),
  ended_at      INTEGER,
  CHECK ((captured IS NULL) = (ended_at IS NULL))
);
CREATE INDEX holds_open ON holds (account_id) WHERE ended_at IS NULL;

CREATE TABLE ledger_entries (
  id            INTEGER PRIMARY KEY,
  account_id    INTEGER NOT NULL REFERENCES accounts (id),
  kind          TEXT NOT NULL,
  bucket        TEXT NOT NULL CHECK (bucket IN ('allowance', 'bought')),
  amount        INTEGER NOT NULL,
  operation_key TEXT NOT NULL UNIQUE,
  at            INTEGER NOT NULL,
  generation_id INTEGER REFERENCES generations (id),
  note          TEXT NOT NULL DEFAULT ''
);
CREATE INDEX ledger_entries_of_account ON ledger_entries (account_id, id);

CREATE TRIGGER ledger_entries_never_change BEFORE UPDATE ON ledger_entries
BEGIN
  SELECT RAISE(ABORT, 'ledger entries are append-only');
END;

CREATE TRIGGER ledger_entries_never_vanish BEFORE DELETE ON ledger_entries
BEGIN
  SELECT RAISE(ABORT, 'ledger entries are append-only');
END;

CREATE TABLE drafts (
  id             INTEGER PRIMARY KEY,
  person_id      INTEGER NOT NULL,
  chat_id        INTEGER NOT NULL,
  thread_id      INTEGER,
  model          TEXT NOT NULL,
  choices        TEXT NOT NULL,
  prompt         TEXT NOT NULL,
  reference_list TEXT NOT NULL,
  message_id     INTEGER,
  created_at     INTEGER NOT NULL
);

CREATE TABLE dialogs (
  key   TEXT PRIMARY KEY,                           -- bot, chat, person, topic
  state TEXT,
  data  TEXT NOT NULL DEFAULT '{}'
);

CREATE TABLE integrations (
  id          INTEGER PRIMARY KEY,
  owner       TEXT NOT NULL,                        -- 'operator', later 'person:<id>' or 'chat:<id>'
  provider    TEXT NOT NULL,                        -- 'kai'
  credentials BLOB NOT NULL,                        -- encrypted
  config      TEXT NOT NULL DEFAULT '{}',           -- JSON: defaultVideoModel, defaultImageModel, callbackBaseUrl
  updated_at  INTEGER NOT NULL,
  UNIQUE (owner, provider)
);

-- The generations under the names that the integration document uses.
CREATE VIEW kai_generations AS
SELECT
  g.id,
  g.external_task_id,
  CASE g.state
    WHEN 'delivered' THEN 'completed'
    WHEN 'stored' THEN 'completed'
    WHEN 'failed' THEN 'failed'
    WHEN 'cancelled' THEN 'failed'
    ELSE 'processing'
  END AS status,
  (SELECT json_group_array(a.id) FROM assets a WHERE a.generation_id = g.id) AS result_asset_ids,
  g.completed_at,
  g.chain_id AS job_id
FROM generations g;
