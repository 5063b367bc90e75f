"""What a person has, and what the operator gives or takes."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.terms import Tariff
from bot.ledger.entries import Balance
from bot.ledger.operations import grant, lapsed_in_period, read_balance
from bot.ports import Clock, Store


class Balances:
    """Reads the balances of people, grants credits and blocks accounts."""

    def __init__(self, store: Store, clock: Clock, tariff: Tariff) -> None:
        self._store = store
        self._clock = clock
        self._tariff = tariff

    async def balance(self, person_id: int) -> Balance:
        """What the person has now, refilled when a new period has begun."""
        async with self._store.transaction() as tx:
            account = await tx.account_of_person(person_id)
            return await read_balance(tx, account, self._tariff.allowance, self._clock.now())

    async def quota(self, person_id: int) -> Balance:
        """The same, with what came back in this period and expired at once."""
        now = self._clock.now()
        async with self._store.transaction() as tx:
            account = await tx.account_of_person(person_id)
            balance = await read_balance(tx, account, self._tariff.allowance, now)
            return replace(balance, lapsed=await lapsed_in_period(tx, account, self._tariff.allowance, now))

    async def grant(self, person_id: int, amount: int, *, operation_key: str, granted_by: int) -> Balance:
        """Give credits that never expire, or take some back with a negative number.

        Args:
            person_id: whose account.
            amount: credits.
            operation_key: unique name of the operation (the update that asked for it): repeating it changes nothing.
            granted_by: Telegram id of the admin, kept as the entry's note.

        Raises:
            NothingToTakeBack: the person has less than that.
            AlreadyDone: the operation key was used before.
        """
        now = self._clock.now()
        async with self._store.transaction() as tx:
            account = await tx.account_of_person(person_id)
            await read_balance(tx, account, self._tariff.allowance, now)
            account = await tx.account(account.id)
            await grant(tx, account, amount, operation_key, now, note=f"by {granted_by}")
            account = await tx.account(account.id)
            return await read_balance(tx, account, self._tariff.allowance, now)

    async def set_blocked(self, person_id: int, *, blocked: bool) -> None:
        """Block a person for new generations, or unblock them."""
        async with self._store.transaction() as tx:
            account = await tx.account_of_person(person_id)
            await tx.set_blocked(account.id, blocked=blocked)
