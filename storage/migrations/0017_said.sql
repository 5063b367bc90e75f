-- A recipe writes the prompts of its steps around a person's words; these are shown to them.

ALTER TABLE generations ADD COLUMN said TEXT NOT NULL DEFAULT '';
