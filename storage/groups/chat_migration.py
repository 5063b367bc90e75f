"""What belongs to a chat moves with it when a group becomes a supergroup."""

from __future__ import annotations

from typing import Final

import aiosqlite

from bot.domain.party import GOING_ON
from bot.ledger.entries import Account, OwnerKind
from storage.core.ledger import find_account
from storage.core.state_lists import HOLDING

_PARTY: Final = ", ".join(f"'{state}'" for state in sorted(GOING_ON))

_MOVES: Final = (
    "UPDATE accounts SET owner_id = :new WHERE owner_kind = 'group' AND owner_id = :old"
    " AND NOT EXISTS (SELECT 1 FROM accounts WHERE owner_kind = 'group' AND owner_id = :new)",
    # What was sent stays sent, but nothing replies to a number that means another message now.
    "UPDATE assets SET message_id = NULL WHERE message_id IS NOT NULL"
    " AND generation_id IN (SELECT id FROM generations WHERE chat_id = :old)",
    "UPDATE generations SET chat_id = :new, thread_id = NULL, reply_to = NULL, progress_message_id = NULL,"
    " late_notice_id = NULL"
    " WHERE chat_id = :old",
    # The supergroup may have been seen before we heard of the move: as a stranger, without any of its admins' decisions.
    "DELETE FROM groups WHERE chat_id = :new AND EXISTS (SELECT 1 FROM groups WHERE chat_id = :old)",
    "UPDATE groups SET chat_id = :new WHERE chat_id = :old",
    "UPDATE group_changes SET chat_id = :new WHERE chat_id = :old",
    # One at a time: the party of the supergroup that we took for a stranger goes on, the older one ends.
    # A moment that has passed makes its step due at once.
    f"UPDATE parties SET state = 'refunding', due_at = created_at WHERE chat_id = :old AND state IN ({_PARTY})"
    f" AND EXISTS (SELECT 1 FROM parties WHERE chat_id = :new AND state IN ({_PARTY}))",
    # Entries shown in the old chat are posted anew in the new one, and so is the invitation.
    "UPDATE parties SET chat_id = :new, thread_id = NULL, reply_to = NULL, message_id = NULL, ballot_id = NULL,"
    " due_at = CASE WHEN due_at IS NOT NULL THEN created_at END, state = CASE state WHEN 'voting' THEN 'showing' ELSE state END,"
    " entries = (SELECT json_group_array(json_set(value, '$.posted', json('false'), '$.message', NULL))"
    " FROM (SELECT value FROM json_each(parties.entries) ORDER BY key)) WHERE chat_id = :old",
    "UPDATE quotes SET chat_id = :new, thread_id = NULL, reply_to = NULL WHERE chat_id = :old",
    "UPDATE drafts SET chat_id = :new, thread_id = NULL WHERE chat_id = :old",
    "DELETE FROM group_menus WHERE chat_id = :old",
    # A conversation that was begun in the new chat is younger than the old one. Group ids are negative, so the key of no
    # other part can look like one.
    "UPDATE OR IGNORE fsm_states SET key = replace(key, ':' || :old || ':', ':' || :new || ':')"
    " WHERE instr(key, ':' || :old || ':')",
    "DELETE FROM fsm_states WHERE instr(key, ':' || :old || ':')",
)

_HAND_OVERS: Final = (
    "UPDATE quotes SET account_id = :target WHERE account_id = :source AND confirmed_at IS NULL",
    "UPDATE parties SET source_id = :target WHERE source_id = :source AND returned IS NULL",
    f"UPDATE generations SET account_id = :target WHERE account_id = :source AND state IN ({HOLDING})",
    "UPDATE holds SET account_id = :target WHERE account_id = :source AND ended_at IS NULL",
)


class SqliteChatMigration:
    """The chats' side of a transaction (`bot.ports.Transaction`)."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def account_of_chat(self, chat_id: int) -> Account | None:
        """The account of a group, or None when it has none."""
        return await find_account(self._connection, OwnerKind.GROUP, chat_id)

    async def move_chat(self, old_chat_id: int, new_chat_id: int) -> bool:
        """Move everything of a chat; see `Transaction.move_chat`."""
        return await self._all(_MOVES, {"old": old_chat_id, "new": new_chat_id})

    async def move_open_work(self, source_id: int, target_id: int) -> bool:
        """Let another account pay from now on; see `Transaction.move_open_work`."""
        return await self._all(_HAND_OVERS, {"source": source_id, "target": target_id})

    async def _all(self, statements: tuple[str, ...], parameters: dict[str, int]) -> bool:
        changed = 0
        for statement in statements:
            changed += (await self._connection.execute(statement, parameters)).rowcount
        return changed > 0
