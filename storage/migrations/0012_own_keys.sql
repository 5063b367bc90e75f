-- KIE keys that people bring. A replaced key stays until nothing is open with it, and no number is ever used twice:
-- generations name their key by owner and number.

CREATE TABLE integrations_numbered (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  owner       TEXT NOT NULL,                        -- 'operator', 'person:<id>', later 'chat:<id>'
  provider    TEXT NOT NULL,                        -- 'kai'
  credentials BLOB NOT NULL,                        -- encrypted
  config      TEXT NOT NULL DEFAULT '{}',           -- JSON: defaultVideoModel, defaultImageModel, callbackBaseUrl
  updated_at  INTEGER NOT NULL,
  enabled     INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
  trouble     TEXT NOT NULL DEFAULT '',             -- of bot.generation.breaker.Trouble; its owner was told
  retired_at  INTEGER                               -- replaced then
);
INSERT INTO integrations_numbered (id, owner, provider, credentials, config, updated_at)
  SELECT id, owner, provider, credentials, config, updated_at FROM integrations;
DROP TABLE integrations;
ALTER TABLE integrations_numbered RENAME TO integrations;
CREATE UNIQUE INDEX integrations_current ON integrations (owner, provider) WHERE retired_at IS NULL;

ALTER TABLE quotes ADD COLUMN key_owner TEXT NOT NULL DEFAULT '';     -- who pays with a key of their own
ALTER TABLE generations ADD COLUMN own_key TEXT NOT NULL DEFAULT '';  -- '<owner>#<number>', '' goes with the operator's
CREATE INDEX generations_own_key ON generations (own_key) WHERE own_key <> '';
CREATE INDEX assets_url ON assets (url);                              -- whose key a result was made with
