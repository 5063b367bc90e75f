"""Deleting what has done its work and is old, a little at a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from bot.domain.retention import Retention
from bot.domain.support import KEPT_FOR
from bot.ports import Clock
from storage.core.columns import stamp
from storage.core.database import Database
from storage.core.state_lists import HOLDING

PART: Final = 100
"""Rows that one transaction deletes: a few milliseconds, for which everybody else waits."""

_AT_WORK: Final = f"(g.state IN ({HOLDING}) OR g.due_at IS NOT NULL)"
"""Something is still to be done with a generation, were it only to watch for a late result."""

_OF_ONE_AT_WORK: Final = f"EXISTS (SELECT 1 FROM generations AS g WHERE g.id = generation_id AND {_AT_WORK})"

_PRUNES: Final[Mapping[str, str]] = {
    # The conditions on recipes, and on the states of payments, are those of the indexes, word for word.
    "quotes": "DELETE FROM quotes WHERE id IN (SELECT id FROM quotes AS q"
    " WHERE created_at < :before AND (confirmed_at IS NULL OR recipe IS NULL)"
    f" AND NOT EXISTS (SELECT 1 FROM generations AS g WHERE g.quote_id = q.id AND {_AT_WORK})"
    " AND NOT EXISTS (SELECT 1 FROM drafts WHERE continues = q.id) ORDER BY created_at LIMIT :part)",
    "drafts": "DELETE FROM drafts WHERE id IN"
    " (SELECT id FROM drafts WHERE used_at < :before ORDER BY used_at LIMIT :part)",
    "broadcasts": "DELETE FROM broadcasts WHERE id IN (SELECT id FROM broadcasts WHERE state = 'draft'"
    " AND created_at < :before ORDER BY created_at LIMIT :part)",
    "callbacks": "DELETE FROM callbacks WHERE (generation_id, digest) IN (SELECT generation_id, digest FROM callbacks"
    f" WHERE at < :before AND NOT {_OF_ONE_AT_WORK} ORDER BY at LIMIT :part)",
    "transitions": "DELETE FROM generation_transitions WHERE id IN (SELECT id FROM generation_transitions"
    f" WHERE at < :before AND NOT {_OF_ONE_AT_WORK} ORDER BY at LIMIT :part)",
    "orders": "DELETE FROM orders WHERE token IN (SELECT token FROM orders WHERE is_paid = 0 AND made_at < :before"
    " ORDER BY made_at LIMIT :part)",
    "payments": "UPDATE payments SET payer_id = NULL, payload = '', refund_asked_by = NULL, refund_reason = ''"
    " WHERE number IN (SELECT number FROM payments WHERE payer_id IS NOT NULL AND state NOT IN ('unclaimed', 'refunding')"
    " AND paid_at < :before ORDER BY paid_at LIMIT :part)",
    "characters": "DELETE FROM characters WHERE id IN (SELECT id FROM characters WHERE kind = '' AND created_at < :before"
    " ORDER BY created_at LIMIT :part)",
    "joins": "DELETE FROM joins WHERE id IN"
    " (SELECT id FROM joins WHERE created_at < :before ORDER BY created_at LIMIT :part)",
    "archives": "DELETE FROM archives WHERE id IN"
    " (SELECT id FROM archives WHERE created_at < :before ORDER BY created_at LIMIT :part)",
    "suggestions": "DELETE FROM suggestions WHERE id IN (SELECT id FROM suggestions WHERE created_at < :before"
    " ORDER BY created_at LIMIT :part)",
    "writer_uses": "DELETE FROM writer_uses WHERE (owner, day) IN (SELECT owner, day FROM writer_uses"
    " WHERE day < :before / 86400000000 ORDER BY day LIMIT :part)",
    "daily_reports": "DELETE FROM daily_reports WHERE (person_id, day) IN (SELECT person_id, day FROM daily_reports"
    " WHERE day < :before / 86400000000 ORDER BY day LIMIT :part)",
    # Messages before their threads; deliveries before their messages.
    "support_deliveries": "DELETE FROM support_deliveries WHERE id IN (SELECT d.id FROM support_messages AS m"
    " JOIN support_deliveries AS d ON d.message_id = m.id WHERE m.at < :before ORDER BY m.at LIMIT :part)",
    "support_messages": "DELETE FROM support_messages WHERE id IN (SELECT id FROM support_messages AS m"
    " WHERE at < :before AND NOT EXISTS (SELECT 1 FROM support_deliveries WHERE message_id = m.id)"
    " ORDER BY at LIMIT :part)",
    "support_threads": "DELETE FROM support_threads WHERE id IN (SELECT id FROM support_threads AS t"
    " WHERE closed_at IS NOT NULL AND written_at < :before"
    " AND NOT EXISTS (SELECT 1 FROM support_messages WHERE thread_id = t.id) ORDER BY written_at LIMIT :part)",
    "reports": "DELETE FROM reports WHERE id IN (SELECT id FROM reports WHERE kind = '' AND at < :before"
    " ORDER BY at LIMIT :part)",
    "reported_results": "DELETE FROM reported_results WHERE id IN (SELECT id FROM reported_results"
    " WHERE decided_at IS NOT NULL AND decided_at < :before ORDER BY decided_at LIMIT :part)",
    "selections": "DELETE FROM selections WHERE id IN (SELECT id FROM selections"
    " WHERE due_at IS NULL AND created_at < :before ORDER BY created_at LIMIT :part)",
    **{
        table: f"DELETE FROM {table} WHERE {key} IN"
        f" (SELECT {key} FROM {table} WHERE ends_at < :before ORDER BY ends_at LIMIT :part)"
        for table, key in {
            "console_links": "id",
            "console_launches": "digest",
            "console_sessions": "digest",
        }.items()
    },
    "subscriptions": "DELETE FROM subscriptions WHERE order_token IN (SELECT order_token FROM subscriptions"
    " WHERE state = 'ended' AND period_ends_at < :before ORDER BY period_ends_at LIMIT :part)",
}

_ORDERS_AGE: Final = timedelta(days=60)
"""Of orders that were never paid: twice as long as an invoice can be paid (`bot.payments.pre_checkout`)."""

_PROPOSALS_AGE: Final = timedelta(days=1)
"""Of characters that no one has said the kind of: they are in no cast."""


_SUGGESTIONS_AGE: Final = timedelta(days=7)
"""Of suggested words: as long as a draft can be worked with."""

_WRITER_USES_AGE: Final = timedelta(days=2)
"""Of counts of how often the writer was used on a day."""

_DAILY_REPORTS_AGE: Final = timedelta(days=30)
"""Of the days on which operators were sent a report: a clock that is set back further is another trouble."""

_BROADCAST_DRAFTS_AGE: Final = timedelta(days=30)
"""Of broadcasts that were put together and never confirmed."""

_UNFILED_AGE: Final = timedelta(days=1)
"""Of reports that no one has said the kind of: they do not count."""

_REPORTS_AGE: Final = timedelta(days=365)
"""Of reported results since they were decided: as long as it may be asked what was done about them."""

_JOINS_AGE: Final = timedelta(days=7)
"""Of films that were joined: their clips and Telegram's copy are what people go on with, not the row."""

_ARCHIVES_AGE: Final = timedelta(days=7)
"""Of archives: what was sent stays in its chat."""

_SELECTIONS_AGE: Final = timedelta(days=60)
"""Of selections that nothing is said of any more: the buttons below their pictures are weeks old then."""


class SqlitePruner:
    """Deletes them. Killed in between, it has deleted less."""

    def __init__(self, database: Database, clock: Clock, retention: Retention) -> None:
        self._database = database
        self._clock = clock
        self._ages: Mapping[str, timedelta] = {
            "quotes": retention.quotes,
            "drafts": retention.drafts,
            "callbacks": retention.callbacks,
            "transitions": retention.transitions,
            "orders": _ORDERS_AGE,
            "payments": retention.payments,
            "characters": _PROPOSALS_AGE,
            "broadcasts": _BROADCAST_DRAFTS_AGE,
            "joins": _JOINS_AGE,
            "archives": _ARCHIVES_AGE,
            "suggestions": _SUGGESTIONS_AGE,
            "writer_uses": _WRITER_USES_AGE,
            **dict.fromkeys(("support_deliveries", "support_messages", "support_threads"), KEPT_FOR),
            "reports": _UNFILED_AGE,
            "reported_results": _REPORTS_AGE,
            "selections": _SELECTIONS_AGE,
            "daily_reports": _DAILY_REPORTS_AGE,
            **dict.fromkeys(("console_links", "console_launches", "console_sessions"), timedelta(0)),
            "subscriptions": retention.payments,
        }

    async def prune(self) -> None:
        """Delete what is too old now, in short transactions; others get their turn between two of them."""
        for name, sql in _PRUNES.items():
            values = {"before": stamp(self._clock.now() - self._ages[name]), "part": PART}
            deleted = PART
            while deleted == PART:
                async with self._database.transaction() as connection:
                    deleted = (await connection.execute(sql, values)).rowcount
