"""From an accepted chain to its generations and holds: one transaction, before any call leaves the house."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.availability.model_health import ModelHealth
from bot.availability.operator_key import OperatorKeyBreaker
from bot.availability.own_keys import ActiveKeys, key_for
from bot.catalog.spec import Dialect
from bot.domain.generation import Destination, Generation, State
from bot.domain.group import Group
from bot.domain.terms import Tariff
from bot.errors import NotEnoughCredits, QuoteUnknown
from bot.generation.chain_steps import LONGEST_WAIT, chain_of_person
from bot.generation.confirm import QUOTE_LIFE, admit
from bot.groups.payer import PaymentRequest, group_of, require_payment
from bot.groups.rules import require_price, require_wish
from bot.ledger.entries import Account
from bot.ledger.operations import hold, refill
from bot.ports import Chain, Clock, Part, Store, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """What the confirmation of a chain led to.

    Attributes:
        steps: its generations; the first one is in line, the others wait for it.
        repeated: an earlier confirmation had made them; nothing was held this time.
        place: the place in line of the first, 1 = next.
    """

    steps: Sequence[Generation]
    repeated: bool
    place: int


class ChainConfirmer:
    """Accepts quoted chains."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        tariff: Tariff,
        key_breaker: OperatorKeyBreaker,
        health: ModelHealth,
        wake: Callable[[], None],
        keys: ActiveKeys | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._tariff = tariff
        self._key_breaker = key_breaker
        self._health = health
        self._wake = wake
        self._keys = keys

    async def confirm(
        self,
        chain_id: int,
        person_id: int,
        *,
        progress_message_id: int | None = None,
        approved: bool = False,
    ) -> Begun:
        """Hold the price of every step and queue the first; the same quote never does so twice.

        Args:
            chain_id: the quoted chain.
            person_id: who confirms.
            progress_message_id: the message that will show how the first step goes.
            approved: whether an admin of the group has agreed, where the group wants that.

        Raises:
            QuoteUnknown: gone, older than a day, or to be paid with an own key that is not in use any more.
            QuoteNotYours: made for somebody else.
            NotEnoughCredits, TooManyOpen, TooManyOpenHere, AccountBlocked, ServicePaused, OwnKeyPaused, ModelTroubled,
                ModelUnavailable: not now; nothing was held.
        """
        now = self._clock.now()
        async with self._store.transaction() as tx:
            chain = await chain_of_person(tx, chain_id, person_id)
            repeated = chain.begun_at is not None
            if repeated:
                steps = await tx.chain_steps(chain.id)
            elif now - chain.created_at > QUOTE_LIFE:
                raise QuoteUnknown
            else:
                steps = await self._begin(tx, chain, progress_message_id, now, approved=approved)
        if not repeated:
            self._wake()
        return Begun(steps=steps, repeated=repeated, place=await self._store.queue_position(steps[0].id))

    async def _begin(
        self,
        tx: Transaction,
        chain: Chain,
        progress_message_id: int | None,
        now: datetime,
        *,
        approved: bool,
    ) -> Sequence[Generation]:
        own_key = await key_for(chain.key_owner, self._keys)
        account = await tx.account(chain.account_id)
        group = await group_of(tx, chain.chat_id)
        await admit(
            tx,
            account=account,
            person_id=chain.person_id,
            chat_id=chain.chat_id,
            group=group,
            tariff=self._tariff,
            key_breaker=self._key_breaker,
            own_key=own_key,
        )
        for part in chain.parts:
            self._health.require(part.model, part.references)
        account = await refill(tx, account, self._tariff.allowance, now)
        if group is not None:
            await self._require_allowed(tx, group, account, chain, now, approved=approved)
        self._require_credits(account, chain.price)
        await tx.begin_chain(chain.id, now)
        steps: list[Generation] = []
        for part in chain.parts:
            first = not steps
            step = _step_of(
                chain, part, first=first, message_id=progress_message_id if first else None, now=now
            )
            step = await tx.add_generation(replace(step, own_key=own_key))
            await hold(tx, account, part.price, step.id, self._tariff.allowance, now)
            account = await tx.account(account.id)
            steps.append(step)
        self._health.began(steps[0].model)
        return steps

    async def _require_allowed(
        self,
        tx: Transaction,
        group: Group,
        account: Account,
        chain: Chain,
        now: datetime,
        *,
        approved: bool,
    ) -> None:
        """Each step within the rules, and the whole within what the member may spend. Raises Refusal."""
        for part in chain.parts:
            require_price(group.rules, part.price)
            model = self._health.model(part.model)
            if model is not None:
                require_wish(group.rules, model, part.prompt)
        whole = PaymentRequest(person_id=chain.person_id, model=None, prompt="", price=chain.price)
        await require_payment(tx, group, account, whole, now, approved=approved)

    def _require_credits(self, account: Account, price: int) -> None:
        """Said of the whole at once; the ledger checks each hold again."""
        unlimited = self._tariff.allowance.unlimited and account.is_personal
        if not unlimited and account.available < price:
            raise NotEnoughCredits(
                price=price, available=account.available, missing=price - account.available
            )


def _step_of(chain: Chain, part: Part, *, first: bool, message_id: int | None, now: datetime) -> Generation:
    return Generation(
        id=0,
        person_id=chain.person_id,
        account_id=chain.account_id,
        language=chain.language,
        destination=Destination(chat_id=chain.chat_id, thread_id=chain.thread_id, reply_to=chain.reply_to),
        model=part.model,
        dialect=Dialect(chain.dialect),
        choices=part.choices,
        prompt=part.prompt,
        references=part.references,
        price=part.price,
        state=State.HELD if first else State.WAITING,
        token=secrets.token_urlsafe(12),
        created_at=now,
        due_at=now if first else None,
        deadline_at=now + LONGEST_WAIT,
        progress_message_id=message_id,
        chain_id=chain.id,
        user_prompt=chain.prompt,
        chain_step=part.step,
        chain_position=part.position,
        chain_length=chain.length,
    )
