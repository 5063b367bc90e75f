"""Gives and takes roles, and knows who may do what now."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from bot.domain.person import PersonRepository
from bot.domain.staff import ASKED_ABOVE, MOST_STAFF, Act, ActRecord, Role, StaffMember, may
from bot.errors import PersonUnknown
from bot.ports import Clock, Store
from bot.staff.refusals import HasRole, OwnerStays, TooManyStaff


class Staff:
    """The people who help the operator. Who has which role is known without a look into the database.

    Args:
        store: opens transactions.
        people: who is known.
        clock: the time.
        owners: Telegram ids of ADMIN_IDS.
    """

    def __init__(
        self, store: Store, people: PersonRepository, clock: Clock, owners: AbstractSet[int]
    ) -> None:
        self._store = store
        self._people = people
        self._clock = clock
        self._owners = frozenset(owners)
        self._roles: Mapping[int, Role] = {}
        self._changes = asyncio.Lock()

    async def restore(self) -> None:
        """Know the roles that were given before this process."""
        async with self._changes, self._store.transaction() as tx:
            self._know(await tx.staff())

    def role_of(self, person_id: int) -> Role | None:
        """What a person is for the bot now; None for everybody else."""
        return Role.OWNER if person_id in self._owners else self._roles.get(person_id)

    def may(self, person_id: int, act: Act) -> bool:
        """Whether a person may do it now."""
        return may(self.role_of(person_id), act)

    def require_no_role(self, person_id: int) -> None:
        """Raises HasRole when a person has one: who helps is not barred by another who does."""
        if self.role_of(person_id) is not None:
            raise HasRole

    def asks_about(self, person_id: int, amount: int) -> bool:
        """Whether giving or taking so many credits is asked about once more of this operator."""
        role = self.role_of(person_id)
        return role is None or abs(amount) > ASKED_ABOVE.get(role, 0)

    @property
    def roles(self) -> Mapping[int, Role]:
        """Everybody who has a role, owners too."""
        return {**self._roles, **dict.fromkeys(self._owners, Role.OWNER)}

    @property
    def owners(self) -> Sequence[int]:
        """Telegram ids of the owners."""
        return sorted(self._owners)

    async def members(self) -> Sequence[StaffMember]:
        """Everybody with a role below owner, the oldest first."""
        async with self._store.transaction() as tx:
            return await tx.staff()

    async def appoint(self, person_id: int, role: Role, *, by: int) -> StaffMember:
        """Give a person a role, in place of the one that they have; it counts at once. Repeating it changes nothing.

        Raises:
            OwnerStays: they are an owner, or shall become one: only ADMIN_IDS says who is.
            PersonUnknown: they never wrote to the bot, or were forgotten.
            TooManyStaff: so many people have a role.
        """
        if person_id in self._owners or role is Role.OWNER:
            raise OwnerStays
        if await self._people.person(person_id) is None:
            raise PersonUnknown(person=person_id)
        now = self._clock.now()
        async with self._changes:
            async with self._store.transaction() as tx:
                was = await tx.staff_member(person_id)
                if was is not None and was.role is role:
                    return was
                if was is None and len(await tx.staff()) >= MOST_STAFF:
                    raise TooManyStaff(maximum=MOST_STAFF)
                member = StaffMember(person_id=person_id, role=role, by_id=by, at=now)
                await tx.save_staff_member(member)
                await tx.note_act(
                    ActRecord(
                        by_id=by,
                        act=Act.STAFF,
                        person_id=person_id,
                        before=was.role if was is not None else "",
                        after=role,
                        at=now,
                    )
                )
                members = await tx.staff()
            self._know(members)
        return member

    async def dismiss(self, person_id: int, *, by: int) -> bool:
        """Take a person's role; it counts at once. False when they had none.

        Raises:
            OwnerStays: they are an owner.
        """
        if person_id in self._owners:
            raise OwnerStays
        async with self._changes:
            async with self._store.transaction() as tx:
                was = await tx.staff_member(person_id)
                if was is None:
                    return False
                await tx.delete_staff_member(person_id)
                await tx.end_console_sessions(person_id)
                record = ActRecord(
                    by_id=by, act=Act.STAFF, person_id=person_id, before=was.role, at=self._clock.now()
                )
                await tx.note_act(record)
                members = await tx.staff()
            self._know(members)
        return True

    def _know(self, members: Sequence[StaffMember]) -> None:
        self._roles = {member.person_id: member.role for member in members}
