-- Menus and questions that hang in groups: whose they are, and what is cleared away when they have done their work.

CREATE TABLE menus (
  chat_id    INTEGER NOT NULL,
  message_id INTEGER NOT NULL,
  thread_id  INTEGER,
  person_id  INTEGER NOT NULL,
  draft_id   INTEGER NOT NULL DEFAULT 0,            -- the draft that it is about; 0 = none
  used_at    INTEGER NOT NULL,                      -- seconds since 1970
  PRIMARY KEY (chat_id, message_id)
) WITHOUT ROWID;

CREATE INDEX menus_of_person ON menus (person_id, chat_id);
CREATE INDEX menus_by_age ON menus (used_at);
