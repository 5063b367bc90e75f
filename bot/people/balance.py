"""What a person has, and what the operator gives or takes."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.group import Group
from bot.domain.person import PersonRepository
from bot.domain.staff import Act, ActRecord
from bot.domain.terms import Tariff
from bot.groups.payer import paying_account
from bot.ledger.entries import Balance
from bot.ledger.operations import grant, lapsed_in_period, read_balance
from bot.people.block import account_of_known, block_person
from bot.ports import Clock, Store


class Balances:
    """Reads the balances of people, grants credits and blocks accounts."""

    def __init__(self, store: Store, people: PersonRepository, clock: Clock, tariff: Tariff) -> None:
        self._store = store
        self._people = people
        self._clock = clock
        self._tariff = tariff

    async def balance(self, person_id: int) -> Balance:
        """What the person has now, refilled when a new period has begun."""
        async with self._store.transaction() as tx:
            account = await tx.account_of_person(person_id)
            return await read_balance(tx, account, self._tariff.allowance, self._clock.now())

    async def paying(self, group: Group | None, person_id: int) -> Balance:
        """What pays for a request of the person's: the group's account where its rules say so, else their own."""
        async with self._store.transaction() as tx:
            account = await paying_account(tx, group, person_id)
            return await read_balance(tx, account, self._tariff.allowance, self._clock.now())

    async def quota(self, person_id: int) -> Balance:
        """The same, with what came back in this period and expired at once."""
        now = self._clock.now()
        async with self._store.transaction() as tx:
            account = await tx.account_of_person(person_id)
            balance = await read_balance(tx, account, self._tariff.allowance, now)
            return replace(balance, lapsed=await lapsed_in_period(tx, account, self._tariff.allowance, now))

    async def grant(
        self, person_id: int, amount: int, *, operation_key: str, granted_by: int, reason: str = ""
    ) -> Balance:
        """Give credits that never expire, or take some back with a negative number.

        Args:
            person_id: whose account.
            amount: credits.
            operation_key: unique name of the operation (the update that asked for it): repeating it changes nothing.
            granted_by: Telegram id of the admin, kept as the entry's note.
            reason: the admin's words for it, kept in the operators' log.

        Raises:
            PersonUnknown: they never wrote to the bot.
            NothingToTakeBack: the person has less than that.
            AlreadyDone: the operation key was used before.
        """
        is_known, now = await self._is_known(person_id), self._clock.now()
        async with self._store.transaction() as tx:
            account = await account_of_known(tx, person_id, is_known=is_known)
            await read_balance(tx, account, self._tariff.allowance, now)
            before = await tx.account(account.id)
            await grant(tx, before, amount, operation_key, now, note=f"by {granted_by}")
            account = await tx.account(account.id)
            await tx.note_act(
                ActRecord(
                    by_id=granted_by,
                    act=Act.GRANT,
                    person_id=person_id,
                    before=str(before.bought),
                    after=str(account.bought),
                    reason=reason,
                    at=now,
                )
            )
            return await read_balance(tx, account, self._tariff.allowance, now)

    async def set_blocked(self, person_id: int, *, blocked: bool, by: int, reason: str = "") -> int:
        """Block a person for new generations, or unblock them, on behalf of the operator `by`, for this reason.

        The subscriptions of a blocked person are not renewed; unblocking does not resume them.

        Returns:
            How many subscriptions end so with their periods.

        Raises:
            PersonUnknown: they never wrote to the bot.
        """
        is_known = await self._is_known(person_id)
        async with self._store.transaction() as tx:
            return await block_person(
                tx,
                person_id,
                is_known=is_known,
                blocked=blocked,
                by=by,
                reason=reason,
                now=self._clock.now(),
            )

    async def _is_known(self, person_id: int) -> bool:
        return await self._people.person(person_id) is not None
