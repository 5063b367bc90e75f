"""A chain: one price for all steps, each step its own hold, the result of one is the reference of the next."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from bot.catalog.spec import Media
from bot.domain.generation import Generation, Reference, State
from bot.errors import (
    AccountBlocked,
    ChainComplete,
    ChainGoesOn,
    ChatGone,
    FailureKind,
    GenerationUnknown,
    ModelTroubled,
    NotCancellable,
    NotEnoughCredits,
    PromptMissing,
    PromptTooLong,
    PromptTooShort,
    QuoteNotYours,
    QuoteUnknown,
    TaskRefused,
    TooManyOpen,
    UnknownRecipe,
)
from bot.ledger.allowance import Allowance, Period
from bot.people.forget import PersonEraser
from bot.ports import Progress, TaskStatus
from tests.support.core import Core
from tests.support.fake_provider import FakeProvider, done
from tests.support.samples import PHOTO, chain_request, failures_of, tariff

PICTURE = "https://cdn.example/picture.png"
VIDEO = "https://cdn.example/video.mp4"
VOICE = "https://cdn.example/voice.mp3"
FAILED = TaskStatus(progress=Progress.FAILED, failure=FailureKind.PROVIDER, message="no")


async def _states(core: Core, steps: Sequence[Generation]) -> list[State]:
    return [(await core.now(step)).state for step in steps]


async def _works(core: Core) -> None:
    """Two and a half minutes pass, and whatever is due is done."""
    for _ in range(30):
        await core.until_quiet()
        core.clock.advance(seconds=5)


class TestQuote:
    """The one price."""

    async def test_every_part_has_its_price(self, core: Core) -> None:
        """Each step is priced with its own model, words and choices; the sum is what the whole costs; nothing is held."""
        priced = await core.quoter.quote(chain_request())
        assert [(part.name, part.model, part.price) for part in priced.quote.steps] == [
            ("picture", "sketch", 3),
            ("video", "film", 20),
            ("voice", "speech", 4),
        ]
        assert [part.prompt for part in priced.quote.steps] == [
            "A picture of a red kite",
            "a red kite",
            "a red kite",
        ]
        assert (priced.quote.price, priced.left, priced.affordable) == (27, 73, True)
        assert await core.money() == (100, 0)

    async def test_words_and_media_are_checked(self, core: Core) -> None:
        """Words that are missing, too short or too long, and media that is missing, are refused before there is a price."""
        for words, refusal in (("  ", PromptMissing), ("ab", PromptTooShort), ("a" * 1501, PromptTooLong)):
            with pytest.raises(refusal):
                await core.quoter.quote(chain_request(prompt=words))
        with pytest.raises(UnknownRecipe, match="trailer"):
            await core.quoter.quote(chain_request(recipe="trailr"))

    async def test_given_media_goes_to_the_step_that_asks_for_it(self, core: Core) -> None:
        """A photo is the first step's reference; the second one's is what the first makes. More media is left out."""
        priced = await core.quoter.quote(
            chain_request(recipe="portrait", prompt="", references=(PHOTO, PHOTO))
        )
        first, second = priced.quote.steps
        assert first.references == (PHOTO,)
        assert second.references == (Reference(file_id="", media=Media.PHOTO, made_by="style"),)
        assert (first.prompt, second.prompt) == ("In oil.", "It moves.")

    async def test_a_troubled_model_gives_way(self, core: Core) -> None:
        """While the first choice keeps failing, the next one that works is quoted."""
        core.health.rebuild(failures_of("sketch", core.clock.now()))
        priced = await core.quoter.quote(chain_request())
        assert priced.quote.steps[0].model == "pencil"


class TestConfirmation:
    """One tap for all of it."""

    async def test_holds_every_step_at_once(self, core: Core) -> None:
        """The first step gets in line, the others wait; each has its own hold; a second tap changes nothing."""
        priced = await core.quoter.quote(chain_request())
        begun = await core.confirmer.confirm(priced.quote.token, 1, progress_message_id=50)
        assert [step.state for step in begun.steps] == [State.HELD, State.WAITING, State.WAITING]
        assert [step.progress_message_id for step in begun.steps] == [50, None, None]
        assert (begun.queue_position, begun.repeated) == (1, False)
        assert await core.money() == (73, 27)
        again = await core.confirmer.confirm(priced.quote.token, 1)
        assert again.repeated
        assert [step.id for step in again.steps] == [step.id for step in begun.steps]
        assert await core.money() == (73, 27)

    async def test_waiting_steps_take_no_place(self, core: Core) -> None:
        """Of a chain only the step that goes counts against what may be open, and only that one is in line."""
        await core.start(tariff(200, most_open=2))
        await core.begun()
        await core.begun()
        assert [one.chain_step for one in await core.store.line(10)] == ["picture", "picture"]
        with pytest.raises(TooManyOpen):
            await core.begun()

    @pytest.mark.parametrize("free", [0, 26])
    async def test_too_few_credits_hold_nothing(self, core: Core, free: int) -> None:
        """One credit too few for the whole: refused with the whole price, and no step is there."""
        await core.start(tariff(free))
        priced = await core.quoter.quote(chain_request())
        assert not priced.affordable
        with pytest.raises(NotEnoughCredits) as refused:
            await core.confirmer.confirm(priced.quote.token, 1)
        assert refused.value.facts == {"price": 27, "available": free, "missing": 27 - free}
        assert await core.money() == (free, 0)
        assert await core.store.line(10) == []

    async def test_unlimited_credits_cover_every_step(self, core: Core) -> None:
        """Where credits are unlimited, each step's hold is covered."""
        await core.start(tariff(None, Period.MONTH))
        assert core.tariff.allowance == Allowance(None, Period.MONTH)
        assert len(await core.begun()) == 3

    async def test_not_now_and_not_theirs(self, core: Core) -> None:
        """A stranger's chain, one of yesterday, a blocked account and a model in trouble are refused; nothing is held."""
        priced = await core.quoter.quote(chain_request())
        with pytest.raises(QuoteNotYours):
            await core.confirmer.confirm(priced.quote.token, 2)
        with pytest.raises(QuoteUnknown):
            await core.confirmer.confirm("unknown", 1)
        core.health.rebuild(failures_of("film", core.clock.now()))
        with pytest.raises(ModelTroubled):
            await core.confirmer.confirm(priced.quote.token, 1)
        await core.balances.set_blocked(1, blocked=True, by=99)
        with pytest.raises(AccountBlocked):
            await core.confirmer.confirm(priced.quote.token, 1)
        core.clock.advance(days=2)
        with pytest.raises(QuoteUnknown):
            await core.confirmer.confirm(priced.quote.token, 1)
        assert (await core.money())[1] == 0


class TestRun:
    """From step to step."""

    async def test_each_result_is_the_next_reference(self, core: Core) -> None:
        """A delivered step is paid, and in the same transaction the next one is due with KIE's own address; no upload."""
        picture, video, voice = steps = list(await core.begun())
        core.provider.will("status", done(PICTURE), done(VIDEO), done(VOICE))
        await _works(core)
        assert await _states(core, steps) == [State.DELIVERED] * 3
        assert [one.id for one in core.provider.submitted] == [picture.id, video.id, voice.id]
        assert core.provider.references == [[], [PICTURE], []]
        assert core.provider.published == []
        assert await core.money() == (73, 0)
        assert [(await core.now(step)).captured for step in steps] == [3, 20, 4]

    async def test_paid_step_by_step(self, core: Core) -> None:
        """While the second step works, the first is paid and the other two are still held."""
        picture, video, _ = steps = list(await core.begun())
        core.provider.will("status", done(PICTURE))
        await _works(core)
        assert await _states(core, steps) == [State.DELIVERED, State.RUNNING, State.WAITING]
        assert await core.money() == (73, 24)
        held = await core.now(video)
        assert held.references[0].url == PICTURE
        assert held.references[0].file_id == "file-1"
        assert held.created_at > picture.created_at

    async def test_the_next_step_shows_itself_below(self, core: Core) -> None:
        """A later step has a progress message of its own, sent before it leaves for KIE."""
        _, video, _ = await core.begun()
        core.provider.will("status", done(PICTURE))
        core.messenger.will("show_progress", None, 77)
        await _works(core)
        assert (await core.now(video)).progress_message_id == 77

    async def test_a_stale_address_gives_way_to_telegrams_copy(self, core: Core) -> None:
        """When the next step leaves only much later, the reference is uploaded from Telegram's copy."""
        _, video, _ = await core.begun()
        core.provider.will("status", done(PICTURE))
        while (await core.now(video)).state is State.WAITING:
            core.clock.advance(seconds=5)
            await core.step()
        core.clock.advance(hours=13)
        await core.until_quiet()
        assert core.provider.published == [f"{video.token}-0"]

    async def test_a_chat_that_is_gone_stops_nothing(self, core: Core) -> None:
        """A step that can only be stored is paid like a delivered one, and the next one begins."""
        steps = list(await core.begun())
        core.provider.will("status", done(PICTURE))
        core.messenger.will("deliver", ChatGone("blocked"))
        await _works(core)
        assert (await _states(core, steps))[:2] == [State.STORED, State.RUNNING]


class TestFailure:
    """A step comes to nothing."""

    async def test_releases_the_rest_and_keeps_what_was_made(self, core: Core) -> None:
        """Its own hold and those of the steps that wait go back at once; the person is notified of the sum, once."""
        steps = list(await core.begun())
        core.provider.will("status", done(PICTURE), FAILED)
        await _works(core)
        assert await _states(core, steps) == [State.DELIVERED, State.FAILED, State.CANCELLED]
        assert await core.money() == (97, 0)
        ((notified, balance),) = core.messenger.notified
        assert (notified.id, notified.price, notified.returned, balance.available) == (
            steps[1].id,
            20,
            24,
            97,
        )

    async def test_a_deadline_ends_the_chain(self, core: Core) -> None:
        """Past its deadline a step is released with the rest; what comes later is a gift and starts nothing."""
        steps = list(await core.begun())
        core.provider.will("status", done(PICTURE))
        await _works(core)
        core.clock.advance(seconds=700)
        await core.until_quiet()
        assert await _states(core, steps) == [State.DELIVERED, State.FAILED, State.CANCELLED]
        core.provider.will("status", done(VIDEO))
        core.clock.advance(seconds=1000)
        await core.until_quiet()
        assert await _states(core, steps) == [State.DELIVERED, State.DELIVERED, State.CANCELLED]
        assert await core.money() == (97, 0)

    async def test_continues_from_where_it_broke(self, core: Core) -> None:
        """A new quote has only what is missing, takes another model for the failed step, and uses what was made."""
        core.provider.will("submit", TaskRefused(FailureKind.PROVIDER, "down"))
        (broken, *_) = await core.begun()
        await core.until_quiet()
        rest = await core.again(broken.quote_id or 0, 1)
        assert (rest.quote.steps[0].name, rest.quote.steps[0].model) == ("picture", "pencil")
        core.provider.will("status", done(PICTURE), FAILED)
        await core.confirmer.confirm(rest.quote.token, 1)
        await _works(core)
        core.clock.advance(days=3)
        last = await core.again(rest.quote.id, 1, prompt="a blue kite")
        assert [(part.name, part.position) for part in last.quote.steps] == [("video", 1), ("voice", 2)]
        assert last.quote.price == 24
        assert last.quote.steps[0].prompt == "a blue kite"
        made = last.quote.steps[0].references[0]
        assert (made.file_id, made.made_by) == ("file-1", "")
        third = list((await core.confirmer.confirm(last.quote.token, 1)).steps)
        core.provider.will("status", done(VIDEO), done(VOICE))
        await _works(core)
        assert await _states(core, third) == [State.DELIVERED, State.DELIVERED]
        assert core.provider.published == [f"{third[0].token}-0"]
        with pytest.raises(ChainComplete):
            await core.again(last.quote.id, 1)

    async def test_after_a_refused_reference_telegrams_copy_is_tried(self, core: Core) -> None:
        """KIE did not take its own address: the continued chain brings Telegram's copy instead."""
        steps = await core.begun()
        refused = TaskStatus(progress=Progress.FAILED, failure=FailureKind.REQUEST, message="too large")
        core.provider.will("status", done(PICTURE), refused)
        await _works(core)
        rest = await core.again(steps[0].quote_id or 0, 1)
        assert rest.quote.steps[0].references[0].url == ""
        assert rest.quote.steps[0].references[0].file_id

    async def test_nothing_to_continue_while_it_goes(self, core: Core) -> None:
        """A chain that still goes on cannot be begun a second time."""
        steps = await core.begun()
        with pytest.raises(ChainGoesOn):
            await core.again(steps[0].quote_id or 0, 1)
        with pytest.raises(QuoteNotYours):
            await core.again(steps[0].quote_id or 0, 2)


class TestCancellation:
    """The person stops it."""

    async def test_before_anything_left(self, core: Core) -> None:
        """All steps are cancelled, all credits are back, whether the chain or its first step is stopped."""
        steps = list(await core.begun())
        cancelled = await core.canceller.cancel(steps[0].id, 1)
        assert (cancelled.returned, cancelled.goes_on, cancelled.balance.available) == (27, False, 100)
        other = list(await core.begun())
        assert (await core.canceller.cancel(other[0].id, 1)).returned == 27
        assert await _states(core, [*steps, *other]) == [State.CANCELLED] * 6
        assert await core.money() == (100, 0)

    async def test_what_kie_has_is_finished(self, core: Core) -> None:
        """Stopped while a step is at KIE: that one is still delivered and paid, nothing follows, a second tap says so."""
        steps = list(await core.begun())
        await core.step()
        cancelled = await core.canceller.cancel(steps[0].id, 1)
        assert cancelled.returned == 24
        assert (cancelled.goes_on, cancelled.generation.id) == (True, steps[0].id)
        with pytest.raises(NotCancellable):
            await core.canceller.cancel(steps[0].id, 1)
        core.provider.will("status", done(PICTURE))
        await _works(core)
        assert await _states(core, steps) == [State.DELIVERED, State.CANCELLED, State.CANCELLED]
        assert await core.money() == (97, 0)

    async def test_any_step_stands_for_the_chain(self, core: Core) -> None:
        """A stranger's tap changes nothing; the person's, on a step that waits, stops all that did not leave."""
        steps = list(await core.begun())
        with pytest.raises(GenerationUnknown):
            await core.canceller.cancel(steps[0].id, 2)
        assert (await core.money())[1] == 27
        assert (await core.canceller.cancel(steps[1].id, 1)).returned == 27
        assert await _states(core, steps) == [State.CANCELLED] * 3


class TestForgotten:
    """A person wants to be forgotten in the middle of a chain."""

    @pytest.mark.parametrize(("begun", "returned", "paid"), [(False, 27, 0), (True, 24, 3)])
    async def test_nothing_follows(self, core: Core, begun: bool, returned: int, paid: int) -> None:
        """What KIE has is finished, what waits is given back, and the chain itself is gone."""
        steps = list(await core.begun())
        if begun:
            await core.step()
        forgotten = await PersonEraser(core.store, core.clock, lambda person: person + 1000).forget(1)
        assert forgotten.returned == returned
        core.provider.will("status", done(PICTURE))
        await _works(core)
        assert (await _states(core, steps))[1:] == [State.CANCELLED] * 2
        async with core.store.transaction() as tx:
            account = await tx.account(steps[0].account_id)
            held = await tx.held(account.id)
        assert (account.available, held) == (100 - paid, 0)
        assert await core.store.quote_by_id(steps[0].quote_id or 0) is None


class Maker(FakeProvider):
    """A supplier that has finished whatever it is asked for, and says so every time."""

    async def status(self, generation: Generation) -> TaskStatus:
        """Done."""
        return done(f"https://cdn.example/{generation.chain_step}")


class TestDeath:
    """A process dies at any moment of a chain."""

    @pytest.mark.parametrize("moment", range(75))
    async def test_every_moment_can_be_survived(self, core: Core, moment: int) -> None:
        """Whatever moment it dies at: the next process goes on, each step is made and paid once, or given back."""
        core.provider = Maker(core.fault_injector)
        await core.start()
        steps = list(await core.begun())
        core.fault_injector.arm(asyncio.CancelledError(), after=moment)
        died = await core.until_death()
        core.fault_injector.disarm()
        await core.start()
        await core.store.drop_all_leases()
        cut_off = State.SUBMITTING in await _states(core, steps)
        for _ in range(30):
            await core.until_quiet()
            core.clock.advance(seconds=60)
        states = await _states(core, steps)
        assert died or moment > 60, "there are fewer moments than that"
        if not cut_off:
            assert states == [State.DELIVERED] * 3
        assert not {State.WAITING, State.HELD} & set(states)
        paid = sum([(await core.now(step)).captured for step in steps])
        assert await core.money() == (100 - paid, 0)
        sent = [one.id for one in core.provider.submitted]
        assert len(sent) == len(set(sent))
