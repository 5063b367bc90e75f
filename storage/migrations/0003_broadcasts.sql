-- Messages to everybody who ever wrote. The row is the runner's bookmark.

CREATE TABLE broadcasts (
  id         INTEGER PRIMARY KEY,
  admin_id   INTEGER NOT NULL,                      -- Telegram id of who sends it; the message lies in their chat
  chat_id    INTEGER NOT NULL,
  message_id INTEGER NOT NULL,
  reached    INTEGER NOT NULL DEFAULT 0,            -- people who got it
  missed     INTEGER NOT NULL DEFAULT 0,            -- people whom Telegram does not let us write to
  after_id   INTEGER NOT NULL DEFAULT 0,            -- everybody up to this person was tried
  created_at INTEGER NOT NULL,
  ended_at   INTEGER,
  UNIQUE (chat_id, message_id)                      -- one confirmation only
);
