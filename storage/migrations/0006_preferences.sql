-- What a person prefers. Hours are of the person's own clock; Telegram does not tell a time zone.

ALTER TABLE people ADD COLUMN effects INTEGER NOT NULL DEFAULT 1 CHECK (effects IN (0, 1));
ALTER TABLE people ADD COLUMN unasked INTEGER NOT NULL DEFAULT 0 CHECK (unasked >= 0);   -- credits; 0 = always ask
ALTER TABLE people ADD COLUMN utc_offset INTEGER CHECK (utc_offset BETWEEN -840 AND 840); -- minutes east of UTC
ALTER TABLE people ADD COLUMN quiet_from INTEGER CHECK (quiet_from BETWEEN 0 AND 23);
ALTER TABLE people ADD COLUMN quiet_until INTEGER CHECK (quiet_until BETWEEN 0 AND 23);
