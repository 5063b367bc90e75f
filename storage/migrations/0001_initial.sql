-- Times are microseconds since 1970 in UTC unless a comment says otherwise; ids of chats and people are Telegram's.

PRAGMA application_id = 1265200979; -- "KioS": a file of this numbering (storage/core/old_schema.py)

-- ── people ──────────────────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE people (
  id                 INTEGER PRIMARY KEY,                -- Telegram user id
  language           TEXT NOT NULL DEFAULT '',           -- chosen; '' follows Telegram's
  telegram_language  TEXT NOT NULL DEFAULT '',
  name               TEXT NOT NULL DEFAULT '',           -- first name as last seen
  username           TEXT NOT NULL DEFAULT '',           -- without @, as last seen; no one else has it
  send_originals     INTEGER NOT NULL DEFAULT 0 CHECK (send_originals IN (0, 1)),
  effects            INTEGER NOT NULL DEFAULT 1 CHECK (effects IN (0, 1)),
  news               INTEGER NOT NULL DEFAULT 1 CHECK (news IN (0, 1)), -- whether the operator's broadcasts are welcome
  daily_report       INTEGER NOT NULL DEFAULT 1 CHECK (daily_report IN (0, 1)), -- whether it comes by itself, while they have a role
  hints              INTEGER NOT NULL DEFAULT 1 CHECK (hints IN (0, 1)), -- whether hints at what there is are welcome
  hints_shown        TEXT NOT NULL DEFAULT '',           -- names of bot.domain.hint.Hint, between spaces
  hint_on            INTEGER,                            -- day of the last one, days since 1970-01-01 (UTC)
  auto_confirm_below INTEGER NOT NULL DEFAULT 0 CHECK (auto_confirm_below >= 0), -- credits; 0 = always ask
  falls_back         INTEGER NOT NULL DEFAULT 0 CHECK (falls_back IN (0, 1)), -- what fails is made with the nearest model
  utc_offset         INTEGER CHECK (utc_offset BETWEEN -840 AND 840),            -- minutes
  time_zone          TEXT NOT NULL DEFAULT '',           -- IANA name that the clock follows; '' keeps the offset
  quiet_from         INTEGER CHECK (quiet_from BETWEEN 0 AND 23),                -- hours
  quiet_until        INTEGER CHECK (quiet_until BETWEEN 0 AND 23),
  source             TEXT NOT NULL DEFAULT '',           -- what brought them (handlers.core.deep_link.source_of); '' not known
  first_seen_at      INTEGER NOT NULL,
  active_on          INTEGER NOT NULL                    -- day on which they last did something, days since 1970-01-01 (UTC)
);

CREATE INDEX people_username ON people (lower(username)) WHERE username <> '';
CREATE INDEX people_active ON people (active_on);

-- What people are found by: words of their names, folded (bot.domain.people_search).
CREATE TABLE people_words (
  person_id INTEGER NOT NULL,
  word      TEXT NOT NULL,
  PRIMARY KEY (person_id, word)
) WITHOUT ROWID;

CREATE INDEX people_words_by_word ON people_words (word);

CREATE TABLE people_sources (                            -- how many people each source has brought, kept by triggers
  source TEXT PRIMARY KEY,
  people INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX people_sources_most ON people_sources (people);

CREATE TABLE favourites (
  id        INTEGER PRIMARY KEY,                         -- in the order in which they were added
  person_id INTEGER NOT NULL,
  model     TEXT NOT NULL,                               -- slug
  UNIQUE (person_id, model)
);

-- Who agreed to which version of a document, or has said to be how old, when for the first time.
CREATE TABLE consents (
  person_id INTEGER NOT NULL,
  document  TEXT NOT NULL,                               -- of bot.domain.legal.LegalDocument, 'pictures' (storage/cast), or 'age' (storage/people/age_answers.py)
  version   TEXT NOT NULL,
  at        INTEGER NOT NULL,
  PRIMARY KEY (person_id, document, version)
) WITHOUT ROWID;

CREATE TABLE default_models (
  person_id INTEGER NOT NULL,
  kind      TEXT NOT NULL,                               -- of bot.catalog.spec.Kind
  model     TEXT NOT NULL,                               -- slug
  PRIMARY KEY (person_id, kind)
) WITHOUT ROWID;

-- People who asked to be forgotten, and whose history is still being emptied: all that the numbers bound.
CREATE TABLE erasures (
  person_id          INTEGER NOT NULL,
  alias              INTEGER NOT NULL,                   -- pseudonym that their account has now
  generations_up_to  INTEGER NOT NULL,                   -- ids above this one are of a person who came back, or emptied
  quotes_up_to       INTEGER NOT NULL,
  drafts_up_to       INTEGER NOT NULL,
  orders_up_to       INTEGER NOT NULL,                   -- orders made later are of a person who came back
  result_favourites_up_to INTEGER NOT NULL,
  PRIMARY KEY (person_id, alias)
) WITHOUT ROWID;

-- New people who came by a result that another person had shared.
CREATE TABLE arrivals (
  person_id INTEGER PRIMARY KEY,                         -- counted once
  sharer_id INTEGER NOT NULL,
  at        INTEGER NOT NULL
);

CREATE INDEX arrivals_of_sharer ON arrivals (sharer_id);

-- ── the ledger ──────────────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE accounts (
  id           INTEGER PRIMARY KEY,
  owner_kind   TEXT NOT NULL CHECK (owner_kind IN ('person', 'group', 'party')),
  owner_id     INTEGER,                                           -- person, chat or party; NULL: forgotten person
  forgotten_as INTEGER UNIQUE,                                    -- pseudonym of the forgotten person
  allowance    INTEGER NOT NULL DEFAULT 0 CHECK (allowance >= 0), -- available credits of the period
  bought       INTEGER NOT NULL DEFAULT 0 CHECK (bought >= 0),    -- available credits that do not expire
  purchased    INTEGER NOT NULL DEFAULT 0 CHECK (purchased >= 0), -- credits of its payments that stand, spent or not (a trigger)
  period       TEXT NOT NULL DEFAULT '',                          -- the allowance period of the last refill
  blocked      INTEGER NOT NULL DEFAULT 0 CHECK (blocked IN (0, 1)),
  UNIQUE (owner_kind, owner_id),
  CHECK ((owner_id IS NULL) <> (forgotten_as IS NULL)),
  CHECK (forgotten_as IS NULL OR owner_kind = 'person')
);

CREATE INDEX accounts_blocked ON accounts (owner_kind, owner_id) WHERE blocked = 1;

CREATE TABLE ledger_entries (
  id            INTEGER PRIMARY KEY,
  account_id    INTEGER NOT NULL REFERENCES accounts (id),
  kind          TEXT NOT NULL,                           -- of bot.ledger.entries.EntryKind
  bucket        TEXT NOT NULL CHECK (bucket IN ('allowance', 'bought')),
  amount        INTEGER NOT NULL,
  operation_key TEXT NOT NULL UNIQUE,
  at            INTEGER NOT NULL,
  generation_id INTEGER REFERENCES generations (id),
  note          TEXT NOT NULL DEFAULT ''
);

CREATE INDEX ledger_entries_of_account ON ledger_entries (account_id, id);
CREATE INDEX ledger_entries_lapsed ON ledger_entries (account_id, at)
  WHERE kind = 'expire' AND generation_id IS NOT NULL;

CREATE TRIGGER ledger_entries_never_change BEFORE UPDATE ON ledger_entries
BEGIN
  SELECT RAISE(ABORT, 'ledger entries are append-only');
END;

CREATE TRIGGER ledger_entries_never_vanish BEFORE DELETE ON ledger_entries
BEGIN
  SELECT RAISE(ABORT, 'ledger entries are append-only');
END;

CREATE TABLE holds (
  generation_id INTEGER PRIMARY KEY REFERENCES generations (id),
  account_id    INTEGER NOT NULL REFERENCES accounts (id),
  allowance     INTEGER NOT NULL CHECK (allowance >= 0),
  bought        INTEGER NOT NULL CHECK (bought >= 0),
  period        TEXT NOT NULL DEFAULT '',                -- the account's allowance period then
  day           INTEGER NOT NULL,                        -- when it was held, days since 1970-01-01 (UTC)
  captured      INTEGER CHECK (captured >= 0 AND captured <= allowance + bought),
  ended_at      INTEGER,
  CHECK ((captured IS NULL) = (ended_at IS NULL))
);

CREATE INDEX holds_open ON holds (account_id) WHERE ended_at IS NULL;

-- Credits of all allowances that were held on a day and did not come back, kept by triggers: what FREE_BUDGET bounds.
CREATE TABLE free_spending (
  day     INTEGER PRIMARY KEY,                           -- days since 1970-01-01 (UTC)
  credits INTEGER NOT NULL CHECK (credits >= 0)
);

CREATE TRIGGER free_spending_counted AFTER INSERT ON holds WHEN NEW.allowance > 0
BEGIN
  INSERT INTO free_spending (day, credits)
  VALUES (NEW.day, min(NEW.allowance, coalesce(NEW.captured, NEW.allowance)))
  ON CONFLICT (day) DO UPDATE SET credits = free_spending.credits + excluded.credits;
END;

-- Of what comes back, bought credits come back first.
CREATE TRIGGER free_spending_recounted AFTER UPDATE OF captured ON holds WHEN NEW.allowance > 0
BEGIN
  UPDATE free_spending
  SET credits = credits + min(NEW.allowance, coalesce(NEW.captured, NEW.allowance))
                        - min(OLD.allowance, coalesce(OLD.captured, OLD.allowance))
  WHERE day = NEW.day;
END;

-- What reports would have to add up over whole tables, kept by triggers in the transaction that changes it.
CREATE TABLE totals (
  name   TEXT PRIMARY KEY,                               -- 'available', 'free', 'paid_left', 'captured', 'people', 'without_news', 'arrivals', 'ledger:<kind of entry>'
  amount INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE generation_counts (
  model  TEXT NOT NULL,                                  -- slug
  state  TEXT NOT NULL,                                  -- of bot.domain.generation.State
  number INTEGER NOT NULL,                               -- of all time
  PRIMARY KEY (model, state)
) WITHOUT ROWID;

CREATE TRIGGER people_counted AFTER INSERT ON people
BEGIN
  INSERT INTO totals (name, amount) VALUES ('people', 1)
  ON CONFLICT (name) DO UPDATE SET amount = totals.amount + excluded.amount;
END;

CREATE TRIGGER people_discounted AFTER DELETE ON people
BEGIN
  UPDATE totals SET amount = amount - 1 WHERE name = 'people';
END;

CREATE TRIGGER people_without_news_counted AFTER UPDATE OF news ON people WHEN NEW.news <> OLD.news
BEGIN
  INSERT INTO totals (name, amount) VALUES ('without_news', OLD.news - NEW.news)
  ON CONFLICT (name) DO UPDATE SET amount = totals.amount + excluded.amount;
END;

CREATE TRIGGER people_without_news_discounted AFTER DELETE ON people WHEN OLD.news = 0
BEGIN
  UPDATE totals SET amount = amount - 1 WHERE name = 'without_news';
END;

CREATE TRIGGER people_sources_counted AFTER INSERT ON people
BEGIN
  INSERT INTO people_sources (source, people) VALUES (NEW.source, 1)
  ON CONFLICT (source) DO UPDATE SET people = people_sources.people + 1;
END;

CREATE TRIGGER people_sources_recounted AFTER UPDATE OF source ON people WHEN NEW.source <> OLD.source
BEGIN
  INSERT INTO people_sources (source, people) VALUES (NEW.source, 1)
  ON CONFLICT (source) DO UPDATE SET people = people_sources.people + 1;
  UPDATE people_sources SET people = people - 1 WHERE source = OLD.source;
  DELETE FROM people_sources WHERE source = OLD.source AND people = 0;
END;

CREATE TRIGGER people_sources_discounted AFTER DELETE ON people
BEGIN
  UPDATE people_sources SET people = people - 1 WHERE source = OLD.source;
  DELETE FROM people_sources WHERE source = OLD.source AND people = 0;
END;

CREATE TRIGGER arrivals_counted AFTER INSERT ON arrivals
BEGIN
  INSERT INTO totals (name, amount) VALUES ('arrivals', 1)
  ON CONFLICT (name) DO UPDATE SET amount = totals.amount + excluded.amount;
END;

CREATE TRIGGER arrivals_discounted AFTER DELETE ON arrivals
BEGIN
  UPDATE totals SET amount = amount - 1 WHERE name = 'arrivals';
END;

CREATE TRIGGER available_counted AFTER INSERT ON accounts
BEGIN
  INSERT INTO totals (name, amount) VALUES ('available', NEW.allowance + NEW.bought)
  ON CONFLICT (name) DO UPDATE SET amount = totals.amount + excluded.amount;
END;

CREATE TRIGGER available_recounted AFTER UPDATE OF allowance, bought ON accounts
BEGIN
  UPDATE totals SET amount = amount + NEW.allowance + NEW.bought - OLD.allowance - OLD.bought
  WHERE name = 'available';
END;

CREATE TRIGGER free_counted AFTER INSERT ON accounts WHEN NEW.allowance <> 0
BEGIN
  INSERT INTO totals (name, amount) VALUES ('free', NEW.allowance)
  ON CONFLICT (name) DO UPDATE SET amount = totals.amount + excluded.amount;
END;

CREATE TRIGGER free_recounted AFTER UPDATE OF allowance ON accounts WHEN NEW.allowance <> OLD.allowance
BEGIN
  INSERT INTO totals (name, amount) VALUES ('free', NEW.allowance - OLD.allowance)
  ON CONFLICT (name) DO UPDATE SET amount = totals.amount + excluded.amount;
END;

CREATE TRIGGER paid_left_counted AFTER UPDATE OF bought, purchased ON accounts
WHEN min(NEW.bought, NEW.purchased) <> min(OLD.bought, OLD.purchased)
BEGIN
  INSERT INTO totals (name, amount)
  VALUES ('paid_left', min(NEW.bought, NEW.purchased) - min(OLD.bought, OLD.purchased))
  ON CONFLICT (name) DO UPDATE SET amount = totals.amount + excluded.amount;
END;

CREATE TRIGGER ledger_counted AFTER INSERT ON ledger_entries
BEGIN
  INSERT INTO totals (name, amount) VALUES ('ledger:' || NEW.kind, NEW.amount)
  ON CONFLICT (name) DO UPDATE SET amount = totals.amount + excluded.amount;
END;

CREATE TRIGGER captured_counted AFTER INSERT ON holds WHEN NEW.captured IS NOT NULL
BEGIN
  INSERT INTO totals (name, amount) VALUES ('captured', NEW.captured)
  ON CONFLICT (name) DO UPDATE SET amount = totals.amount + excluded.amount;
END;

CREATE TRIGGER captured_recounted AFTER UPDATE OF captured ON holds
BEGIN
  INSERT INTO totals (name, amount) VALUES ('captured', coalesce(NEW.captured, 0) - coalesce(OLD.captured, 0))
  ON CONFLICT (name) DO UPDATE SET amount = totals.amount + excluded.amount;
END;

-- ── payments ────────────────────────────────────────────────────────────────────────────────────────────────────

-- What is sold for Telegram Stars. A pack never changes: another price is another pack.
CREATE TABLE packs (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  stars    INTEGER NOT NULL CHECK (stars BETWEEN 1 AND 100000),
  credits  INTEGER NOT NULL CHECK (credits > 0),
  monthly  INTEGER NOT NULL DEFAULT 0 CHECK (monthly IN (0, 1)), -- a subscription of 30 days
  made_by  INTEGER NOT NULL,                             -- the admin
  made_at  INTEGER NOT NULL,
  ended_at INTEGER                                       -- it is not sold any more; NULL: on sale
);

CREATE UNIQUE INDEX packs_on_sale ON packs (stars, credits, monthly) WHERE ended_at IS NULL;

CREATE TRIGGER packs_never_change BEFORE UPDATE OF stars, credits, monthly, made_by, made_at ON packs
BEGIN
  SELECT RAISE(ABORT, 'packs never change');
END;

-- The terms of one invoice, whose payload is the token. It can be paid more than once: each time is a payment.
CREATE TABLE orders (
  token      TEXT PRIMARY KEY,
  pack_id    INTEGER NOT NULL REFERENCES packs (id),
  buyer_id   INTEGER,                                    -- NULL: forgotten
  account_id INTEGER NOT NULL REFERENCES accounts (id),  -- which account the credits go to
  kind       TEXT NOT NULL,                              -- of bot.domain.order.OrderKind
  stars      INTEGER NOT NULL CHECK (stars > 0),
  credits    INTEGER NOT NULL CHECK (credits > 0),       -- paid ones
  bonus      INTEGER NOT NULL DEFAULT 0 CHECK (bonus >= 0), -- credits given beside them
  monthly    INTEGER NOT NULL CHECK (monthly IN (0, 1)),
  code_id    INTEGER,                                    -- the promo code that the bonus is of
  chat_id    INTEGER NOT NULL,                           -- where the invoice is
  thread_id  INTEGER,
  message_id INTEGER,                                    -- the invoice; NULL: a link, or not known
  draft_id   INTEGER,                                    -- the draft whose price the account lacked
  language   TEXT NOT NULL,
  made_at    INTEGER NOT NULL,
  is_paid    INTEGER NOT NULL DEFAULT 0 CHECK (is_paid IN (0, 1)) -- by its first payment; it is kept then
) WITHOUT ROWID;

CREATE INDEX orders_of_buyer ON orders (buyer_id, made_at) WHERE buyer_id IS NOT NULL;
CREATE INDEX orders_of_account ON orders (account_id);
CREATE INDEX orders_unpaid ON orders (made_at) WHERE is_paid = 0;

CREATE TABLE payments (
  number          INTEGER PRIMARY KEY AUTOINCREMENT,     -- of the receipt
  charge_id       TEXT NOT NULL UNIQUE,                  -- Telegram's; longer than 128 characters now and then
  order_token     TEXT,                                  -- NULL: the payload is no order's
  payload         TEXT NOT NULL DEFAULT '',              -- of the invoice, where it is no order's
  payer_id        INTEGER,                               -- kept for refunds, also of a forgotten person; NULL: too old
  account_id      INTEGER REFERENCES accounts (id),      -- NULL: unclaimed
  stars           INTEGER NOT NULL CHECK (stars > 0),
  credits         INTEGER NOT NULL CHECK (credits >= 0), -- paid ones that the account got
  bonus           INTEGER NOT NULL DEFAULT 0 CHECK (bonus >= 0),
  state           TEXT NOT NULL,                         -- of bot.domain.payment.PaymentState
  found_by        TEXT NOT NULL,                         -- of bot.domain.payment.FoundBy
  recurring       INTEGER NOT NULL DEFAULT 0 CHECK (recurring IN (0, 1)),
  first_recurring INTEGER NOT NULL DEFAULT 0 CHECK (first_recurring IN (0, 1)),
  period_ends_at  INTEGER,
  paid_at         INTEGER NOT NULL,
  written_at      INTEGER NOT NULL,
  notified        INTEGER NOT NULL DEFAULT 0 CHECK (notified IN (0, 1)), -- the payer has read of it
  refund_attempts INTEGER NOT NULL DEFAULT 0,
  refund_asked_by INTEGER,                               -- who asked for the refund
  refund_reason   TEXT NOT NULL DEFAULT '',
  refunded_at     INTEGER,
  refund_alert_at INTEGER,                               -- when the admins learn that the refund is still under way
  taken_back      INTEGER NOT NULL DEFAULT 0 CHECK (taken_back >= 0),  -- paid credits that the refund took
  bonus_taken_back INTEGER NOT NULL DEFAULT 0 CHECK (bonus_taken_back >= 0),
  uncollected     INTEGER NOT NULL DEFAULT 0 CHECK (uncollected >= 0), -- credits that were spent before the refund
  affiliate_stars INTEGER NOT NULL DEFAULT 0,
  CHECK ((account_id IS NULL) <= (credits = 0 AND bonus = 0))
);

CREATE INDEX payments_of_payer ON payments (payer_id, number) WHERE payer_id IS NOT NULL;
CREATE INDEX payments_of_account ON payments (account_id, number) WHERE account_id IS NOT NULL;
CREATE INDEX payments_of_order ON payments (order_token) WHERE order_token IS NOT NULL;
CREATE INDEX payments_open ON payments (state, number) WHERE state IN ('unclaimed', 'refunding');
CREATE INDEX payments_unnotified ON payments (number) WHERE notified = 0;
CREATE INDEX payments_by_age ON payments (paid_at)
  WHERE payer_id IS NOT NULL AND state NOT IN ('unclaimed', 'refunding');

CREATE TRIGGER payments_pay_orders AFTER INSERT ON payments WHEN NEW.order_token IS NOT NULL
BEGIN
  UPDATE orders SET is_paid = 1 WHERE token = NEW.order_token;
END;

CREATE TRIGGER payments_pay_orders_later AFTER UPDATE OF order_token ON payments
WHEN NEW.order_token IS NOT OLD.order_token
BEGIN
  UPDATE orders SET is_paid = 1 WHERE token = NEW.order_token;
END;

-- accounts.purchased is the sum of the credits of the account's payments in state 'credited'.
CREATE TRIGGER payments_purchased AFTER INSERT ON payments WHEN NEW.state = 'credited'
BEGIN
  UPDATE accounts SET purchased = purchased + NEW.credits WHERE id = NEW.account_id;
END;

CREATE TRIGGER payments_repurchased AFTER UPDATE OF state, account_id, credits ON payments
BEGIN
  UPDATE accounts SET purchased = purchased - OLD.credits WHERE id = OLD.account_id AND OLD.state = 'credited';
  UPDATE accounts SET purchased = purchased + NEW.credits WHERE id = NEW.account_id AND NEW.state = 'credited';
END;

CREATE TRIGGER payments_never_vanish BEFORE DELETE ON payments
BEGIN
  SELECT RAISE(ABORT, 'payments are kept');
END;

-- Telegram's list of the bot's Star transactions, in its order: position 0 is the oldest, and position the offset.
CREATE TABLE star_moves (
  position  INTEGER PRIMARY KEY,
  id        TEXT NOT NULL,                               -- of the transaction: a refund has its payment's
  incoming  INTEGER NOT NULL CHECK (incoming IN (0, 1)),
  stars     INTEGER NOT NULL,                            -- whole ones, never below zero
  nanos     INTEGER NOT NULL DEFAULT 0,                  -- billionths of a Star beside them
  partner   TEXT NOT NULL,                               -- kind of the other side: user, fragment, …
  at        INTEGER NOT NULL,
  is_open   INTEGER NOT NULL DEFAULT 0 CHECK (is_open IN (0, 1)) -- what it asks for has failed, and is tried again
);

CREATE INDEX star_moves_by_age ON star_moves (at, incoming, stars);
CREATE INDEX star_moves_returned ON star_moves (id) WHERE incoming = 0;
CREATE INDEX star_moves_open ON star_moves (position) WHERE is_open = 1;

CREATE TRIGGER star_moves_counted AFTER INSERT ON star_moves
BEGIN
  INSERT INTO totals (name, amount) VALUES ('star_nanos', (2 * NEW.incoming - 1) * (NEW.stars * 1000000000 + NEW.nanos))
  ON CONFLICT (name) DO UPDATE SET amount = totals.amount + excluded.amount;
  INSERT INTO totals (name, amount) VALUES ('stars:' || NEW.partner || CASE NEW.incoming WHEN 1 THEN ':in' ELSE ':out' END, NEW.stars)
  ON CONFLICT (name) DO UPDATE SET amount = totals.amount + excluded.amount;
END;

CREATE TRIGGER star_moves_discounted AFTER DELETE ON star_moves
BEGIN
  UPDATE totals SET amount = amount - (2 * OLD.incoming - 1) * (OLD.stars * 1000000000 + OLD.nanos) WHERE name = 'star_nanos';
  UPDATE totals SET amount = amount - OLD.stars
  WHERE name = 'stars:' || OLD.partner || CASE OLD.incoming WHEN 1 THEN ':in' ELSE ':out' END;
END;

-- What Telegram said the bot has, compared with the list until then: a difference is a chargeback, in most cases.
CREATE TABLE star_checks (
  at      INTEGER PRIMARY KEY,
  balance INTEGER NOT NULL,                              -- Telegram's, in billionths of a Star; below zero after a chargeback
  listed  INTEGER NOT NULL                               -- the list's, in billionths of a Star
);

CREATE TABLE subscriptions (
  order_token     TEXT PRIMARY KEY REFERENCES orders (token),
  payer_id        INTEGER NOT NULL,
  account_id      INTEGER NOT NULL REFERENCES accounts (id),
  first_charge_id TEXT NOT NULL,                         -- by which Telegram ends and resumes it
  last_charge_id  TEXT NOT NULL,
  period_ends_at  INTEGER NOT NULL,
  state           TEXT NOT NULL,                         -- of bot.domain.subscription.SubscriptionState
  changed_at      INTEGER NOT NULL,
  canceled_by_bot INTEGER NOT NULL DEFAULT 0 CHECK (canceled_by_bot IN (0, 1)) -- else the payer did, in Telegram
) WITHOUT ROWID;

CREATE INDEX subscriptions_of_payer ON subscriptions (payer_id);
CREATE INDEX subscriptions_of_account ON subscriptions (account_id);
CREATE INDEX subscriptions_running ON subscriptions (period_ends_at) WHERE state <> 'ended';
CREATE INDEX subscriptions_ended ON subscriptions (period_ends_at) WHERE state = 'ended';

-- Subscriptions that Telegram is asked, until it answers, not to renew.
CREATE TABLE subscription_stops (
  first_charge_id TEXT PRIMARY KEY,
  payer_id        INTEGER NOT NULL                       -- by whom Telegram knows it; the row goes with the answer
) WITHOUT ROWID;

-- A person's link and what it has brought. Rewards are of one level only, for what invited people buy.
CREATE TABLE invitations (
  account_id  INTEGER PRIMARY KEY REFERENCES accounts (id),
  code        TEXT UNIQUE,                               -- of the link; NULL: the person was forgotten
  people      INTEGER NOT NULL DEFAULT 0 CHECK (people >= 0),
  earned      INTEGER NOT NULL DEFAULT 0 CHECK (earned >= 0), -- credits of rewards that stand
  owed        INTEGER NOT NULL DEFAULT 0 CHECK (owed >= 0),   -- of rewards that were spent before their purchases were refunded
  unannounced INTEGER NOT NULL DEFAULT 0 CHECK (unannounced >= 0) -- credits that the person has not read of
);

CREATE INDEX invitations_unannounced ON invitations (account_id) WHERE unannounced > 0;

CREATE TABLE referrals (
  invited_account_id INTEGER PRIMARY KEY REFERENCES accounts (id), -- invited once
  inviter_account_id INTEGER NOT NULL REFERENCES accounts (id),
  at                 INTEGER NOT NULL,
  CHECK (invited_account_id <> inviter_account_id)
);

CREATE INDEX referrals_of_inviter ON referrals (inviter_account_id);

CREATE TABLE referral_rewards (
  charge_id          TEXT PRIMARY KEY,                   -- of the payment
  inviter_account_id INTEGER NOT NULL REFERENCES accounts (id),
  credits            INTEGER NOT NULL CHECK (credits > 0),
  taken_back         INTEGER CHECK (taken_back BETWEEN 0 AND credits) -- by the refund; NULL: it stands
) WITHOUT ROWID;
-- ── gifts and promo codes ──────────────────────────────────────────────────────────────────────────────────────

-- Credits on their way from one person to another, behind a link. While a gift is open they are in no account.
CREATE TABLE gifts (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  token_hash    TEXT NOT NULL UNIQUE,                    -- of the link's token; the token itself is nowhere
  made_for      TEXT NOT NULL UNIQUE,                    -- hash of the message or payment that it was made for
  account_id    INTEGER NOT NULL REFERENCES accounts (id), -- which account they are from
  giver_id      INTEGER,                                 -- NULL: forgotten
  receiver_id   INTEGER,                                 -- who alone can open it; NULL: everybody
  receiver_name TEXT NOT NULL DEFAULT '',                -- the same by @username, while it is open
  credits       INTEGER NOT NULL CHECK (credits > 0),
  charge_id     TEXT UNIQUE,                             -- the payment whose credits they are
  state         TEXT NOT NULL,                           -- of bot.domain.gift.GiftState
  claimed_by    INTEGER,                                 -- who opened it
  chat_id       INTEGER NOT NULL,                        -- where its card is
  message_id    INTEGER,
  language      TEXT NOT NULL,
  made_at       INTEGER NOT NULL,
  ends_at       INTEGER NOT NULL,
  settled_at    INTEGER,
  CHECK ((state = 'open') = (settled_at IS NULL))
);

CREATE INDEX gifts_of_giver ON gifts (giver_id) WHERE giver_id IS NOT NULL;
CREATE INDEX gifts_for_receiver ON gifts (receiver_id) WHERE receiver_id IS NOT NULL;
CREATE INDEX gifts_claimed ON gifts (claimed_by) WHERE claimed_by IS NOT NULL;
CREATE INDEX gifts_open_of_giver ON gifts (giver_id, id) WHERE state = 'open';
CREATE INDEX gifts_open_for_receiver ON gifts (receiver_id) WHERE state = 'open';
CREATE INDEX gifts_open_for_name ON gifts (receiver_name) WHERE state = 'open' AND receiver_name <> '';
CREATE INDEX gifts_open_in_chat ON gifts (chat_id) WHERE state = 'open';
CREATE INDEX gifts_open ON gifts (ends_at) WHERE state = 'open';
CREATE INDEX gifts_unshown ON gifts (id)
  WHERE state = 'open' AND charge_id IS NOT NULL AND message_id IS NULL AND giver_id IS NOT NULL;

CREATE TRIGGER gifts_never_vanish BEFORE DELETE ON gifts
BEGIN
  SELECT RAISE(ABORT, 'gifts are kept');
END;

-- What a promo code, or each code of a series, gives to whom. Terms never change; they can be ended.
CREATE TABLE promo_terms (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  name                TEXT NOT NULL,                     -- the code; '': a series
  kind                TEXT NOT NULL,                     -- of bot.domain.promo_code.PromoKind
  amount              INTEGER NOT NULL CHECK (amount > 0), -- credits or percent
  size                INTEGER NOT NULL CHECK (size > 0), -- codes
  most_uses           INTEGER CHECK (most_uses > 0),     -- of all of them; NULL: no limit
  uses                INTEGER NOT NULL DEFAULT 0,
  new_people_only     INTEGER NOT NULL CHECK (new_people_only IN (0, 1)),
  first_purchase_only INTEGER NOT NULL CHECK (first_purchase_only IN (0, 1)),
  ends_at             INTEGER,
  campaign            TEXT NOT NULL,
  made_by             INTEGER NOT NULL,                  -- the admin
  made_for            TEXT NOT NULL UNIQUE,              -- the message that asked for it
  made_at             INTEGER NOT NULL,
  ended_at            INTEGER
);

CREATE TABLE promo_codes (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  code      TEXT NOT NULL UNIQUE,                        -- in small letters
  terms_id  INTEGER NOT NULL REFERENCES promo_terms (id),
  uses_left INTEGER CHECK (uses_left >= 0)               -- NULL: no limit
);

CREATE INDEX promo_codes_of_terms ON promo_codes (terms_id, id);

-- By account: it is found again, under its pseudonym, when a forgotten person returns.
CREATE TABLE promo_code_uses (
  code_id    INTEGER NOT NULL REFERENCES promo_codes (id),
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  at         INTEGER NOT NULL,
  PRIMARY KEY (code_id, account_id)
) WITHOUT ROWID;

CREATE INDEX promo_code_uses_of_account ON promo_code_uses (account_id, code_id);

-- Codes whose bonus the next purchase of an account is to have.
CREATE TABLE promo_codes_waiting (
  account_id INTEGER PRIMARY KEY REFERENCES accounts (id),
  code_id    INTEGER NOT NULL REFERENCES promo_codes (id)
);

-- ── looks ───────────────────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE looks (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,     -- never reused: buttons, drafts and generations outlive looks
  person_id       INTEGER,                               -- NULL: the operator's, for everybody
  name            TEXT NOT NULL,
  folded_name     TEXT NOT NULL,                         -- the same, as it is compared
  titles          TEXT NOT NULL DEFAULT '{}',            -- JSON object: language → name, of a published one
  model           TEXT NOT NULL,                         -- slug
  kind            TEXT NOT NULL,                         -- of bot.catalog.spec.Kind
  choices         TEXT NOT NULL,                         -- JSON object
  words_before    TEXT NOT NULL,                         -- what stands before the gap
  words_after     TEXT NOT NULL,
  sample          TEXT NOT NULL DEFAULT '',              -- what stood in the gap when it was kept
  hides_words     INTEGER NOT NULL DEFAULT 0 CHECK (hides_words IN (0, 1)), -- a taken one then has none: they are the source's
  source_id       INTEGER,                               -- the look that it was taken from
  is_on           INTEGER NOT NULL DEFAULT 1 CHECK (is_on IN (0, 1)),
  created_at      INTEGER NOT NULL,
  used_at         INTEGER NOT NULL,
  CHECK (source_id IS NULL OR hides_words = 0 OR (words_before = '' AND words_after = '' AND sample = ''))
);

CREATE UNIQUE INDEX looks_of_person ON looks (person_id, folded_name) WHERE person_id IS NOT NULL;
CREATE UNIQUE INDEX looks_taken ON looks (person_id, source_id) WHERE person_id IS NOT NULL AND source_id IS NOT NULL;
CREATE INDEX looks_published ON looks (id) WHERE person_id IS NULL;

CREATE TABLE look_links (                                -- links that give a look away
  token       TEXT PRIMARY KEY,
  look_id     INTEGER NOT NULL,
  hides_words INTEGER NOT NULL CHECK (hides_words IN (0, 1)),
  made_at     INTEGER NOT NULL,
  UNIQUE (look_id, hides_words)
) WITHOUT ROWID;

-- ── cast ────────────────────────────────────────────────────────────────────────────────────────────────────────

-- People, products, places and styles that a chat pictures again under names of their own (bot.domain.cast).
CREATE TABLE characters (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,          -- never reused: buttons and references outlive characters
  chat_id    INTEGER NOT NULL,                           -- whose cast it is in
  added_by   INTEGER NOT NULL,
  kind       TEXT NOT NULL,                              -- of bot.domain.cast.CharacterKind; '': it is being asked for
  name       TEXT NOT NULL,
  name_key   TEXT NOT NULL,                              -- the name whatever its case
  photos     TEXT NOT NULL,                              -- JSON array of references
  created_at INTEGER NOT NULL
);

CREATE UNIQUE INDEX characters_of_chat ON characters (chat_id, name_key) WHERE kind <> '';
CREATE INDEX characters_of_person ON characters (added_by, chat_id);
CREATE INDEX characters_proposed ON characters (created_at) WHERE kind = '';

-- ── from a draft to a generation ────────────────────────────────────────────────────────────────────────────────

CREATE TABLE drafts (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,      -- never reused: buttons outlive drafts
  person_id      INTEGER NOT NULL,
  chat_id        INTEGER NOT NULL,
  thread_id      INTEGER,
  model          TEXT NOT NULL,                          -- slug; '' for a recipe, or while none was picked
  recipe         TEXT,                                   -- slug; NULL for a model
  continues      INTEGER,                                -- the quote whose results are kept
  choices        TEXT NOT NULL,                          -- JSON object
  prompt         TEXT NOT NULL,
  reference_list TEXT NOT NULL,                          -- JSON array
  borrowed_words INTEGER NOT NULL DEFAULT 0 CHECK (borrowed_words IN (0, 1)), -- the prompt is another person's
  look_id        INTEGER,                                -- the look whose words stand around the prompt
  unused_choices TEXT NOT NULL DEFAULT '{}',             -- JSON object: what the model cannot use
  unused_references TEXT NOT NULL DEFAULT '[]',          -- JSON array: the same
  cast_on        TEXT NOT NULL DEFAULT '[]',             -- JSON array: ids of characters that were picked
  cast_off       TEXT NOT NULL DEFAULT '[]',             -- JSON array: ids of characters that were switched off
  several        TEXT,                                   -- JSON object of bot.domain.batch.Several; NULL: one
  party_id       INTEGER,
  created_at     INTEGER NOT NULL,
  used_at        INTEGER NOT NULL,                       -- when it was opened or last changed
  closed_at      INTEGER                                 -- it was put away then
);

CREATE INDEX drafts_of_person ON drafts (person_id, id);
CREATE INDEX drafts_of_chat ON drafts (chat_id, id);
CREATE INDEX drafts_by_age ON drafts (used_at);
CREATE INDEX drafts_that_continue ON drafts (continues) WHERE continues IS NOT NULL;

CREATE TABLE quotes (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,      -- never reused: generations outlive the quotes of forgotten people
  token          TEXT NOT NULL UNIQUE,
  person_id      INTEGER NOT NULL,
  account_id     INTEGER NOT NULL REFERENCES accounts (id),
  language       TEXT NOT NULL,
  chat_id        INTEGER NOT NULL,
  thread_id      INTEGER,
  reply_to       INTEGER,
  dialect        TEXT NOT NULL,
  recipe         TEXT,                                   -- slug; NULL = one generation of a model
  length         INTEGER NOT NULL,                       -- steps of the recipe; 1 for a model
  choices        TEXT NOT NULL DEFAULT '{}',             -- JSON object: what was chosen of the recipe
  prompt         TEXT NOT NULL,                          -- the person's words, not a recipe's
  borrowed_words INTEGER NOT NULL DEFAULT 0 CHECK (borrowed_words IN (0, 1)), -- they were another person's
  look_id        INTEGER,                                -- the look that it is made with
  hides_words    INTEGER NOT NULL DEFAULT 0 CHECK (hides_words IN (0, 1)), -- whose words the person may not read
  reference_list TEXT NOT NULL,                          -- JSON array: the person's media
  made           TEXT NOT NULL,                          -- JSON object: step → reference, of earlier runs
  steps          TEXT NOT NULL,                          -- JSON array of bot.domain.quote.QuotedStep
  created_at     INTEGER NOT NULL,
  confirmed_at   INTEGER,                                -- one confirmation only
  cancelled_at   INTEGER,                                -- it was put away or replaced then
  draft_id       INTEGER,                                -- the draft that it is the price of
  key_owner      TEXT,
  party_id       INTEGER,
  several        TEXT,                                   -- JSON object of bot.domain.batch.Several; NULL: its steps follow each other
  selection_id   INTEGER                                 -- the selection that it makes pictures for, or goes on from
);

CREATE INDEX quotes_of_person ON quotes (person_id, id);
CREATE INDEX quotes_of_draft ON quotes (draft_id) WHERE draft_id IS NOT NULL;
CREATE INDEX quotes_of_chat ON quotes (chat_id, id);
-- Without confirmed chains of recipes: those can be continued for good.
CREATE INDEX quotes_by_age ON quotes (created_at) WHERE confirmed_at IS NULL OR recipe IS NULL;
CREATE INDEX quotes_unused_of_chat ON quotes (chat_id) WHERE confirmed_at IS NULL;
CREATE INDEX quotes_unused_of_selection ON quotes (selection_id)
  WHERE selection_id IS NOT NULL AND confirmed_at IS NULL AND cancelled_at IS NULL;
CREATE INDEX quotes_unused_of_account ON quotes (account_id) WHERE confirmed_at IS NULL;

-- Generations that were confirmed together (bot.domain.batch). They name it, and have no words or people of its own.
CREATE TABLE batches (
  id          INTEGER PRIMARY KEY,
  quote_id    INTEGER NOT NULL UNIQUE,
  kind        TEXT NOT NULL,                             -- of bot.domain.batch.BatchKind
  parts       INTEGER NOT NULL CHECK (parts > 1),
  created_at  INTEGER NOT NULL,
  gathers     INTEGER NOT NULL CHECK (gathers IN (0, 1)), -- its pictures wait for each other
  album_until INTEGER,                                   -- until then; NULL: none is ready yet
  carrier_id  INTEGER                                    -- the part whose delivery sends the album
);

-- Pictures of which a recipe goes on with one (bot.domain.selection): they are the generations that name it.
CREATE TABLE selections (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,          -- never reused: generations outlive it
  person_id  INTEGER NOT NULL,                           -- who has started the recipe
  chat_id    INTEGER NOT NULL,
  quote_id   INTEGER NOT NULL,                           -- the first pictures' quote
  again      INTEGER NOT NULL CHECK (again IN (0, 1)),   -- other pictures can be made
  state      TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  until      INTEGER,                                    -- when it is over; NULL: no picture has come
  due_at     INTEGER,                                    -- when something is said next
  reminded   INTEGER NOT NULL DEFAULT 0 CHECK (reminded IN (0, 1))
);

CREATE INDEX selections_of_person ON selections (person_id, state);
CREATE INDEX selections_of_chat ON selections (chat_id);
CREATE INDEX selections_due ON selections (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX selections_by_age ON selections (created_at) WHERE due_at IS NULL;

CREATE TABLE generations (
  id                     INTEGER PRIMARY KEY,
  person_id              INTEGER,                        -- NULL: emptied after its person was forgotten
  account_id             INTEGER NOT NULL REFERENCES accounts (id),
  language               TEXT NOT NULL,
  chat_id                INTEGER NOT NULL,
  thread_id              INTEGER,
  reply_to               INTEGER,
  model                  TEXT NOT NULL,                  -- slug
  dialect                TEXT NOT NULL,
  choices                TEXT NOT NULL,                  -- JSON object
  prompt                 TEXT NOT NULL,
  folded_prompt          TEXT NOT NULL DEFAULT '',       -- for searches without case
  user_prompt            TEXT NOT NULL DEFAULT '',       -- the person's own words where others stand in the prompt
  borrowed_words         INTEGER NOT NULL DEFAULT 0 CHECK (borrowed_words IN (0, 1)), -- they were another person's
  look_id                INTEGER,                        -- the look that it was made with
  hides_words            INTEGER NOT NULL DEFAULT 0 CHECK (hides_words IN (0, 1)), -- its person may read user_prompt only
  reference_list         TEXT NOT NULL,                  -- JSON array
  price                  INTEGER NOT NULL CHECK (price >= 0),
  state                  TEXT NOT NULL,                  -- of bot.domain.generation.State
  token                  TEXT NOT NULL UNIQUE,
  created_at             INTEGER NOT NULL,
  due_at                 INTEGER,
  deadline_at            INTEGER NOT NULL,
  submitted_at           INTEGER,
  completed_at           INTEGER,
  external_task_id       TEXT NOT NULL DEFAULT '',
  hinted_task_id         TEXT NOT NULL DEFAULT '',
  route                  TEXT NOT NULL DEFAULT '',
  progress               REAL NOT NULL DEFAULT 0,
  stage                  TEXT NOT NULL DEFAULT '',
  attempts               INTEGER NOT NULL DEFAULT 0,
  delivery_attempts      INTEGER NOT NULL DEFAULT 0,
  progress_message_id    INTEGER,
  late_notice_sent       INTEGER NOT NULL DEFAULT 0 CHECK (late_notice_sent IN (0, 1)),
  late_notice_id         INTEGER,                        -- NULL: none, or its id is not known
  failure                TEXT,
  failure_detail         TEXT NOT NULL DEFAULT '',
  free_late_delivery     INTEGER NOT NULL DEFAULT 0 CHECK (free_late_delivery IN (0, 1)),
  ordered                INTEGER NOT NULL DEFAULT 0,     -- results that it was to bring; 0 before KIE has finished
  captured               INTEGER NOT NULL DEFAULT 0 CHECK (captured >= 0 AND captured <= price),
  kie_expected           INTEGER CHECK (kie_expected >= 0), -- thousandths of a KIE credit; NULL: not known
  kie_taken              INTEGER CHECK (kie_taken >= 0), -- the same; NULL: KIE did not say
  notified               INTEGER NOT NULL DEFAULT 0 CHECK (notified IN (0, 1)),
  auto_confirmed         INTEGER NOT NULL DEFAULT 0 CHECK (auto_confirmed IN (0, 1)),
  deleted                INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  quote_id               INTEGER,                        -- NULL: a voice sample, which nobody pays for
  chain_step             TEXT NOT NULL DEFAULT '',
  chain_position         INTEGER NOT NULL DEFAULT 0,
  chain_length           INTEGER NOT NULL DEFAULT 0,
  batch_id               INTEGER REFERENCES batches (id), -- NULL: it was confirmed alone, or as a step of a chain
  part                   INTEGER NOT NULL DEFAULT 0,     -- its place in the batch
  batch_parts            INTEGER NOT NULL DEFAULT 0,     -- how many the batch has
  selection_id           INTEGER,                        -- the selection that it is a picture of, or a version of one
  later_steps_returned   INTEGER NOT NULL DEFAULT 0,
  sample                 TEXT NOT NULL DEFAULT '',
  own_key                TEXT NOT NULL DEFAULT '',
  operator_key           TEXT NOT NULL DEFAULT '',
  party_id               INTEGER,
  instead_of             INTEGER REFERENCES generations (id), -- what failed and gave it its place; NULL: it was asked for itself
  instead_of_model       TEXT,                           -- slug of that
  instead_of_price       INTEGER,                        -- credits that went back for that
  leased_until           INTEGER,
  wake_requested         INTEGER NOT NULL DEFAULT 0 CHECK (wake_requested IN (0, 1)),
  forgotten_as           INTEGER,                        -- pseudonym of its person, who was forgotten
  emptied                INTEGER NOT NULL DEFAULT 0 CHECK (emptied IN (0, 1)), -- nothing personal is left of it
  parent_id              INTEGER CHECK (parent_id <> id), -- the generation whose result it was made from
  root_id                INTEGER CHECK (root_id <> id), -- the first of all that it goes back to
  version                INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1), -- its place on the way from there
  CHECK (person_id IS NOT NULL OR (emptied = 1 AND forgotten_as IS NOT NULL)),
  CHECK ((parent_id IS NULL) = (root_id IS NULL)),
  CHECK ((instead_of IS NULL) = (instead_of_model IS NULL) AND (instead_of IS NULL) = (instead_of_price IS NULL)),
  CHECK (price <= instead_of_price OR instead_of IS NULL)
);

CREATE INDEX generations_of_person ON generations (person_id, id);
CREATE INDEX generations_of_chat ON generations (chat_id, id);
CREATE INDEX generations_forgotten ON generations (forgotten_as, created_at) WHERE forgotten_as IS NOT NULL;
CREATE INDEX generations_completed ON generations (completed_at, state) WHERE completed_at IS NOT NULL;
CREATE INDEX generations_due_in_chat ON generations (chat_id) WHERE due_at IS NOT NULL;
CREATE INDEX generations_waiting_in_chat ON generations (chat_id, id) WHERE state IN ('held', 'waiting');
CREATE INDEX generations_of_account ON generations (account_id, state);
CREATE INDEX generations_of_account_by_age ON generations (account_id, created_at, person_id);
CREATE INDEX generations_of_model ON generations (model, state, id);
CREATE INDEX generations_of_party ON generations (party_id) WHERE party_id IS NOT NULL;
-- What took the place of a failed step has its position, too.
CREATE UNIQUE INDEX generations_of_quote ON generations (quote_id, chain_position, part, coalesce(instead_of, 0))
  WHERE quote_id IS NOT NULL;
CREATE UNIQUE INDEX one_instead ON generations (instead_of) WHERE instead_of IS NOT NULL;
CREATE INDEX generations_of_batch ON generations (batch_id, part) WHERE batch_id IS NOT NULL;
CREATE INDEX generations_of_selection ON generations (selection_id, id) WHERE selection_id IS NOT NULL;
CREATE INDEX generations_versions ON generations (root_id, id) WHERE root_id IS NOT NULL;
CREATE INDEX generations_external ON generations (external_task_id) WHERE external_task_id <> '';
CREATE INDEX generations_own_key ON generations (own_key) WHERE own_key <> '';
CREATE INDEX generations_gallery ON generations (person_id, id, chat_id)
  WHERE state IN ('delivered', 'stored') AND deleted = 0;
CREATE INDEX generations_gallery_by_month ON generations (person_id, completed_at, chat_id)
  WHERE state IN ('delivered', 'stored') AND deleted = 0;
CREATE INDEX generations_gallery_by_look ON generations (person_id, look_id, id, chat_id)
  WHERE state IN ('delivered', 'stored') AND deleted = 0 AND look_id IS NOT NULL;
CREATE INDEX generations_models_of_person ON generations (person_id, model)
  WHERE state IN ('delivered', 'stored');
CREATE INDEX generations_busy ON generations (account_id)
  WHERE state IN ('in_doubt', 'ready', 'running', 'submitting');
CREATE INDEX generations_open_in_chat ON generations (chat_id)
  WHERE state IN ('held', 'in_doubt', 'ready', 'running', 'submitting');
CREATE INDEX generations_open_of_person ON generations (person_id)
  WHERE state IN ('held', 'in_doubt', 'ready', 'running', 'submitting');
CREATE INDEX generations_queue ON generations (account_id, id, due_at, leased_until) WHERE state = 'held';
CREATE INDEX generations_next ON generations (state, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX generations_leased ON generations (leased_until) WHERE leased_until IS NOT NULL;
CREATE INDEX generations_wake_requested ON generations (state, due_at) WHERE wake_requested = 1;
CREATE INDEX samples_of_person ON generations (person_id, created_at) WHERE quote_id IS NULL;
CREATE UNIQUE INDEX one_entry ON generations (party_id, person_id)
  WHERE party_id IS NOT NULL AND state NOT IN ('failed', 'cancelled') AND free_late_delivery = 0;
CREATE UNIQUE INDEX one_sample ON generations (sample)
  WHERE sample <> '' AND state NOT IN ('failed', 'cancelled') AND free_late_delivery = 0;

CREATE TRIGGER generations_counted AFTER INSERT ON generations
BEGIN
  INSERT INTO generation_counts (model, state, number) VALUES (NEW.model, NEW.state, 1)
  ON CONFLICT (model, state) DO UPDATE SET number = generation_counts.number + 1;
END;

CREATE TRIGGER generations_recounted AFTER UPDATE OF model, state ON generations
WHEN NEW.state <> OLD.state OR NEW.model <> OLD.model
BEGIN
  UPDATE generation_counts SET number = number - 1 WHERE model = OLD.model AND state = OLD.state;
  INSERT INTO generation_counts (model, state, number) VALUES (NEW.model, NEW.state, 1)
  ON CONFLICT (model, state) DO UPDATE SET number = generation_counts.number + 1;
END;

CREATE TRIGGER generations_discounted AFTER DELETE ON generations
BEGIN
  UPDATE generation_counts SET number = number - 1 WHERE model = OLD.model AND state = OLD.state;
END;

CREATE TABLE generation_transitions (
  id            INTEGER PRIMARY KEY,
  generation_id INTEGER NOT NULL REFERENCES generations (id),
  state         TEXT NOT NULL,                           -- the state that it entered
  at            INTEGER NOT NULL,
  detail        TEXT NOT NULL DEFAULT ''
);

CREATE INDEX generation_transitions_of_generation ON generation_transitions (generation_id, id);
CREATE INDEX generation_transitions_by_age ON generation_transitions (at);

CREATE TABLE assets (
  id               INTEGER PRIMARY KEY,
  generation_id    INTEGER NOT NULL REFERENCES generations (id),
  position         INTEGER NOT NULL,
  url              TEXT NOT NULL,
  kind             TEXT NOT NULL,                        -- of bot.catalog.spec.Kind
  title            TEXT NOT NULL DEFAULT '',
  seconds          REAL NOT NULL DEFAULT 0,
  cover_url        TEXT NOT NULL DEFAULT '',
  item_id          TEXT NOT NULL DEFAULT '',             -- KIE's id of it within its task; '' where KIE gives none
  file_id          TEXT NOT NULL DEFAULT '',
  sent_as          TEXT NOT NULL DEFAULT '',             -- '' before it is sent
  unique_id        TEXT NOT NULL DEFAULT '',             -- what names that file at Telegram for good
  original_file_id TEXT NOT NULL DEFAULT '',
  message_id       INTEGER,                              -- NULL: not sent, or its id is not known
  UNIQUE (generation_id, position)
);

CREATE INDEX assets_message ON assets (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX assets_url ON assets (url);
CREATE INDEX assets_unique ON assets (unique_id) WHERE unique_id <> '';

-- What models make, for everybody to see (bot.domain.example). The files are the generation's.
CREATE TABLE examples (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,       -- never reused: links outlive examples
  model         TEXT NOT NULL,                           -- slug
  kind          TEXT NOT NULL,                           -- of bot.catalog.spec.Kind
  state         TEXT NOT NULL,                           -- of bot.domain.example.ExampleState
  recording     TEXT UNIQUE,                             -- model and version; NULL: a person proposed it
  prompt        TEXT NOT NULL,
  choices       TEXT NOT NULL,                           -- JSON object
  generation_id INTEGER UNIQUE REFERENCES generations (id), -- NULL: not begun
  proposed_by   INTEGER,                                 -- NULL: the operator had it recorded
  at            INTEGER NOT NULL,                        -- when it entered its state
  CHECK ((recording IS NULL) <> (proposed_by IS NULL))
);

CREATE INDEX examples_of_kind ON examples (kind, id) WHERE state = 'shown';
CREATE INDEX examples_of_model ON examples (model, id) WHERE state = 'shown';
CREATE INDEX examples_open ON examples (state, id) WHERE state IN ('wanted', 'recording', 'proposed');
CREATE INDEX examples_of_person ON examples (proposed_by, state) WHERE proposed_by IS NOT NULL;

CREATE TABLE callbacks (
  generation_id INTEGER NOT NULL REFERENCES generations (id),
  digest        TEXT NOT NULL,
  task_id       TEXT NOT NULL,
  stage         TEXT NOT NULL,
  at            INTEGER NOT NULL,
  PRIMARY KEY (generation_id, digest)
) WITHOUT ROWID;

CREATE INDEX callbacks_by_age ON callbacks (at);

-- The customer's table of generations, for whoever reads the database.
CREATE VIEW kai_generations AS
SELECT
  g.id,
  g.external_task_id,
  CASE g.state
    WHEN 'delivered' THEN 'completed'
    WHEN 'stored' THEN 'completed'
    WHEN 'failed' THEN 'failed'
    WHEN 'cancelled' THEN 'failed'
    ELSE 'processing'
  END AS status,
  (SELECT json_group_array(a.id) FROM assets a WHERE a.generation_id = g.id) AS result_asset_ids,
  g.completed_at,
  CASE WHEN g.chain_step <> '' THEN g.quote_id END AS job_id -- several generations of one recipe share it
FROM generations g;

CREATE TABLE gallery_pages (
  id        INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL,
  chat_id   INTEGER NOT NULL,
  kind      TEXT NOT NULL DEFAULT '',                    -- '' = every kind
  search    TEXT NOT NULL DEFAULT '',                    -- as the person wrote it
  page      INTEGER NOT NULL DEFAULT 0,
  album     TEXT NOT NULL DEFAULT '[]',                  -- JSON array of message ids
  list_id        INTEGER,                                -- the message with the list and the buttons
  list_ephemeral INTEGER NOT NULL DEFAULT 0 CHECK (list_ephemeral IN (0, 1)),
  filters   TEXT NOT NULL DEFAULT '{}',                  -- JSON object (bot.domain.gallery.GalleryFilters)
  UNIQUE (person_id, chat_id)
);

-- Results that people have marked with a heart, each for themselves; in a group the marks of all are counted.
CREATE TABLE result_favourites (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,       -- never reused: marks of a forgotten person go in parts
  person_id     INTEGER NOT NULL,
  generation_id INTEGER NOT NULL REFERENCES generations (id),
  chat_id       INTEGER NOT NULL,                        -- of the generation
  made_at       INTEGER NOT NULL,                        -- when it was made
  at            INTEGER NOT NULL,
  UNIQUE (person_id, generation_id)
);

CREATE INDEX result_favourites_of_person ON result_favourites (person_id, id);
CREATE INDEX result_favourites_of_generation ON result_favourites (generation_id);
CREATE INDEX result_favourites_of_chat ON result_favourites (chat_id, made_at, generation_id);

-- Which characters (bot.domain.cast) are in the pictures that a generation was asked for with. Rows outlive characters,
-- whose ids are never used again.
CREATE TABLE generation_characters (
  person_id     INTEGER NOT NULL,                        -- who asked for it
  character_id  INTEGER NOT NULL,
  generation_id INTEGER NOT NULL REFERENCES generations (id),
  PRIMARY KEY (person_id, character_id, generation_id)
) WITHOUT ROWID;

CREATE INDEX generation_characters_of_generation ON generation_characters (generation_id);

-- ── groups ──────────────────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE groups (
  chat_id   INTEGER PRIMARY KEY,
  title     TEXT NOT NULL DEFAULT '',
  admission TEXT NOT NULL,                               -- of bot.domain.group.AdmissionStatus
  added_by  INTEGER,
  present   INTEGER NOT NULL DEFAULT 1 CHECK (present IN (0, 1)),
  rules     TEXT NOT NULL                                -- JSON object
);

CREATE INDEX groups_added_by ON groups (added_by) WHERE added_by IS NOT NULL;

-- Groups that became supergroups, and whose history is still on its way. What is open has moved.
CREATE TABLE chat_moves (
  old_chat_id INTEGER PRIMARY KEY,
  new_chat_id INTEGER NOT NULL
);

CREATE TABLE group_changes (
  id        INTEGER PRIMARY KEY,
  chat_id   INTEGER NOT NULL,
  person_id INTEGER,                                     -- the admin; NULL: forgotten
  what      TEXT NOT NULL,
  before    TEXT NOT NULL,
  after     TEXT NOT NULL,
  at        INTEGER NOT NULL
);

CREATE INDEX group_changes_of_chat ON group_changes (chat_id, id);
CREATE INDEX group_changes_of_person ON group_changes (person_id) WHERE person_id IS NOT NULL;

CREATE TABLE group_menus (
  chat_id    INTEGER NOT NULL,
  message_id INTEGER NOT NULL,
  ephemeral  INTEGER NOT NULL DEFAULT 0 CHECK (ephemeral IN (0, 1)), -- numbered apart
  thread_id  INTEGER,
  person_id  INTEGER NOT NULL,                           -- its owner
  draft_id   INTEGER,                                    -- the draft that it is about
  used_at    INTEGER NOT NULL,                           -- seconds since 1970
  PRIMARY KEY (chat_id, message_id, ephemeral)
) WITHOUT ROWID;

CREATE INDEX group_menus_by_age ON group_menus (used_at);
CREATE INDEX group_menus_of_person ON group_menus (person_id, chat_id);

-- ── parties ─────────────────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE parties (
  id                INTEGER PRIMARY KEY AUTOINCREMENT,
  chat_id           INTEGER NOT NULL,
  thread_id         INTEGER,
  reply_to          INTEGER,
  asked_by          TEXT NOT NULL UNIQUE,                -- the message that asked for it: one message, one party
  starter_id        INTEGER,                             -- NULL: forgotten
  language          TEXT NOT NULL,
  theme             TEXT NOT NULL,                       -- '' when it has ended
  credits           INTEGER NOT NULL CHECK (credits > 0),
  share             INTEGER NOT NULL CHECK (share > 0),  -- credits that one entry may cost
  least             INTEGER NOT NULL CHECK (least > 0),  -- credits of the cheapest entry
  source_id         INTEGER NOT NULL REFERENCES accounts (id),
  budget_account_id INTEGER REFERENCES accounts (id),
  state             TEXT NOT NULL,                       -- of bot.domain.party.PartyState
  created_at        INTEGER NOT NULL,
  ends_at           INTEGER NOT NULL,                    -- of joining, then of voting
  due_at            INTEGER,
  leased_until      INTEGER,
  message_id        INTEGER,
  ballot_id         INTEGER,
  entries           TEXT NOT NULL DEFAULT '[]',          -- JSON array in the gallery's order
  returned          INTEGER CHECK (returned >= 0)        -- credits that went back; NULL: not yet
);

CREATE INDEX parties_due ON parties (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX parties_of_chat ON parties (chat_id);
CREATE INDEX parties_of_starter ON parties (starter_id) WHERE starter_id IS NOT NULL;
CREATE INDEX parties_of_source ON parties (source_id) WHERE returned IS NULL;
CREATE UNIQUE INDEX one_party ON parties (chat_id) WHERE state IN ('open', 'closing', 'showing', 'voting', 'counted');

CREATE TABLE party_votes (
  party_id      INTEGER NOT NULL REFERENCES parties (id),
  person_id     INTEGER NOT NULL,
  generation_id INTEGER NOT NULL,
  PRIMARY KEY (party_id, person_id)                      -- one vote each
) WITHOUT ROWID;

CREATE INDEX party_votes_of_person ON party_votes (person_id);

-- ── joins ───────────────────────────────────────────────────────────────────────────────────────────────────────

-- Clips that a person wants joined to one film.
CREATE TABLE joins (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,        -- old buttons must not find another one
  person_id    INTEGER NOT NULL,
  chat_id      INTEGER NOT NULL,
  thread_id    INTEGER,
  reply_to     INTEGER,
  language     TEXT NOT NULL,
  state        TEXT NOT NULL,                            -- of bot.domain.join.JoinState
  clips        TEXT NOT NULL,                            -- JSON array in their order
  song         TEXT,                                     -- JSON; NULL: none
  message_id   INTEGER,                                  -- the list, later the progress
  problem      TEXT NOT NULL DEFAULT '',                 -- of bot.domain.join.JoinProblem
  problem_at   INTEGER NOT NULL DEFAULT 0,
  created_at   INTEGER NOT NULL,
  begun_at     INTEGER,                                  -- when it was put in line
  due_at       INTEGER,
  leased_until INTEGER,
  begun        INTEGER NOT NULL DEFAULT 0,               -- how often work on it was begun
  sent         INTEGER NOT NULL DEFAULT 0,               -- how often sending it was begun
  file_id      TEXT NOT NULL DEFAULT ''                  -- Telegram's copy of the film
);

CREATE INDEX joins_of_person ON joins (person_id, created_at);
CREATE INDEX joins_begun ON joins (person_id, begun_at) WHERE begun_at IS NOT NULL;
CREATE INDEX joins_of_chat ON joins (chat_id);
CREATE INDEX joins_due ON joins (due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX joins_unfinished ON joins (begun_at, id) WHERE state IN ('waiting', 'working', 'sending');
CREATE INDEX joins_by_age ON joins (created_at);

-- ── support ─────────────────────────────────────────────────────────────────────────────────────────────────────

-- What a person and the operators write to each other: one thread of each person.
CREATE TABLE support_threads (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,        -- old buttons must not find another one
  person_id    INTEGER NOT NULL UNIQUE,
  chat_id      INTEGER,                                  -- the forum that has a topic for it,
  topic_id     INTEGER,                                  -- the topic,
  card_id      INTEGER,                                  -- and the message on top of it
  receipt      INTEGER NOT NULL DEFAULT 0,               -- number of the payment that it was about last; 0: none
  opened_at    INTEGER NOT NULL,
  written_at   INTEGER NOT NULL,
  closed_at    INTEGER,                                  -- NULL: open
  topic_closed INTEGER NOT NULL DEFAULT 0,               -- what Telegram shows
  due_at       INTEGER                                   -- the topic of a closed thread is to be closed
);

CREATE INDEX support_threads_open ON support_threads (id) WHERE closed_at IS NULL;
CREATE INDEX support_threads_of_topic ON support_threads (chat_id, topic_id) WHERE topic_id IS NOT NULL;
CREATE INDEX support_threads_due ON support_threads (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX support_threads_closed ON support_threads (written_at) WHERE closed_at IS NOT NULL;

-- Messages of the threads. What was said stays at Telegram; it is here only until it has arrived.
CREATE TABLE support_messages (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  thread_id  INTEGER NOT NULL REFERENCES support_threads (id),
  side       TEXT NOT NULL,                              -- of bot.domain.support.SupportSide
  author_id  INTEGER,
  kind       TEXT NOT NULL,                              -- of bot.domain.support.SupportKind
  chat_id    INTEGER,                                    -- where it was written; NULL: no one has written it
  message_id INTEGER,
  album      TEXT NOT NULL DEFAULT '',                   -- Telegram's id of its album
  words      TEXT NOT NULL DEFAULT '',                   -- HTML, until it has arrived
  answers    INTEGER,                                    -- the message of the thread that it replies to
  receipt    INTEGER NOT NULL DEFAULT 0,                 -- number of the payment that it is about; 0: none
  at         INTEGER NOT NULL,
  UNIQUE (chat_id, message_id)
);

CREATE INDEX support_messages_of_thread ON support_messages (thread_id);
CREATE INDEX support_messages_of_author ON support_messages (author_id) WHERE author_id IS NOT NULL;
CREATE INDEX support_messages_of_album ON support_messages (chat_id, album, message_id) WHERE album <> '';
CREATE INDEX support_messages_by_age ON support_messages (at);

-- The chats that a message is brought to.
CREATE TABLE support_deliveries (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  message_id INTEGER NOT NULL REFERENCES support_messages (id),
  chat_id    INTEGER NOT NULL,
  purpose    TEXT NOT NULL,                              -- of bot.domain.support.SupportPurpose
  sent_id    INTEGER,                                    -- the message there
  due_at     INTEGER,                                    -- NULL: it arrived, or never will
  attempts   INTEGER NOT NULL DEFAULT 0,
  UNIQUE (message_id, chat_id, purpose)
);

CREATE INDEX support_deliveries_at ON support_deliveries (chat_id, sent_id);
CREATE INDEX support_deliveries_due ON support_deliveries (chat_id, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX support_deliveries_next ON support_deliveries (due_at) WHERE due_at IS NOT NULL;

-- What is to be deleted at Telegram of people who were forgotten.
CREATE TABLE support_removals (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  chat_id    INTEGER NOT NULL,
  topic_id   INTEGER,                                    -- a topic, or
  message_id INTEGER,                                    -- a message
  due_at     INTEGER NOT NULL,
  attempts   INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX support_removals_due ON support_removals (due_at);

-- ── archives ────────────────────────────────────────────────────────────────────────────────────────────────────

-- Archives that people want of their results.
CREATE TABLE archives (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,        -- old buttons must not find another one
  person_id    INTEGER NOT NULL,
  chat_id      INTEGER NOT NULL,
  thread_id    INTEGER,
  reply_to     INTEGER,
  language     TEXT NOT NULL,
  state        TEXT NOT NULL,                            -- of bot.domain.archive.ArchiveState
  month        TEXT NOT NULL,                            -- 2026-11; '': the results of one batch
  page         INTEGER NOT NULL,                         -- which part of the month's results, from 1
  total        INTEGER NOT NULL,                         -- results of the month or the batch
  results      TEXT NOT NULL,                            -- JSON array of generation ids in their order
  place        INTEGER NOT NULL DEFAULT 0,               -- up to which of them everything was sent,
  position     INTEGER NOT NULL DEFAULT 0,               -- and up to which file of that one
  files        INTEGER NOT NULL DEFAULT 0,
  parts        INTEGER NOT NULL DEFAULT 0,
  left_out     TEXT NOT NULL DEFAULT '[]',               -- JSON array of [generation, position, bot.domain.archive.WhyLeftOut]
  message_id   INTEGER,                                  -- the progress
  problem      TEXT NOT NULL DEFAULT '',                 -- of bot.domain.archive.ArchiveProblem
  created_at   INTEGER NOT NULL,
  stuck_since  INTEGER,
  due_at       INTEGER,
  leased_until INTEGER,
  begun        INTEGER NOT NULL DEFAULT 0,               -- how often work on the next part was begun
  sent         INTEGER NOT NULL DEFAULT 0                -- how often sending it was begun
);

CREATE INDEX archives_of_person ON archives (person_id, created_at);
CREATE INDEX archives_of_chat ON archives (chat_id);
CREATE INDEX archives_due ON archives (due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX archives_unfinished ON archives (person_id) WHERE state IN ('waiting', 'packing', 'sending');
CREATE INDEX archives_by_age ON archives (created_at);

-- ── reports ─────────────────────────────────────────────────────────────────────────────────────────────────────

-- Results that people have reported, each once (bot.domain.report). Who made them stands in the generation.
CREATE TABLE reported_results (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,       -- never reused: buttons outlive them
  generation_id INTEGER NOT NULL UNIQUE REFERENCES generations (id),
  state         TEXT NOT NULL,                           -- of bot.domain.report.ReportState
  decided_by    INTEGER,                                 -- NULL: open, or forgotten
  at            INTEGER NOT NULL,                        -- when it was first reported
  decided_at    INTEGER,
  removed       INTEGER NOT NULL DEFAULT 0,              -- messages that were deleted
  kept          INTEGER NOT NULL DEFAULT 0,              -- messages that Telegram does not let be deleted
  CHECK ((decided_at IS NULL) = (state = 'open'))
);

CREATE INDEX reported_results_open ON reported_results (id) WHERE state = 'open';
CREATE INDEX reported_results_decided ON reported_results (id) WHERE state <> 'open';
CREATE INDEX reported_results_by_age ON reported_results (decided_at) WHERE decided_at IS NOT NULL;
CREATE INDEX reported_results_decided_by ON reported_results (decided_by) WHERE decided_by IS NOT NULL;

-- Each person's report of a result.
CREATE TABLE reports (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,       -- never reused: buttons outlive them
  generation_id INTEGER NOT NULL REFERENCES generations (id),
  person_id     INTEGER,                                 -- NULL: forgotten
  chat_id       INTEGER NOT NULL,                        -- where they did; 0: forgotten
  kind          TEXT NOT NULL,                           -- of bot.domain.report.ReportKind; '': they are being asked
  words         TEXT NOT NULL DEFAULT '',
  wants_answer  INTEGER NOT NULL DEFAULT 0 CHECK (wants_answer IN (0, 1)),
  at            INTEGER NOT NULL,
  UNIQUE (generation_id, person_id)
);

CREATE INDEX reports_of_result ON reports (generation_id, kind);
CREATE INDEX reports_of_person ON reports (person_id, at) WHERE person_id IS NOT NULL;
CREATE INDEX reports_of_chat ON reports (chat_id);
CREATE INDEX reports_asked ON reports (at) WHERE kind = '';

-- Messages that carry a reported result besides those that delivered it: where it was reported, and operators' views.
CREATE TABLE report_copies (
  generation_id INTEGER NOT NULL REFERENCES generations (id),
  chat_id       INTEGER NOT NULL,
  message_id    INTEGER NOT NULL,
  PRIMARY KEY (generation_id, chat_id, message_id)
) WITHOUT ROWID;

CREATE INDEX report_copies_of_chat ON report_copies (chat_id);

CREATE TRIGGER reported_results_gone AFTER DELETE ON reported_results
BEGIN
  DELETE FROM reports WHERE generation_id = OLD.generation_id;
  DELETE FROM report_copies WHERE generation_id = OLD.generation_id;
END;

-- What each operator was last notified of, one message that counts for a while.
CREATE TABLE report_notices (
  person_id  INTEGER PRIMARY KEY,
  sent_id    INTEGER NOT NULL,                           -- the newest reported result when the message was sent
  shown_id   INTEGER NOT NULL,                           -- the newest that it has counted since
  message_id INTEGER NOT NULL,                           -- 0: none (any more)
  at         INTEGER NOT NULL                            -- when it was sent
);

-- What decisions about reported results still have to do at Telegram.
CREATE TABLE report_effects (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  kind          TEXT NOT NULL,                           -- of bot.domain.report.EffectKind
  generation_id INTEGER NOT NULL REFERENCES generations (id),
  chat_id       INTEGER NOT NULL,                        -- of the message, or the private chat of who is notified
  message_id    INTEGER NOT NULL,                        -- 0: none
  outcome       TEXT NOT NULL,                           -- of bot.domain.report.ReportState
  due_at        INTEGER NOT NULL
);

CREATE INDEX report_effects_due ON report_effects (due_at, id);
CREATE INDEX report_effects_of_chat ON report_effects (chat_id);

-- ── writer ──────────────────────────────────────────────────────────────────────────────────────────────────────

-- What `bot check` has seen the writer do; one row.
CREATE TABLE writer_proof (
  id        INTEGER PRIMARY KEY CHECK (id = 1),
  subject   TEXT NOT NULL,                               -- digest of address, model and key: another one has proven nothing
  model     TEXT NOT NULL,                               -- its name at KIE
  abilities TEXT NOT NULL,                               -- of bot.domain.writer.Ability, between spaces
  at        INTEGER NOT NULL
);

-- How often the writer was used on a day.
CREATE TABLE writer_uses (
  owner TEXT NOT NULL,                                   -- 'person:<id>', 'chat:<id>' of a group
  day   INTEGER NOT NULL,                                -- days since 1970 (UTC)
  uses  INTEGER NOT NULL CHECK (uses >= 0),
  PRIMARY KEY (owner, day)
) WITHOUT ROWID;

CREATE INDEX writer_uses_by_day ON writer_uses (day);

-- Words that it has suggested for drafts, as they were shown.
CREATE TABLE suggestions (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,        -- buttons outlive suggestions
  draft_id     INTEGER NOT NULL,
  person_id    INTEGER NOT NULL,
  purpose      TEXT NOT NULL,                            -- of bot.domain.writer.WriterPurpose
  words_before TEXT NOT NULL,                            -- the draft's when it was asked for
  words        TEXT NOT NULL,
  created_at   INTEGER NOT NULL
);

CREATE INDEX suggestions_of_draft ON suggestions (draft_id, id);
CREATE INDEX suggestions_of_person ON suggestions (person_id);
CREATE INDEX suggestions_by_age ON suggestions (created_at);

-- What its answers have cost the operator.
CREATE TABLE writer_costs (
  day       INTEGER NOT NULL,                            -- days since 1970 (UTC)
  purpose   TEXT NOT NULL,                               -- of bot.domain.writer.WriterPurpose
  answers   INTEGER NOT NULL,
  cost      INTEGER NOT NULL CHECK (cost >= 0),          -- millionths of a credit at KIE
  estimated INTEGER NOT NULL,                            -- answers whose cost KIE has not said
  PRIMARY KEY (day, purpose)
) WITHOUT ROWID;

-- ── keys ────────────────────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE integrations (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  owner       TEXT NOT NULL,                             -- 'operator', 'person:<id>'
  provider    TEXT NOT NULL,                             -- 'kai'
  credentials BLOB NOT NULL,                             -- encrypted
  config      TEXT NOT NULL DEFAULT '{}',                -- JSON: defaultVideoModel, defaultImageModel, callbackBaseUrl
  updated_at  INTEGER NOT NULL,
  enabled     INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
  trouble     TEXT NOT NULL DEFAULT '',                  -- of bot.availability.circuit_breaker.KeyTrouble; its owner was notified
  retired_at  INTEGER                                    -- replaced then
);

CREATE INDEX integrations_of_owner ON integrations (owner);
CREATE INDEX integrations_retired ON integrations (retired_at) WHERE retired_at IS NOT NULL;
CREATE UNIQUE INDEX integrations_current ON integrations (owner, provider) WHERE retired_at IS NULL;

-- ── operations ──────────────────────────────────────────────────────────────────────────────────────────────────

-- Who helps the operator; owners stand in ADMIN_IDS (bot.domain.staff).
CREATE TABLE staff (
  person_id INTEGER PRIMARY KEY,
  role      TEXT NOT NULL CHECK (role <> 'owner'),
  by_id     INTEGER,                                     -- the owner who gave it; NULL: forgotten
  at        INTEGER NOT NULL
);

-- What operators wrote down about people (bot.domain.person_facts).
CREATE TABLE person_notes (
  id        INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL,                            -- whom it is about
  by_id     INTEGER,                                     -- the operator; NULL: forgotten
  words     TEXT NOT NULL,
  at        INTEGER NOT NULL
);

CREATE INDEX person_notes_of_person ON person_notes (person_id);
CREATE INDEX person_notes_by ON person_notes (by_id) WHERE by_id IS NOT NULL;

-- Settings that operators have changed while the bot runs; who did stands in operator_acts (bot.domain.runtime_setting).
CREATE TABLE runtime_settings (
  name  TEXT PRIMARY KEY,                                -- as in .env; PAUSE: nothing new is taken on
  value TEXT NOT NULL                                    -- as it is written; of PAUSE, the words for people
) WITHOUT ROWID;

-- What operators changed. Only forgetting touches a row: it puts a pseudonym in the place of an id.
CREATE TABLE operator_acts (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  by_id        INTEGER,                                  -- who; NULL: forgotten
  by_alias     INTEGER,                                  -- stands for who was forgotten
  act          TEXT NOT NULL,                            -- of bot.domain.staff.Act
  subject      TEXT NOT NULL DEFAULT '',                 -- what it is about, as operators call it
  person_id    INTEGER,                                  -- the person whom it is about
  person_alias INTEGER,                                  -- stands for them after they were forgotten
  before       TEXT NOT NULL DEFAULT '',
  after        TEXT NOT NULL DEFAULT '',
  reason       TEXT NOT NULL DEFAULT '',                 -- the operator's words; '' also where the person was forgotten
  at           INTEGER NOT NULL
);

CREATE INDEX operator_acts_by ON operator_acts (by_id) WHERE by_id IS NOT NULL;
CREATE INDEX operator_acts_about ON operator_acts (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX operator_acts_of_kind ON operator_acts (act);

CREATE TRIGGER operator_acts_never_change BEFORE UPDATE ON operator_acts
WHEN NEW.id <> OLD.id OR NEW.act <> OLD.act OR NEW.subject <> OLD.subject OR NEW.before <> OLD.before
  OR NEW.after <> OLD.after OR NEW.at <> OLD.at
  OR (NEW.reason <> OLD.reason AND (NEW.reason <> '' OR NEW.person_id IS NOT NULL))
  OR (NEW.by_id IS NOT OLD.by_id AND (NEW.by_id IS NOT NULL OR NEW.by_alias IS NULL))
  OR (NEW.by_alias IS NOT OLD.by_alias AND OLD.by_id IS NULL)
  OR (NEW.person_id IS NOT OLD.person_id AND (NEW.person_id IS NOT NULL OR NEW.person_alias IS NULL))
  OR (NEW.person_alias IS NOT OLD.person_alias AND OLD.person_id IS NULL)
BEGIN
  SELECT RAISE(ABORT, 'operator acts are append-only');
END;

CREATE TRIGGER operator_acts_never_vanish BEFORE DELETE ON operator_acts
BEGIN
  SELECT RAISE(ABORT, 'operator acts are append-only');
END;

-- Addresses by which people come into the console (bot.domain.console).
CREATE TABLE console_links (
  id        TEXT PRIMARY KEY,
  person_id INTEGER NOT NULL,
  entrance  TEXT NOT NULL,                               -- of bot.domain.console.Entrance
  digest    BLOB NOT NULL,                               -- SHA-256 of the secret; empty where Telegram's proof takes its place
  tries     INTEGER NOT NULL,                            -- wrong ones
  ends_at   INTEGER NOT NULL,
  UNIQUE (person_id, entrance)
) WITHOUT ROWID;

CREATE INDEX console_links_by_age ON console_links (ends_at);

-- Proofs of Telegram's that were taken: each counts once.
CREATE TABLE console_launches (
  digest  BLOB PRIMARY KEY,
  ends_at INTEGER NOT NULL                               -- it is too old to be taken then
) WITHOUT ROWID;

CREATE INDEX console_launches_by_age ON console_launches (ends_at);

CREATE TABLE console_sessions (
  digest    BLOB PRIMARY KEY,                            -- SHA-256 of the cookie's value
  person_id INTEGER NOT NULL,
  entrance  TEXT NOT NULL,                               -- of bot.domain.console.Entrance
  used_at   INTEGER NOT NULL,
  ends_at   INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX console_sessions_of_person ON console_sessions (person_id);
CREATE INDEX console_sessions_by_age ON console_sessions (ends_at);

CREATE TABLE broadcasts (
  id         INTEGER PRIMARY KEY,
  admin_id   INTEGER NOT NULL,                           -- who sends it; the message lies in their chat
  chat_id    INTEGER NOT NULL,
  message_id INTEGER NOT NULL,
  state      TEXT NOT NULL CHECK (state IN ('draft', 'scheduled', 'sending', 'paused', 'ended', 'cancelled')),
  revision   INTEGER NOT NULL DEFAULT 0,                 -- of what operators have set
  to_all     INTEGER NOT NULL DEFAULT 0 CHECK (to_all IN (0, 1)), -- also to people who want no news
  segment    TEXT NOT NULL DEFAULT '{}',                 -- JSON of bot.domain.segment.Segment, what was set
  links      TEXT NOT NULL DEFAULT '[]',                 -- JSON of bot.domain.broadcast.LinkButton
  starts_at  INTEGER,                                    -- NULL: as soon as it is confirmed
  in_the_morning INTEGER NOT NULL DEFAULT 0 CHECK (in_the_morning IN (0, 1)), -- of each person's own clock
  chosen     INTEGER,                                    -- people whom it was for when it was confirmed
  codes_used INTEGER NOT NULL DEFAULT 0,                 -- uses that the codes of its links had when it began
  reached    INTEGER NOT NULL DEFAULT 0,                 -- people who got it
  skipped    INTEGER NOT NULL DEFAULT 0,                 -- people who want no news
  missed     INTEGER NOT NULL DEFAULT 0,                 -- people whom Telegram does not let us write to
  opted_out  INTEGER NOT NULL DEFAULT 0,                 -- people who have switched news off by its button
  after_id   INTEGER NOT NULL DEFAULT 0,                 -- everybody up to this person was tried
  tried      INTEGER NOT NULL DEFAULT 0 CHECK (tried IN (0, 1)),
  created_at INTEGER NOT NULL,
  begun_at   INTEGER,                                    -- who came later is not in its audience
  ended_at   INTEGER,
  UNIQUE (chat_id, message_id),                          -- one confirmation only
  CHECK ((ended_at IS NULL) = (state NOT IN ('ended', 'cancelled'))),
  CHECK (begun_at IS NOT NULL OR state NOT IN ('sending', 'ended'))
);

CREATE INDEX broadcasts_open ON broadcasts (state, id) WHERE state IN ('scheduled', 'sending');
CREATE INDEX broadcasts_confirmed ON broadcasts (id) WHERE state <> 'draft';
CREATE INDEX broadcasts_drafts ON broadcasts (created_at) WHERE state = 'draft';

CREATE TABLE broadcast_waits (
  broadcast_id INTEGER NOT NULL REFERENCES broadcasts (id),
  person_id    INTEGER NOT NULL,
  due_at       INTEGER NOT NULL,
  PRIMARY KEY (broadcast_id, person_id)
) WITHOUT ROWID;

CREATE INDEX broadcast_waits_due ON broadcast_waits (broadcast_id, due_at, person_id);
CREATE INDEX broadcast_waits_of_person ON broadcast_waits (person_id);

CREATE TABLE service_waits (                               -- who wants to know when KIE serves again
  person_id INTEGER PRIMARY KEY,
  asked_at  INTEGER NOT NULL
);

CREATE TABLE disabled_models (
  model TEXT PRIMARY KEY,                                -- slug
  by_id INTEGER NOT NULL,                                -- the admin
  at    INTEGER NOT NULL
) WITHOUT ROWID;

-- How many people were new on a day, and how many did something on it, kept by triggers; who is forgotten later was there.
CREATE TABLE people_days (
  day    INTEGER PRIMARY KEY,                            -- days since 1970-01-01 (UTC)
  new    INTEGER NOT NULL DEFAULT 0,
  active INTEGER NOT NULL DEFAULT 0
);

CREATE TRIGGER people_days_new AFTER INSERT ON people
BEGIN
  INSERT INTO people_days (day, new) VALUES (NEW.first_seen_at / 86400000000, 1)
  ON CONFLICT (day) DO UPDATE SET new = people_days.new + 1;
  INSERT INTO people_days (day, active) VALUES (NEW.active_on, 1)
  ON CONFLICT (day) DO UPDATE SET active = people_days.active + 1;
END;

CREATE TRIGGER people_days_active AFTER UPDATE OF active_on ON people WHEN NEW.active_on > OLD.active_on
BEGIN
  INSERT INTO people_days (day, active) VALUES (NEW.active_on, 1)
  ON CONFLICT (day) DO UPDATE SET active = people_days.active + 1;
END;

-- Who was sent the daily report on which day of their own clock; written before it is sent.
CREATE TABLE daily_reports (
  person_id INTEGER NOT NULL,
  day       INTEGER NOT NULL,                            -- days since 1970-01-01
  PRIMARY KEY (person_id, day)
) WITHOUT ROWID;

CREATE INDEX daily_reports_by_age ON daily_reports (day);

-- Money by day, kept by triggers: a payment stands on the day when it was paid, its refund on the day of the refund.
CREATE TABLE money_days (
  day    INTEGER NOT NULL,                               -- days since 1970-01-01 (UTC)
  name   TEXT NOT NULL,                                  -- 'payments', 'stars', 'affiliate', 'refunds', 'refunded', 'ledger:<kind of entry>:<bucket>'
  amount INTEGER NOT NULL,
  PRIMARY KEY (day, name)
) WITHOUT ROWID;

CREATE TRIGGER money_days_ledger AFTER INSERT ON ledger_entries
BEGIN
  INSERT INTO money_days (day, name, amount) VALUES (NEW.at / 86400000000, 'ledger:' || NEW.kind || ':' || NEW.bucket, NEW.amount)
  ON CONFLICT (day, name) DO UPDATE SET amount = money_days.amount + excluded.amount;
END;

CREATE TRIGGER money_days_paid AFTER INSERT ON payments
BEGIN
  INSERT INTO money_days (day, name, amount) VALUES
    (NEW.paid_at / 86400000000, 'payments', 1),
    (NEW.paid_at / 86400000000, 'stars', NEW.stars),
    (NEW.paid_at / 86400000000, 'affiliate', NEW.affiliate_stars)
  ON CONFLICT (day, name) DO UPDATE SET amount = money_days.amount + excluded.amount;
END;

-- What a payment says may be corrected as long as it is unclaimed.
CREATE TRIGGER money_days_repaid AFTER UPDATE OF stars ON payments WHEN NEW.stars <> OLD.stars
BEGIN
  UPDATE money_days SET amount = amount + NEW.stars - OLD.stars WHERE day = NEW.paid_at / 86400000000 AND name = 'stars';
END;

CREATE TRIGGER money_days_refunded AFTER UPDATE OF state, refunded_at, stars ON payments
WHEN NEW.stars <> OLD.stars OR (NEW.state = 'refunded') <> (OLD.state = 'refunded') OR NEW.refunded_at IS NOT OLD.refunded_at
BEGIN
  UPDATE money_days SET amount = amount - CASE name WHEN 'refunds' THEN 1 ELSE OLD.stars END
  WHERE OLD.state = 'refunded' AND day = coalesce(OLD.refunded_at, OLD.paid_at) / 86400000000 AND name IN ('refunds', 'refunded');
  INSERT INTO money_days (day, name, amount)
  SELECT coalesce(NEW.refunded_at, NEW.paid_at) / 86400000000, one.name, one.amount
  FROM (SELECT 'refunds' AS name, 1 AS amount UNION ALL SELECT 'refunded', NEW.stars) AS one WHERE NEW.state = 'refunded'
  ON CONFLICT (day, name) DO UPDATE SET amount = money_days.amount + excluded.amount;
END;

-- What came of the generations that ended on a day with the operator's key, by model, kept by triggers.
CREATE TABLE model_days (
  model    TEXT NOT NULL,                                -- slug
  day      INTEGER NOT NULL,                             -- days since 1970-01-01 (UTC)
  sold     INTEGER NOT NULL,                             -- delivered or kept, samples left out
  failed   INTEGER NOT NULL,
  credits  INTEGER NOT NULL,                             -- captured
  taken     INTEGER NOT NULL,                             -- thousandths of a KIE credit that KIE said it took
  expected INTEGER NOT NULL,                             -- the same of the price list, for what was made and KIE did not say
  PRIMARY KEY (model, day)
) WITHOUT ROWID;

CREATE INDEX model_days_by_day ON model_days (day);

CREATE TRIGGER model_days_counted AFTER UPDATE OF model, quote_id, state, completed_at, captured, kie_taken, kie_expected ON generations
WHEN (OLD.completed_at IS NOT NULL OR NEW.completed_at IS NOT NULL) AND NEW.own_key = ''
  AND (OLD.state <> NEW.state OR OLD.completed_at IS NOT NEW.completed_at OR OLD.captured <> NEW.captured
       OR OLD.model <> NEW.model OR OLD.quote_id IS NOT NEW.quote_id
       OR OLD.kie_taken IS NOT NEW.kie_taken OR OLD.kie_expected IS NOT NEW.kie_expected)
BEGIN
  UPDATE model_days SET
    sold = sold - iif(OLD.state IN ('delivered', 'stored') AND OLD.quote_id IS NOT NULL, 1, 0),
    failed = failed - iif(OLD.state = 'failed', 1, 0),
    credits = credits - OLD.captured,
    taken = taken - coalesce(OLD.kie_taken, 0),
    expected = expected
      - CASE WHEN OLD.kie_taken IS NULL AND OLD.state IN ('delivered', 'stored') THEN coalesce(OLD.kie_expected, 0) ELSE 0 END
  WHERE model = OLD.model AND day = OLD.completed_at / 86400000000;
  INSERT INTO model_days (model, day, sold, failed, credits, taken, expected)
  SELECT NEW.model, NEW.completed_at / 86400000000,
    iif(NEW.state IN ('delivered', 'stored') AND NEW.quote_id IS NOT NULL, 1, 0),
    iif(NEW.state = 'failed', 1, 0),
    NEW.captured,
    coalesce(NEW.kie_taken, 0),
    CASE WHEN NEW.kie_taken IS NULL AND NEW.state IN ('delivered', 'stored') THEN coalesce(NEW.kie_expected, 0) ELSE 0 END
  WHERE NEW.completed_at IS NOT NULL
  ON CONFLICT (model, day) DO UPDATE SET sold = model_days.sold + excluded.sold, failed = model_days.failed + excluded.failed,
    credits = model_days.credits + excluded.credits, taken = model_days.taken + excluded.taken,
    expected = model_days.expected + excluded.expected;
END;

CREATE TRIGGER model_days_inserted AFTER INSERT ON generations WHEN NEW.completed_at IS NOT NULL AND NEW.own_key = ''
BEGIN
  INSERT INTO model_days (model, day, sold, failed, credits, taken, expected)
  VALUES (NEW.model, NEW.completed_at / 86400000000,
    iif(NEW.state IN ('delivered', 'stored') AND NEW.quote_id IS NOT NULL, 1, 0),
    iif(NEW.state = 'failed', 1, 0),
    NEW.captured,
    coalesce(NEW.kie_taken, 0),
    CASE WHEN NEW.kie_taken IS NULL AND NEW.state IN ('delivered', 'stored') THEN coalesce(NEW.kie_expected, 0) ELSE 0 END)
  ON CONFLICT (model, day) DO UPDATE SET sold = model_days.sold + excluded.sold, failed = model_days.failed + excluded.failed,
    credits = model_days.credits + excluded.credits, taken = model_days.taken + excluded.taken,
    expected = model_days.expected + excluded.expected;
END;

-- What the operator decided about single models; a row stays when the usual terms hold again.
CREATE TABLE model_terms (
  model      TEXT PRIMARY KEY,                           -- slug
  multiplier TEXT,                                       -- decimal number; NULL: as for the others
  surcharge  INTEGER NOT NULL DEFAULT 0 CHECK (surcharge >= 0), -- credits for each generation
  hidden     INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
  revision   INTEGER NOT NULL CHECK (revision > 0),      -- how often it was changed; who did, operator_acts knows
  at         INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE accepted_words (
  model TEXT NOT NULL,                                   -- slug
  word  TEXT NOT NULL,                                   -- KIE's, for a state that means success
  by_id INTEGER NOT NULL,                                -- the admin
  at    INTEGER NOT NULL,
  PRIMARY KEY (model, word)
) WITHOUT ROWID;

-- Whether models cost at KIE what the catalogue says (bot.domain.model_cost).
CREATE TABLE model_costs (
  model       TEXT PRIMARY KEY,                          -- slug
  differs     INTEGER NOT NULL CHECK (differs IN (0, 1)), -- what the operator knows
  contrary    INTEGER NOT NULL CHECK (contrary >= 0)     -- how many of the newest in a row say otherwise
) WITHOUT ROWID;

-- Models that have delivered a set without all of its results, once (bot.availability.incomplete_sets).
CREATE TABLE incomplete_sets (
  model TEXT PRIMARY KEY,                                -- slug
  at    INTEGER NOT NULL                                 -- when; the second one within a day is told to the operator
) WITHOUT ROWID;

CREATE TABLE active_alerts (
  subject TEXT NOT NULL DEFAULT '',                      -- a key's name; empty = the bot as a whole
  kind    TEXT NOT NULL,                                 -- of bot.ports.alerts.AlertKind
  at      INTEGER NOT NULL,
  PRIMARY KEY (subject, kind)
) WITHOUT ROWID;

CREATE TABLE pending_updates (                           -- confirmed to Telegram, not handled yet
  id          INTEGER PRIMARY KEY,                       -- Telegram's update_id
  kind        TEXT NOT NULL,                             -- which field of the update is set
  chat_id     INTEGER,                                   -- where it happened
  person_id   INTEGER,                                   -- who did it
  is_about_money INTEGER NOT NULL CHECK (is_about_money IN (0, 1)), -- says that money has moved: never dropped
  content     BLOB NOT NULL,                             -- the update as JSON, encrypted
  attempts    INTEGER NOT NULL DEFAULT 0,                -- how often it was read in order to be handled
  received_at INTEGER NOT NULL
);

CREATE TABLE operator_notices (
  id            INTEGER PRIMARY KEY,
  kind          TEXT NOT NULL,                           -- of bot.ports.alerts.AlertKind
  generation_id INTEGER REFERENCES generations (id),
  detail        TEXT NOT NULL DEFAULT '',
  at            INTEGER NOT NULL
);

CREATE INDEX operator_notices_of_generation ON operator_notices (generation_id) WHERE generation_id IS NOT NULL;

CREATE TABLE telegram_uploads (
  name    TEXT PRIMARY KEY,                              -- of a bot and of content
  file_id TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE fsm_states (
  key       TEXT PRIMARY KEY,                            -- bot, chat, person, topic
  chat_id   INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  state     TEXT,
  data      TEXT NOT NULL DEFAULT '{}'
);

CREATE INDEX fsm_states_of_chat ON fsm_states (chat_id);
CREATE INDEX fsm_states_of_person ON fsm_states (person_id);
