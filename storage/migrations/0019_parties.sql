-- Parties of groups. The row is the queue: what is due is taken under a lease, as with generations.
-- A party's pot is an account; its chat_id is the party's number, which is positive and thus no group's.

CREATE TABLE parties (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  chat_id      INTEGER NOT NULL,
  thread_id    INTEGER,
  reply_to     INTEGER,
  asked_by     TEXT NOT NULL UNIQUE,                -- the message that asked for it: one message, one party
  starter_id   INTEGER,                             -- NULL: forgotten
  language     TEXT NOT NULL,
  theme        TEXT NOT NULL,                       -- '' when it has ended
  credits      INTEGER NOT NULL CHECK (credits > 0),
  share        INTEGER NOT NULL CHECK (share > 0),  -- credits that one entry may cost
  least        INTEGER NOT NULL CHECK (least > 0),  -- credits of the cheapest entry
  source_id    INTEGER NOT NULL REFERENCES accounts (id),
  pot_id       INTEGER REFERENCES accounts (id),
  state        TEXT NOT NULL,                       -- of bot.generation.party.PartyState
  created_at   INTEGER NOT NULL,
  ends_at      INTEGER NOT NULL,                    -- of joining, then of voting
  due_at       INTEGER,
  leased_until INTEGER,
  message_id   INTEGER,
  ballot_id    INTEGER,
  entries      TEXT NOT NULL DEFAULT '[]',          -- JSON array: [generation, message or null] in the gallery's order
  returned     INTEGER CHECK (returned >= 0)        -- credits that went back; NULL: not yet
);
CREATE UNIQUE INDEX one_party ON parties (chat_id) WHERE state IN ('open', 'closing', 'hanging', 'voting', 'counted');
CREATE INDEX parties_due ON parties (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE party_votes (
  party_id      INTEGER NOT NULL REFERENCES parties (id),
  person_id     INTEGER NOT NULL,
  generation_id INTEGER NOT NULL,
  PRIMARY KEY (party_id, person_id)                 -- one vote each
) WITHOUT ROWID;

ALTER TABLE drafts ADD COLUMN party_id INTEGER;
ALTER TABLE quotes ADD COLUMN party_id INTEGER;
ALTER TABLE generations ADD COLUMN party_id INTEGER;
CREATE INDEX generations_of_party ON generations (party_id) WHERE party_id IS NOT NULL;
CREATE UNIQUE INDEX one_entry ON generations (party_id, person_id)
  WHERE party_id IS NOT NULL AND state NOT IN ('failed', 'cancelled') AND NOT on_the_house;

-- Which generation a message shows: somebody goes on from it by a reply.
CREATE INDEX assets_message ON assets (message_id) WHERE message_id > 0;
