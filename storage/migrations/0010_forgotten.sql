-- A person is forgotten: what has ended is emptied at once, what is still at work when it has ended.

ALTER TABLE generations ADD COLUMN forgotten_as INTEGER;   -- stands for the person then; equal to person_id = emptied
