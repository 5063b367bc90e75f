-- Whether it was started without a question, as its person prefers: the progress message says so.

ALTER TABLE generations ADD COLUMN unasked INTEGER NOT NULL DEFAULT 0 CHECK (unasked IN (0, 1));
