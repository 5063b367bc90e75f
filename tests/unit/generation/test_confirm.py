"""From a request to a held generation, and back out of the line."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.catalog.spec import Media
from bot.domain.generation import Destination, Reference, State
from bot.errors import (
    AccountBlocked,
    AlreadyDone,
    BadOption,
    GenerationUnknown,
    ModelUnavailable,
    NotCancellable,
    NotEnoughCredits,
    NothingToTakeBack,
    OutOfCredits,
    PromptMissing,
    QuoteNotYours,
    QuoteUnknown,
    ReferenceNotTaken,
    ServicePaused,
    TooManyOpen,
    UnknownModel,
)
from tests.support.core import Core
from tests.support.fake_clock import FakeClock
from tests.support.samples import FILM_PRICE, PHOTO, generation_request, tariff


class TestQuote:
    """An exact price, and what the person has beside it."""

    async def test_prices_the_settled_choices(self, core: Core) -> None:
        """Defaults complete what was said; the price is of exactly these choices, and nothing is held."""
        cheap = await core.quoter.quote(generation_request())
        dear = await core.quoter.quote(generation_request(choices={"duration": "10"}))
        assert (cheap.quote.price, dear.quote.price) == (FILM_PRICE, 2 * FILM_PRICE)
        assert cheap.quote.first.choices == {"duration": "5"}
        assert (cheap.balance.available, cheap.affordable, cheap.left) == (100, True, 90)
        assert cheap.quote.token != dear.quote.token
        assert await core.money() == (100, 0)

    async def test_what_is_not_affordable(self, core: Core) -> None:
        """A quote is made all the same, and says that it is not affordable; unlimited always is."""
        await core.start(tariff(FILM_PRICE - 1))
        quoted = await core.quoter.quote(generation_request())
        assert (quoted.affordable, quoted.left) == (False, 0)
        await core.start(tariff(None))
        assert (await core.quoter.quote(generation_request())).affordable

    @pytest.mark.parametrize(
        ("facts", "refusal"),
        [
            ({"model": "fimm"}, UnknownModel),
            ({"model": "retired"}, ModelUnavailable),
            ({"choices": {"duration": "7"}}, BadOption),
            ({"prompt": "  \n "}, PromptMissing),
            ({"references": (Reference(file_id="a", media=Media.AUDIO),)}, ReferenceNotTaken),
        ],
    )
    async def test_what_cannot_be_made(
        self, core: Core, facts: dict[str, Any], refusal: type[Exception]
    ) -> None:
        """A request that the catalogue does not know is refused before anything is written."""
        with pytest.raises(refusal):
            await core.quoter.quote(generation_request(**facts))

    async def test_finding_a_quote(self, core: Core) -> None:
        """A quote is found by who it was made for, and by no other person."""
        token = await core.quoted()
        assert (await core.quoter.find(token, 1)).token == token
        with pytest.raises(QuoteNotYours):
            await core.quoter.find(token, 2)
        with pytest.raises(QuoteUnknown):
            await core.quoter.find("unknown", 1)


class TestConfirm:
    """One generation and one hold for each quote."""

    async def test_holds_and_queues(self, core: Core) -> None:
        """Everything of the quote is in the generation, its price is held, and its place is notified."""
        token = await core.quoted(
            thread_id=3, reply_to=44, references=(PHOTO,), choices={"duration": "10"}, language="ru"
        )
        confirmed = await core.confirmer.confirm(token, 1, progress_message_id=50)
        generation = confirmed.generation
        assert (confirmed.repeated, confirmed.queue_position) == (False, 1)
        assert generation.state is State.HELD
        assert generation.destination == Destination(chat_id=1, thread_id=3, reply_to=44)
        assert (generation.references, generation.choices) == ((PHOTO,), {"duration": "10"})
        assert (generation.language, generation.progress_message_id) == ("ru", 50)
        assert generation.due_at == core.clock.now()
        assert await core.money() == (100 - 2 * FILM_PRICE, 2 * FILM_PRICE)
        assert (await core.now(generation)) == generation

    async def test_secrets_are_its_own(self, core: Core) -> None:
        """Every generation has another secret in its callback address."""
        assert (await core.ordered()).token != (await core.ordered()).token

    async def test_again(self, core: Core) -> None:
        """A second tap, even a day later, shows the one generation and holds nothing."""
        token = await core.quoted()
        first = await core.confirmer.confirm(token, 1)
        core.clock.advance(hours=25)
        again = await core.confirmer.confirm(token, 1)
        assert again.repeated
        assert again.generation == first.generation
        assert await core.money() == (90, 10)

    async def test_not_yours(self, core: Core) -> None:
        """Another person's tap is refused and leaves the quote usable."""
        token = await core.quoted()
        with pytest.raises(QuoteNotYours):
            await core.confirmer.confirm(token, 2)
        assert not (await core.confirmer.confirm(token, 1)).repeated

    async def test_too_old(self, core: Core) -> None:
        """A price is honoured for a day, not a moment longer."""
        tokens = [await core.quoted(), await core.quoted()]
        core.clock.advance(hours=24)
        await core.confirmer.confirm(tokens[0], 1)
        core.clock.advance(microseconds=1)
        with pytest.raises(QuoteUnknown):
            await core.confirmer.confirm(tokens[1], 1)
        with pytest.raises(QuoteUnknown):
            await core.confirmer.confirm("unknown", 1)

    async def test_blocked(self, core: Core) -> None:
        """A barred person holds nothing; let in again they do."""
        token = await core.quoted()
        await core.balances.set_blocked(1, blocked=True, by=99)
        with pytest.raises(AccountBlocked):
            await core.confirmer.confirm(token, 1)
        assert await core.money() == (100, 0)
        await core.balances.set_blocked(1, blocked=False, by=99)
        await core.confirmer.confirm(token, 1)

    async def test_too_many_open(self, core: Core) -> None:
        """The limit is per account, also when all taps come at once, and an ended generation makes room."""
        await core.start(tariff(most_open=2))
        tokens = [await core.quoted() for _ in range(5)]
        answers = await asyncio.gather(
            *(core.confirmer.confirm(token, 1) for token in tokens), return_exceptions=True
        )
        refusals = [answer for answer in answers if isinstance(answer, TooManyOpen)]
        assert len(refusals) == 3
        assert refusals[0].facts == {"maximum": 2}
        await core.ordered(person_id=2)
        await core.canceller.cancel(1, 1)
        await core.ordered()

    async def test_not_enough(self, core: Core) -> None:
        """An account that does not cover the price holds nothing, and no generation is left behind."""
        await core.start(tariff(FILM_PRICE))
        await core.ordered()
        with pytest.raises(NotEnoughCredits):
            await core.ordered()
        assert await core.money() == (0, FILM_PRICE)
        assert await core.store.generation(2) is None

    async def test_a_new_period(self, core: Core, clock: FakeClock) -> None:
        """A confirmation in a new period has the new allowance to spend."""
        await core.start(tariff(FILM_PRICE))
        clock.moment = clock.moment.replace(day=31, hour=23)
        await core.ordered()
        token = await core.quoted()
        clock.advance(hours=2)
        await core.confirmer.confirm(token, 1)
        assert await core.money() == (0, 2 * FILM_PRICE)

    async def test_while_kie_does_not_serve(self, core: Core) -> None:
        """New work is refused while the key is paused, and taken again after it, though no one is in line."""
        token = await core.quoted()
        await core.key_breaker.pause(OutOfCredits("empty"))
        with pytest.raises(ServicePaused):
            await core.confirmer.confirm(token, 1)
        assert await core.money() == (100, 0)
        core.clock.advance(minutes=1)
        assert not (await core.confirmer.confirm(token, 1)).repeated


class TestCancel:
    """Out of the line while KIE does not have it."""

    async def test_gives_back(self, core: Core) -> None:
        """A held generation ends at once; its credits are back and its person knows."""
        generation = await core.ordered()
        cancelled = await core.canceller.cancel(generation.id, 1)
        assert (cancelled.returned, cancelled.balance.available) == (FILM_PRICE, 100)
        assert cancelled.generation.state is State.CANCELLED
        assert await core.now(generation) == cancelled.generation
        await core.until_quiet()
        assert core.provider.submitted == []

    async def test_too_late(self, core: Core) -> None:
        """What KIE may have is not cancelled."""
        generation = await core.ran()
        with pytest.raises(NotCancellable) as refused:
            await core.canceller.cancel(generation.id, 1)
        assert refused.value.facts == {"state": "running"}
        assert await core.money() == (90, 10)

    async def test_twice(self, core: Core) -> None:
        """A repeated cancellation is answered like the first one, whose answer may have been lost; it moves nothing."""
        generation = await core.ordered()
        first = await core.canceller.cancel(generation.id, 1)
        assert await core.canceller.cancel(generation.id, 1) == first
        assert await core.money() == (100, 0)

    async def test_not_yours(self, core: Core) -> None:
        """Another person's generation seems not to exist."""
        generation = await core.ordered()
        with pytest.raises(GenerationUnknown):
            await core.canceller.cancel(generation.id, 2)
        with pytest.raises(GenerationUnknown):
            await core.canceller.cancel(4711, 1)

    async def test_while_its_references_are_uploaded(self, core: Core) -> None:
        """A cancellation during the preparation wins: the request never leaves."""
        generation = await core.ordered(references=(PHOTO,))
        (claimed,) = await core.store.claim_due(
            core.clock.now(),
            lease_until=core.clock.now() + timedelta(minutes=5),
            limit=1,
            states=[State.HELD],
        )
        await core.canceller.cancel(generation.id, 1)
        await core.engine.advance(claimed)
        assert core.provider.submitted == []
        assert core.telemetry.faults == []
        assert await core.states(generation) == [State.HELD, State.CANCELLED]


class TestBalances:
    """What the operator gives and takes."""

    async def test_gives(self, core: Core) -> None:
        """A gift comes on top of the allowance, once for one operation."""
        await core.balances.balance(1)  # they have written before
        balance = await core.balances.grant(1, 40, operation_key="update:1", granted_by=9)
        assert (balance.available, balance.allowance, balance.bought) == (140, 100, 40)
        with pytest.raises(AlreadyDone):
            await core.balances.grant(1, 40, operation_key="update:1", granted_by=9)
        assert await core.money() == (140, 0)

    async def test_takes(self, core: Core) -> None:
        """A person who was never seen has an allowance that can be taken; more than that is refused."""
        await core.balances.balance(5)  # they have written before
        balance = await core.balances.grant(5, -30, operation_key="update:1", granted_by=9)
        assert balance.available == 70
        with pytest.raises(NothingToTakeBack):
            await core.balances.grant(5, -71, operation_key="update:2", granted_by=9)
        assert await core.money(5) == (70, 0)
