-- Samples of voices: ordinary generations at the operator's expense, at most one of each voice and language.

ALTER TABLE generations ADD COLUMN sample TEXT NOT NULL DEFAULT '';   -- '<voice>:<language>', '' = somebody's own wish
CREATE UNIQUE INDEX one_sample ON generations (sample)
  WHERE sample <> '' AND state NOT IN ('failed', 'cancelled') AND NOT on_the_house;
CREATE INDEX samples_of_person ON generations (person_id, created_at) WHERE sample <> '';
