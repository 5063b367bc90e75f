-- The queue's queries read a handful of rows, however many are open: each is answered by an index of its own.
DROP INDEX generations_due;
CREATE INDEX generations_next ON generations (state, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX generations_poked ON generations (state, due_at) WHERE poked = 1;
CREATE INDEX generations_line ON generations (account_id, id, due_at, leased_until) WHERE state = 'held';
CREATE INDEX generations_leased ON generations (leased_until) WHERE leased_until IS NOT NULL;
CREATE INDEX generations_open_in_chat ON generations (chat_id)
  WHERE state IN ('held', 'in_doubt', 'ready', 'running', 'submitting');
CREATE INDEX generations_busy ON generations (account_id)
  WHERE state IN ('in_doubt', 'ready', 'running', 'submitting');
