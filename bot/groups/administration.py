"""What a group's admins decide, and what its members give: every change is recorded with its author."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any

from bot.domain.group import AdmissionStatus, Group, GroupChange, GroupReader, GroupRules, Payer, Span, Spent
from bot.domain.quiet_hours import QuietHours
from bot.domain.staff import Act, ActRecord
from bot.domain.terms import Tariff
from bot.errors import AlreadyDone
from bot.groups.membership import require_admin, require_inside, standing_in
from bot.groups.payer import group_of
from bot.groups.refusals import GroupNotAdmitted
from bot.ledger.entries import Balance
from bot.ledger.operations import grant, read_balance
from bot.ledger.transfer import transfer
from bot.ports import ChatMembers, Clock, FreeCreditsAccess, Standing, Store, Transaction

TOPUP = "topup"
"""Name of a member's top-up in the audit trail."""


GRANT = "grant"
"""Name of what the operator gave or took in the audit trail."""
APPROVAL = "approval"
"""Name of an admin's agreement to a price in the audit trail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """A group as its members see it.

    Attributes:
        group: its rules.
        balance: what it has.
        spent: what this member has spent from the group's account, for each span.
    """

    group: Group
    balance: Balance
    spent: Mapping[Span, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """Who has spent what from a group's account.

    Attributes:
        group: whose account.
        since, until: from when until now, on the group's clock (still labelled UTC).
        spent: the most first.
    """

    group: Group
    since: datetime
    until: datetime
    spent: Sequence[Spent]

    @property
    def credits(self) -> int:
        """Of all members."""
        return sum(one.credits for one in self.spent)

    @property
    def generations(self) -> int:
        """Of all members."""
        return sum(one.generations for one in self.spent)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToppedUp:
    """The result of a member's top-up.

    Attributes:
        group: its rules now.
        balance: what it has now.
        own: what the member has left.
        now_pays: whether this first top-up made the group's account pay from now on.
        repeated: the same top-up was made before; nothing moved this time.
    """

    group: Group
    balance: Balance
    own: Balance
    now_pays: bool
    repeated: bool


class GroupAdministration:
    """Reads and changes what a group has. Telegram is asked at every change whether the person may."""

    def __init__(
        self,
        store: Store,
        reader: GroupReader,
        clock: Clock,
        tariff: Tariff,
        members: ChatMembers,
        free_access: FreeCreditsAccess | None = None,
    ) -> None:
        self._store = store
        self._reader = reader
        self._clock = clock
        self._tariff = tariff
        self._members = members
        self._free_access = free_access

    async def overview(self, chat_id: int, person_id: int) -> Overview:
        """The group, its balance, and what this member has spent of it.

        Raises:
            GroupNotAdmitted: the group was never seen.
        """
        now = self._clock.now()
        async with self._store.transaction() as tx:
            group = await _known(tx, chat_id)
            account = await tx.group_account(chat_id)
            balance = await read_balance(tx, account, self._tariff.allowance, now)
        spent = {}
        for span in Span:
            since = span.begin(now, group.rules.utc_offset)
            own = await self._reader.spent(account.id, since, person_id=person_id)
            spent[span] = sum(one.credits for one in own)
        return Overview(group=group, balance=balance, spent=spent)

    async def shows_panel(self, chat_id: int, person_id: int, *, now: bool = False) -> bool:
        """Whether the person may see the group's panel from elsewhere: it works there, and they are certainly in it."""
        async with self._store.transaction() as tx:
            group = await group_of(tx, chat_id)
        if group is None or not group.present or group.admission is not AdmissionStatus.ADMITTED:
            return False
        standing = await self._members.standing(chat_id, person_id, now=now)
        return standing in {Standing.MEMBER, Standing.ADMIN}

    async def is_admin(self, chat_id: int, person_id: int, *, now: bool = False) -> bool:
        """Whether the person is shown what admins can do; `now` says that an answer of moments ago is not good enough."""
        return await self._members.standing(chat_id, person_id, now=now) is Standing.ADMIN

    async def require_admin(self, chat_id: int, person_id: int) -> None:
        """Whether the person administers the group at this moment. Raises NotGroupAdmin, MembershipUnknown."""
        await require_admin(self._members, chat_id, person_id)

    async def change(self, chat_id: int, person_id: int, **rules: Any) -> Group:
        """Change some rules; what is as it was before leaves no trace.

        Args:
            chat_id: the group.
            person_id: the admin who changes it.
            rules: fields of `GroupRules` with their new values.

        Raises:
            GroupNotAdmitted: the group was never seen.
            NotGroupAdmin, MembershipUnknown: the person does not administer it.
        """
        await self.require_admin(chat_id, person_id)
        now = self._clock.now()
        async with self._store.transaction() as tx:
            group = await _known(tx, chat_id)
            changed = replace(group, rules=replace(group.rules, **rules))
            changes = _differences(group.rules, changed.rules, person_id, now)
            if changes:
                await tx.save_group(changed)
            for change in changes:
                await tx.note_change(chat_id, change)
        return changed

    async def top_up(self, chat_id: int, person_id: int, amount: int, *, operation_key: str) -> ToppedUp:
        """Transfer credits from a member to the group's account.

        Where no admin has decided who pays, the first top-up does: the group's account pays from now on.

        Args:
            chat_id: the group.
            person_id: the member.
            amount: credits, above 0.
            operation_key: unique name of the operation (the update that asked for it): repeating it changes nothing.

        Raises:
            GroupNotAdmitted: the group was never seen.
            NotEnoughCredits: the member has less.
            FreeForMembers, FreeForBuyers, FreeGateUnchecked: the member has too little without the free credits, which they
                may not spend.
            NotMember, MembershipUnknown: the person is not in the group, or Telegram does not say that they are.
        """
        require_inside(await standing_in(self._members, chat_id, person_id), certainly=True)
        repeated = False
        try:
            now_pays = await self._give(chat_id, person_id, amount, operation_key)
        except AlreadyDone:
            repeated, now_pays = True, False
        now = self._clock.now()
        async with self._store.transaction() as tx:
            group = await _known(tx, chat_id)
            own = await tx.account_of_person(person_id)
            return ToppedUp(
                group=group,
                balance=await read_balance(tx, await tx.group_account(chat_id), self._tariff.allowance, now),
                own=await read_balance(tx, own, self._tariff.allowance, now),
                now_pays=now_pays,
                repeated=repeated,
            )

    async def grant(
        self, chat_id: int, admin_id: int, amount: int, *, operation_key: str, reason: str = ""
    ) -> Balance:
        """Grant credits to the group's account, or take some back with a negative number.

        As with a member's top-up, the group's account pays from now on where no admin has decided otherwise.

        Raises:
            GroupNotAdmitted: the group was never seen.
            NothingToTakeBack: the account has less than that.
        """
        now = self._clock.now()
        with suppress(AlreadyDone):  # the answer to the first time may have been lost
            async with self._store.transaction() as tx:
                group = await _known(tx, chat_id)
                account = await tx.group_account(chat_id)
                await grant(tx, account, amount, operation_key, now, note=f"by {admin_id}")
                given = GroupChange(person_id=admin_id, what=GRANT, before="", after=str(amount), at=now)
                await tx.note_change(chat_id, given)
                await tx.note_act(
                    ActRecord(
                        by_id=admin_id,
                        act=Act.GRANT,
                        subject=group.title or str(chat_id),
                        before=str(account.bought),
                        after=str(account.bought + amount),
                        reason=reason,
                        at=now,
                    )
                )
                if amount > 0:
                    await let_group_pay(tx, group, admin_id, now)
        async with self._store.transaction() as tx:
            account = await tx.group_account(chat_id)
            return await read_balance(tx, account, self._tariff.allowance, now)

    async def spending(self, chat_id: int, span: Span) -> Spending:
        """Who has spent what from the group's account since the span began.

        Raises:
            GroupNotAdmitted: the group was never seen.
        """
        now = self._clock.now()
        async with self._store.transaction() as tx:
            group = await _known(tx, chat_id)
            account = await tx.group_account(chat_id)
        since = span.begin(now, group.rules.utc_offset)
        spent = await self._reader.spent(account.id, since)
        there = timedelta(minutes=group.rules.utc_offset)
        return Spending(group=group, since=since + there, until=now + there, spent=spent)

    async def note_approval(self, chat_id: int, person_id: int, price: int) -> None:
        """Record that an admin agreed to a price."""
        agreed = GroupChange(
            person_id=person_id, what=APPROVAL, before="", after=str(price), at=self._clock.now()
        )
        async with self._store.transaction() as tx:
            await tx.note_change(chat_id, agreed)

    async def changes(self, chat_id: int, limit: int) -> Sequence[GroupChange]:
        """The newest lines of the audit trail, newest first."""
        async with self._store.transaction() as tx:
            return await tx.changes(chat_id, limit)

    async def _give(self, chat_id: int, person_id: int, amount: int, operation_key: str) -> bool:
        closed = await self._free_access.closed_for(person_id) if self._free_access is not None else None
        now = self._clock.now()
        async with self._store.transaction() as tx:
            group = await _known(tx, chat_id)
            await transfer(
                tx,
                await tx.account_of_person(person_id),
                await tx.group_account(chat_id),
                amount,
                self._tariff.allowance,
                operation_key=operation_key,
                now=now,
                note=f"{person_id} to {chat_id}",
                closed=closed,
            )
            given = GroupChange(person_id=person_id, what=TOPUP, before="", after=str(amount), at=now)
            await tx.note_change(chat_id, given)
            return await let_group_pay(tx, group, person_id, now)


async def let_group_pay(tx: Transaction, group: Group, person_id: int, now: datetime) -> bool:
    """Let the group's account pay where no admin has decided. Returns whether that is new."""
    if group.rules.payer is not None:
        return False
    paying = replace(group, rules=replace(group.rules, payer=Payer.GROUP))
    await tx.save_group(paying)
    for change in _differences(group.rules, paying.rules, person_id, now):
        await tx.note_change(group.chat_id, change)
    return True


async def _known(tx: Transaction, chat_id: int) -> Group:
    group = await tx.group(chat_id)
    if group is None:
        raise GroupNotAdmitted
    return group


def _differences(before: GroupRules, after: GroupRules, person_id: int, at: datetime) -> list[GroupChange]:
    """An entry for each rule that has changed."""
    changes = []
    for field in fields(GroupRules):
        was, is_now = getattr(before, field.name), getattr(after, field.name)
        if was != is_now:
            changes.append(
                GroupChange(
                    person_id=person_id, what=field.name, before=_text(was), after=_text(is_now), at=at
                )
            )
    return changes


def _text(value: Any) -> str:
    """A rule's value as the audit trail stores it; nothing is an empty text. Views translate it."""
    if value is None:
        return ""
    if isinstance(value, QuietHours):
        return f"{value.start}-{value.until}"
    if isinstance(value, Mapping):
        return ", ".join(f"{span} {value[span]}" for span in Span if span in value)
    if isinstance(value, frozenset | tuple):
        return ", ".join(sorted(map(str, value)))
    return str(value)
