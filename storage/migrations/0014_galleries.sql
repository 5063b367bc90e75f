-- Which page of whose gallery hangs in which chat, and an index that answers the gallery's questions.

CREATE TABLE galleries (
  id        INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL,
  chat_id   INTEGER NOT NULL,
  kind      TEXT NOT NULL DEFAULT '',               -- '' = every kind
  search    TEXT NOT NULL DEFAULT '',               -- as the person wrote it
  page      INTEGER NOT NULL DEFAULT 0,
  album     TEXT NOT NULL DEFAULT '[]',             -- JSON array of message ids
  list_id   INTEGER,
  UNIQUE (person_id, chat_id)
);

CREATE INDEX generations_gallery ON generations (person_id, id, chat_id)
  WHERE state IN ('delivered', 'stored') AND hidden = 0;

-- Prompts as they are searched: without case, in any language.
ALTER TABLE generations ADD COLUMN folded_prompt TEXT NOT NULL DEFAULT '';
UPDATE generations SET folded_prompt = folded(prompt);
