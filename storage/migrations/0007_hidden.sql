-- A person may delete a result: it is hidden from them, its files are forgotten, the ledger stays. And one quiet message
-- says that a generation takes long: NULL before it is sent, 0 when its id is not known.

ALTER TABLE generations ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1));
ALTER TABLE generations ADD COLUMN late_message_id INTEGER;
