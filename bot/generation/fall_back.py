"""What fails is made with the nearest model that is not dearer, where who pays has agreed to that beforehand.

The failure, the return of its credits and the new hold are one transaction. The new generation has the place of the failed
one: its quote, its step of a chain, its chat, its key, its progress message. It is no new request: the limits of what may be
open, the rule about free credits and an admin's approval were passed; what a group has decided since about models, words and
prices holds. It is paid by what came back, and happens once for all that was confirmed together.

A result of the failed one that comes after its deadline is delivered free, as ever.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.availability.key_breakers import KeyBreakers
from bot.catalog.pricing import millicredits
from bot.domain.chat import is_group
from bot.domain.generation import FailedFirst, Generation, State
from bot.domain.group import Group
from bot.domain.party import PartyState
from bot.domain.person import PersonRepository
from bot.domain.terms import Tariff
from bot.errors import MODELS_FAULTS, FailureKind, Refusal
from bot.generation.chain_steps import LONGEST_WAIT
from bot.generation.substitutes import Substitute, SubstituteFinder
from bot.groups.payer import group_of, require_payment
from bot.groups.rules import require_admitted, require_content_allowed, require_price
from bot.ledger.entries import Account
from bot.ledger.operations import allowance_part, hold, lapse_key, refill
from bot.parties.budget import require_share
from bot.parties.refusals import PartyOver
from bot.ports import Transaction

_ENTRIES_COME: Final = frozenset({PartyState.OPEN, PartyState.CLOSING})
"""States of a party in which an entry still gets into its gallery."""


class FallBack:
    """Knows before the transaction of a failure whether something may take the place of what fails.

    Args:
        finder: knows which models can.
        people: what they have agreed to.
        tariff: the operator's terms.
        key_breakers: whether KIE serves the key.
        wake: called after the commit that has put a generation in line.
    """

    def __init__(
        self,
        finder: SubstituteFinder,
        people: PersonRepository,
        tariff: Tariff,
        key_breakers: KeyBreakers,
        wake: Callable[[], None],
    ) -> None:
        self._finder = finder
        self._people = people
        self._tariff = tariff
        self._key_breakers = key_breakers
        self._wake = wake

    async def agreed(self, failing: Generation, kind: FailureKind) -> AgreedFallBack | None:
        """What is known before the transaction; None when nothing takes its place.

        Args:
            failing: the generation that is about to fail.
            kind: why. Only a fault of the model's own counts: never what a filter has refused.

        Raises:
            StorageError: it cannot be known now.
        """
        if kind not in MODELS_FAULTS or not _has_a_place(failing) or failing.person_id is None:
            return None
        if self._key_breakers.waits(failing.own_key):
            return None
        person = await self._people.person(failing.person_id)
        falls_back = person is not None and person.falls_back
        if not falls_back and not is_group(failing.destination.chat_id):
            return None
        return AgreedFallBack(self._finder, self._tariff, self._wake, falls_back)


@dataclass(frozen=True, slots=True)
class AgreedFallBack:
    """What a failure does in its transaction where something may take the place of what fails.

    Attributes:
        finder, tariff, wake: as of `FallBack`.
        falls_back: whether the person has agreed, for what they pay themselves.
    """

    finder: SubstituteFinder
    tariff: Tariff
    wake: Callable[[], None]
    falls_back: bool

    async def begin(
        self, tx: Transaction, failed: Generation, returned: int, now: datetime
    ) -> Generation | None:
        """Let the nearest model begin, after the failure was written and its credits are back.

        Args:
            tx: the transaction of the failure.
            failed: as it was saved.
            returned: credits that went back for it.
            now: the moment.

        Returns:
            What takes its place, held; None when nothing does.
        """
        failed = await tx.generation(failed.id) or failed  # its chat may have moved, its person be forgotten
        if failed.deleted or failed.person_id is None or failed.quote_id is None:
            return None
        if any(one.instead_of is not None for one in await tx.generations_of_quote(failed.quote_id)):
            return None
        account = await self.refilled(tx, failed.account_id, now)
        own = await tx.account_of_person(failed.person_id)
        group = await group_of(tx, failed.destination.chat_id)
        if account.blocked or own.blocked or not self._is_agreed(account, group):
            return None
        substitute = await self._allowed(tx, failed, account, group, now)
        there = returned - await tx.lapsed([lapse_key(failed.id)])
        if substitute is None or there < substitute.price:
            return None
        return await self._held(tx, failed, substitute, account, now)

    async def refilled(self, tx: Transaction, account_id: int, now: datetime) -> Account:
        """The account that pays, as it is in this period of the allowance."""
        return await refill(tx, await tx.account(account_id), self.tariff.allowance, now)

    def _is_agreed(self, account: Account, group: Group | None) -> bool:
        """Whether who pays has agreed: the person, or the group's admins for its account and its parties."""
        if account.is_personal:
            return self.falls_back
        return group is not None and group.rules.falls_back

    async def _allowed(
        self, tx: Transaction, failed: Generation, account: Account, group: Group | None, now: datetime
    ) -> Substitute | None:
        """The nearest that the group's rules and the party's budget allow, too."""
        quote = await tx.quote_by_id(failed.quote_id or 0)
        for substitute in self.finder.of(failed, quote):
            try:
                await _require_allowed(tx, failed, substitute, account, group, now)
            except Refusal:
                continue
            return substitute
        return None

    async def _held(
        self, tx: Transaction, failed: Generation, substitute: Substitute, account: Account, now: datetime
    ) -> Generation | None:
        """In line, with its price held; None when what came back may not be spent now: it is free, and used up for today."""
        allowance = self.tariff.allowance
        try:
            await allowance_part(tx, account, substitute.price, allowance, now)
        except Refusal:
            return None
        generation = await tx.add_generation(_in_place_of(failed, substitute, now))
        await hold(tx, account, substitute.price, generation.id, allowance, now)
        return generation


def _has_a_place(failing: Generation) -> bool:
    """Whether a person has asked for it and waits for it: not for the sample of one model, and not for a second choice.

    Of several that were confirmed together the missing ones are tried again with one tap, and models that are compared
    stand for themselves.
    """
    return (
        failing.quote_id is not None
        and failing.batch_id is None
        and not failing.sample
        and not failing.free_late_delivery
        and failing.instead_of is None
    )


async def _require_allowed(
    tx: Transaction,
    failed: Generation,
    substitute: Substitute,
    account: Account,
    group: Group | None,
    now: datetime,
) -> None:
    """Within the rules of the group as they are now. What an admin has approved stays approved: it is not dearer.

    Raises:
        Refusal: it is not.
    """
    request, price = substitute.request, substitute.price
    if group is not None:
        require_admitted(group)
        require_content_allowed(group.rules, substitute.model, request.prompt, request.choices)
    if failed.party_id is not None:
        party = await tx.party(failed.party_id)
        if party is None or party.state not in _ENTRIES_COME:
            raise PartyOver
        require_share(party, price, account.available)
    elif group is not None and failed.person_id is not None:
        require_price(group.rules, price)
        await require_payment(tx, group, account, failed.person_id, price, now, approved=True)


def _in_place_of(failed: Generation, substitute: Substitute, now: datetime) -> Generation:
    """The same request at the same place, at its beginning."""
    return replace(
        failed,
        id=0,
        model=substitute.model.slug,
        choices=substitute.request.choices,
        prompt=substitute.request.prompt,
        references=substitute.references,
        price=substitute.price,
        kie_expected=millicredits(substitute.request.at_kie),
        kie_taken=None,
        state=State.HELD,
        token=secrets.token_urlsafe(12),
        created_at=now,
        due_at=now,
        deadline_at=now + LONGEST_WAIT,
        submitted_at=None,
        completed_at=None,
        external_task_id="",
        hinted_task_id="",
        route="",
        progress=0.0,
        stage="",
        attempts=0,
        delivery_attempts=0,
        late_notice_sent=False,
        late_notice_id=None,
        failure=None,
        failure_detail="",
        ordered=0,
        captured=0,
        notified=False,
        later_steps_returned=0,
        assets=(),
        instead_of=FailedFirst(id=failed.id, model=failed.model, price=failed.price),
    )
