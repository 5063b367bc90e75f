"""What the rules of money need of a database transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.ledger.entries import Account, Bucket, EntryKind, Hold, LedgerEntry


class LedgerRepository(Protocol):
    """The money side of one transaction: committed as a whole, or not at all.

    The database holds the rules too: a bucket below zero, a hold ended twice or an operation key used again makes the
    call raise, and the transaction is rolled back.
    """

    async def account(self, account_id: int) -> Account:
        """The account; raises KeyError when there is none."""
        ...

    async def account_of_person(self, person_id: int) -> Account:
        """The account of a person, created when it does not exist."""
        ...

    async def known_account_of_person(self, person_id: int) -> Account | None:
        """The account of a person; a forgotten person gets the old one back. None when they never had one."""
        ...

    async def set_period(self, account_id: int, period: str) -> None:
        """Store the allowance period that the account was last refilled for."""
        ...

    async def set_blocked(self, account_id: int, *, blocked: bool) -> None:
        """Block an account for new generations, or unblock it."""
        ...

    async def write_entry(
        self,
        *,
        account_id: int,
        kind: EntryKind,
        bucket: Bucket,
        amount: int,
        operation_key: str,
        at: datetime,
        generation_id: int | None = None,
        note: str = "",
    ) -> None:
        """Append a ledger entry and move the bucket's available credits by `amount` (negative takes).

        Raises:
            AlreadyDone: the operation key exists.
            NotEnoughCredits: the bucket would fall below zero.
        """
        ...

    async def open_hold(self, hold: Hold, at: datetime) -> None:
        """Record what is held for a generation. Raises AlreadyDone when it has had a hold."""
        ...

    async def free_spent(self, at: datetime) -> int:
        """Credits of all allowances that were held on that day (UTC) and did not come back."""
        ...

    async def free_spent_since(self, account_id: int, moment: datetime) -> int:
        """Credits of the account's allowance that were held since then and did not come back."""
        ...

    async def end_hold(self, generation_id: int, *, captured: int, at: datetime) -> Hold:
        """End the generation's open hold, once, noting the credits captured (at most what was held).

        Returns:
            The hold as it was.

        Raises:
            AlreadyDone: there is no open hold (any more).
        """
        ...

    async def held(self, account_id: int) -> int:
        """Credits in the account's open holds."""
        ...

    async def lapsed(self, operation_keys: Sequence[str]) -> int:
        """Credits that the entries with these keys let expire; keys without an entry count nothing."""
        ...

    async def lapsed_since(self, account_id: int, moment: datetime) -> int:
        """Credits that came back since then and expired at once (`bot.ledger.operations.lapse_key`)."""
        ...

    async def entries(self, account_id: int, limit: int) -> Sequence[LedgerEntry]:
        """The account's newest entries, newest first."""
        ...
