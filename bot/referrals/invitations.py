"""A person's link, and the people who come by it."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Final

from bot.domain.person import Person
from bot.domain.referral import Invitation
from bot.ports import Clock, Store

_CODE_BYTES: Final = 9


class Invitations:
    """Invites.

    Args:
        store: opens transactions.
        clock: the time.
        percent: reward in percent of the paid credits that invited people buy; 0 = there are no rewards.
    """

    def __init__(self, store: Store, clock: Clock, percent: int) -> None:
        self._store = store
        self._clock = clock
        self.percent = percent

    async def of(self, person_id: int) -> Invitation:
        """The person's link, made when there is none yet, and what it has brought."""
        async with self._store.transaction() as tx:
            account = await tx.account_of_person(person_id)
            known = await tx.invitation(account.id) or Invitation(account_id=account.id)
            if known.code:
                return known
            made = replace(known, code=secrets.token_urlsafe(_CODE_BYTES))
            await tx.save_invitation(made)
            return made

    async def accept(self, person: Person, code: str) -> bool:
        """A person has followed a link; returns whether they count as invited by it.

        Only a person counts who never was here, also not before they were forgotten: so no one invites themselves. A link
        of a person who was forgotten or is blocked brings nothing.
        """
        if not self.percent or not person.is_new:
            return False
        async with self._store.transaction() as tx:
            if await tx.known_account_of_person(person.id) is not None:
                return False
            invitation = await tx.invitation_by_code(code)
            if invitation is None or (await tx.account(invitation.account_id)).blocked:
                return False
            invited = await tx.account_of_person(person.id)
            counts = await tx.add_referral(invited.id, invitation.account_id, self._clock.now())
            if counts:
                await tx.save_invitation(replace(invitation, people=invitation.people + 1))
            return counts
