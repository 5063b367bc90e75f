-- What people like. What they used last is read from their generations.

CREATE TABLE favourites (
  id        INTEGER PRIMARY KEY,                    -- in the order of the stars
  person_id INTEGER NOT NULL,
  model     TEXT NOT NULL,                          -- slug
  UNIQUE (person_id, model)
);

CREATE TABLE default_models (
  person_id INTEGER NOT NULL,
  kind      TEXT NOT NULL,                          -- of bot.catalog.spec.Kind
  model     TEXT NOT NULL,                          -- slug
  PRIMARY KEY (person_id, kind)
) WITHOUT ROWID;

-- Media that ship with Kiosk and were sent before: Telegram keeps them for the bot that sent them.
CREATE TABLE uploads (
  name    TEXT PRIMARY KEY,                         -- of a bot and of content
  file_id TEXT NOT NULL
) WITHOUT ROWID;
