-- What the operator was told and is not over yet: it is not told again by the next process.

CREATE TABLE standing_alerts (
  kind TEXT PRIMARY KEY,                            -- of bot.generation.ports.AlertKind
  at   INTEGER NOT NULL
) WITHOUT ROWID;
