-- Rows of the old schema (commit 2cd5c96), set aside as old_…, into the present tables. Run by storage/core/old_schema.py.

INSERT INTO people (id, language, telegram_language, name, send_originals, effects, auto_confirm_below, utc_offset,
                    quiet_from, quiet_until, first_seen_at, active_on)
SELECT id, language, telegram_language, name, originals, effects, unasked, utc_offset, quiet_from, quiet_until, seen_at,
       seen_at / 86400000000
FROM old_people;

INSERT INTO favourites (id, person_id, model) SELECT id, person_id, model FROM old_favourites;

INSERT INTO default_models (person_id, kind, model) SELECT person_id, kind, model FROM old_default_models;

-- Whose an account is was said by signs: person_id below zero was the pseudonym of a forgotten person, counted from the
-- smallest integer instead of from zero; a chat_id above zero was the number of a party.
INSERT INTO accounts (id, owner_kind, owner_id, forgotten_as, allowance, bought, period, blocked)
SELECT id,
       CASE WHEN person_id IS NOT NULL THEN 'person' WHEN chat_id > 0 THEN 'party' ELSE 'group' END,
       CASE WHEN person_id < 0 THEN NULL ELSE coalesce(person_id, chat_id) END,
       CASE WHEN person_id < 0 THEN person_id + 9223372036854775807 + 1 END,
       allowance, bought, period, blocked
FROM old_accounts;

INSERT INTO drafts (id, person_id, chat_id, thread_id, model, choices, prompt, reference_list, party_id, created_at,
                    used_at)
SELECT id, person_id, chat_id, thread_id, model, choices, prompt, reference_list, party_id, created_at, created_at
FROM old_drafts;

-- Numbers of quotes: a run of a recipe keeps its own. A quote of a model had a token only; its number is that of the
-- generation that it became, above all runs. Those that became none follow.
CREATE TEMP TABLE numbering AS
SELECT max((SELECT coalesce(max(id), 0) FROM old_chains),
           (SELECT coalesce(max(chain_id), 0) FROM old_generations)) AS first,
       (SELECT coalesce(max(id), 0) FROM old_generations) AS most;

INSERT INTO quotes (id, token, person_id, account_id, language, chat_id, thread_id, reply_to, dialect, recipe, length,
                    prompt, reference_list, made, steps, created_at, confirmed_at, key_owner)
SELECT id, lower(hex(randomblob(8))), person_id, account_id, language, chat_id, thread_id, reply_to, dialect, recipe,
       length, prompt, reference_list, made,
       (SELECT json_group_array(json_object(
                 'name', json_extract(value, '$.step'),
                 'position', json_extract(value, '$.position'),
                 'model', json_extract(value, '$.model'),
                 'choices', json(json_extract(value, '$.choices')),
                 'prompt', json_extract(value, '$.prompt'),
                 'references', json(json_extract(value, '$.references')),
                 'price', json_extract(value, '$.price'),
                 'kie_millicredits', 1000 * json_extract(value, '$.at_kie')))
        FROM (SELECT value FROM json_each(c.parts) ORDER BY key)),
       created_at, begun_at, nullif(key_owner, '')
FROM old_chains AS c;

-- What KIE takes for a single generation was not written down.
INSERT INTO quotes (id, token, person_id, account_id, language, chat_id, thread_id, reply_to, dialect, recipe, length,
                    prompt, reference_list, made, steps, created_at, confirmed_at, key_owner, party_id)
SELECT n.first + coalesce(q.used_by, n.most + row_number() OVER (ORDER BY q.used_by IS NOT NULL, q.created_at, q.token)),
       q.token, q.person_id, q.account_id, q.language, q.chat_id, q.thread_id, q.reply_to, q.dialect, NULL, 1,
       q.prompt, q.reference_list, '{}',
       json_array(json_object(
         'name', '', 'position', 0, 'model', q.model, 'choices', json(q.choices), 'prompt', q.prompt,
         'references', json(q.reference_list), 'price', q.price, 'kie_millicredits', NULL)),
       q.created_at,
       CASE WHEN q.used_by IS NOT NULL
            THEN coalesce((SELECT created_at FROM old_generations WHERE id = q.used_by), q.created_at) END,
       nullif(q.key_owner, ''), q.party_id
FROM old_quotes AS q, numbering AS n;

-- A generation that was emptied had the same number in person_id and forgotten_as: the pseudonym, or the id of a person
-- who had returned.
INSERT INTO generations (
  id, person_id, account_id, language, chat_id, thread_id, reply_to, model, dialect, choices, prompt, folded_prompt,
  user_prompt, reference_list, price, state, token, created_at, due_at, deadline_at, submitted_at, completed_at,
  external_task_id, hinted_task_id, route, progress, stage, attempts, delivery_attempts, progress_message_id,
  late_notice_sent, late_notice_id, failure, failure_detail, free_late_delivery, captured, notified, auto_confirmed,
  deleted, quote_id, chain_step, chain_position, chain_length, later_steps_returned, sample, own_key, party_id,
  leased_until, wake_requested, forgotten_as, emptied)
SELECT
  g.id, CASE WHEN g.person_id > 0 THEN g.person_id END, g.account_id, g.language, g.chat_id, g.thread_id, g.reply_to,
  g.model, g.dialect, g.choices, g.prompt,
  CASE WHEN g.chain_step = '' THEN g.folded_prompt ELSE folded(g.said) END,
  g.said, g.reference_list, g.price, g.state, g.token, g.created_at, g.due_at, g.deadline_at, g.submitted_at,
  g.completed_at, g.external_task_id, g.hinted_task_id, g.route, g.progress, g.stage, g.attempts, g.delivery_attempts,
  g.progress_message_id,
  g.late_message_id IS NOT NULL, nullif(g.late_message_id, 0), g.failure, g.failure_detail, g.on_the_house, g.captured,
  g.told, g.unasked, g.hidden,
  CASE WHEN g.sample <> '' THEN NULL ELSE coalesce(g.chain_id, n.first + g.id) END,
  g.chain_step, g.chain_position, g.chain_length, g.rest_returned, g.sample, g.own_key, g.party_id,
  g.leased_until, g.poked,
  CASE WHEN g.forgotten_as < 0 THEN g.forgotten_as + 9223372036854775807 + 1 END,
  coalesce(g.person_id = g.forgotten_as, 0)
FROM old_generations AS g, numbering AS n;

DROP TABLE numbering;

INSERT INTO generation_transitions (id, generation_id, state, at, detail)
SELECT id, generation_id, state, at, detail FROM old_steps;

-- Message 0 stood for one whose number means nothing any more.
INSERT INTO assets (id, generation_id, position, url, kind, title, seconds, cover_url, file_id, sent_as,
                    original_file_id, message_id)
SELECT id, generation_id, position, url, kind, title, seconds, cover_url, file_id, sent_as, original_file_id,
       nullif(message_id, 0)
FROM old_assets;

INSERT INTO callbacks (generation_id, digest, task_id, stage, at)
SELECT generation_id, digest, task_id, stage, at FROM old_callbacks;

INSERT INTO ledger_entries (id, account_id, kind, bucket, amount, operation_key, at, generation_id, note)
SELECT id, account_id, kind, bucket, amount, operation_key, at, generation_id, note FROM old_ledger_entries;

-- Of which period a hold's allowance was is not known: taken for the account's present one, so that nothing is lost.
INSERT INTO holds (generation_id, account_id, allowance, bought, period, day, captured, ended_at)
SELECT h.generation_id, h.account_id, h.allowance, h.bought, a.period, g.created_at / 86400000000, h.captured, h.ended_at
FROM old_holds AS h
JOIN old_accounts AS a ON a.id = h.account_id
JOIN old_generations AS g ON g.id = h.generation_id;

-- Ephemeral messages had numbers below zero.
INSERT INTO gallery_pages (id, person_id, chat_id, kind, search, page, album, list_id, list_ephemeral)
SELECT id, person_id, chat_id, kind, search, page, album, abs(list_id), coalesce(list_id < 0, 0) FROM old_galleries;

INSERT INTO groups (chat_id, title, admission, added_by, present, rules)
SELECT chat_id, title, CASE admission WHEN 'barred' THEN 'blocked' ELSE admission END, added_by, present,
       json_remove(json_set(rules, '$.generation_cap', json_extract(rules, '$.cap_generation')), '$.cap_generation')
FROM old_groups;

-- Who changed it: below zero a pseudonym; 0 where Kiosk let a group in because there was no admin to ask.
INSERT INTO group_changes (id, chat_id, person_id, what, before, after, at)
SELECT id, chat_id, CASE WHEN person_id > 0 THEN person_id END,
       CASE what WHEN 'cap_generation' THEN 'generation_cap' ELSE what END,
       CASE WHEN what = 'admission' AND before = 'barred' THEN 'blocked' ELSE before END,
       CASE WHEN what = 'admission' AND after = 'barred' THEN 'blocked' ELSE after END,
       at
FROM old_group_changes;

INSERT INTO group_menus (chat_id, message_id, ephemeral, thread_id, person_id, draft_id, used_at)
SELECT chat_id, abs(message_id), message_id < 0, thread_id, person_id, nullif(draft_id, 0), used_at FROM old_menus;

-- Entries were [generation, message]: null before its turn, 0 when Telegram had not taken it.
INSERT INTO parties (id, chat_id, thread_id, reply_to, asked_by, starter_id, language, theme, credits, share, least,
                     source_id, budget_account_id, state, created_at, ends_at, due_at, leased_until, message_id,
                     ballot_id, entries, returned)
SELECT id, chat_id, thread_id, reply_to, asked_by, starter_id, language, theme, credits, share, least, source_id, pot_id,
       CASE state WHEN 'hanging' THEN 'showing' WHEN 'settling' THEN 'refunding' ELSE state END,
       created_at, ends_at, due_at, leased_until, message_id, ballot_id,
       (SELECT json_group_array(json_object(
                 'generation', json_extract(value, '$[0]'),
                 'posted', json(iif(json_extract(value, '$[1]') IS NULL, 'false', 'true')),
                 'message', nullif(json_extract(value, '$[1]'), 0)))
        FROM (SELECT value FROM json_each(p.entries) ORDER BY key)),
       returned
FROM old_parties AS p;

INSERT INTO party_votes (party_id, person_id, generation_id)
SELECT party_id, person_id, generation_id FROM old_party_votes;

INSERT INTO integrations (id, owner, provider, credentials, config, updated_at, enabled, trouble, retired_at)
SELECT id, owner, provider, credentials, config, updated_at, enabled, trouble, retired_at FROM old_integrations;

INSERT INTO broadcasts (id, admin_id, chat_id, message_id, state, reached, missed, after_id, tried, created_at, begun_at, ended_at)
SELECT id, admin_id, chat_id, message_id, iif(ended_at IS NULL, 'sending', 'ended'), reached, missed, after_id, tried, created_at, created_at,
  ended_at FROM old_broadcasts;

INSERT INTO broadcast_waits (broadcast_id, person_id, due_at)
SELECT broadcast_id, person_id, due_at FROM old_broadcast_waits;

INSERT INTO disabled_models (model, by_id, at) SELECT model, by_id, at FROM old_switched_off;

INSERT INTO active_alerts (kind, at) SELECT kind, at FROM old_standing_alerts;

INSERT INTO telegram_uploads (name, file_id) SELECT name, file_id FROM old_uploads;

-- Numbers that are never used again: parties, keys, and quotes of forgotten people that generations still name.
DELETE FROM sqlite_sequence WHERE name IN ('parties', 'integrations', 'quotes');

INSERT INTO sqlite_sequence (name, seq)
SELECT substr(name, 5), seq FROM sqlite_sequence WHERE name IN ('old_parties', 'old_integrations')
UNION ALL
SELECT 'quotes', max((SELECT coalesce(max(id), 0) FROM quotes), (SELECT coalesce(max(quote_id), 0) FROM generations));
