-- Models that the operator does not sell at the moment.

CREATE TABLE switched_off (
  model TEXT PRIMARY KEY,                           -- slug
  by_id INTEGER NOT NULL,                           -- Telegram id of the admin
  at    INTEGER NOT NULL
) WITHOUT ROWID;
