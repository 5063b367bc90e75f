"""What fails is made with the nearest model that is not dearer, where who pays has agreed to that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.generation import FailedFirst, Generation, State
from bot.domain.group import AdmissionStatus, Group, GroupRules, Payer, Span
from bot.domain.party import PartyState
from bot.errors import AccessRefused, FailureKind, MediaRejected, SubmissionInDoubt, TaskRefused
from bot.generation.callback import CallbackOutcome
from bot.ledger.allowance import Allowance, Period
from bot.ports import Progress, TaskStatus
from storage.core.database import Database
from tests.support.core import Core
from tests.support.fake_provider import done
from tests.support.party_core import GROUP, PartyCore
from tests.support.samples import FILM, PHOTO, failures_of, tariff
from tests.support.several_models import several

FAILED = TaskStatus(progress=Progress.FAILED, failure=FailureKind.PROVIDER, message="no")
DEADLINE = timedelta(seconds=FILM.deadline_seconds)


@pytest.fixture
async def falling(database: Database) -> PartyCore:
    """The core with several models; the first person has agreed."""
    core = PartyCore(database)
    core.catalog = several()
    await core.start()
    await agrees(core)
    return core


async def agrees(core: Core, person_id: int = 1, *, on: bool = True) -> None:
    """A person changes the setting."""
    seen = await core.people.see(person_id, telegram_language="en", name="Somebody")
    await core.people.keep(replace(seen, falls_back=on))


async def failed(core: Core, *statuses: object, **facts: Any) -> Generation:
    """A generation that KIE has accepted, after its task has failed; as it is then."""
    await core.until_quiet()
    generation = await core.ordered(**facts)
    core.provider.will("status", *(statuses or (FAILED,)))
    await core.step()
    return await core.asked(generation)


async def instead(core: Core, generation: Generation) -> Generation | None:
    """What has taken its place."""
    async with core.store.transaction() as tx:
        return await tx.generation_instead_of(generation.id)


async def group(core: Core, **rules: Any) -> None:
    """A group whose account has sixty credits."""
    async with core.store.transaction() as tx:
        known = {"payer": Payer.GROUP, "falls_back": True, **rules}
        await tx.save_group(
            Group(chat_id=GROUP, admission=AdmissionStatus.ADMITTED, rules=GroupRules(**known))
        )
        account = await tx.group_account(GROUP)
        await tx.write_entry(
            account_id=account.id,
            kind="grant",  # type: ignore[arg-type]  # as it is written
            bucket="bought",  # type: ignore[arg-type]
            amount=60,
            operation_key=f"grant:{core.clock.now()}",
            at=core.clock.now(),
        )


async def of_group(core: Core) -> int:
    """Credits of the group's account."""
    async with core.store.transaction() as tx:
        return (await tx.group_account(GROUP)).available


class TestOneModel:
    """The request of a person, in private."""

    async def test_the_nearest_that_is_not_dearer(self, falling: PartyCore) -> None:
        """Of three other films the nearest is dearer: the next one takes the place, with everything that was asked for."""
        token = await falling.quoted(choices={"duration": "10"}, references=(PHOTO,))
        await falling.confirmer.confirm(token, 1, progress_message_id=50)
        (first,) = await falling.store.line(1)
        falling.provider.will("status", FAILED)
        await falling.step()
        first = await falling.asked(first)
        second = await instead(falling, first)
        assert second is not None
        assert second.instead_of == FailedFirst(id=first.id, model="film", price=20)
        assert (second.model, second.price, second.state) == ("short", 20, State.HELD)
        assert (second.choices, second.prompt) == ({"duration": "10"}, "a red kite")
        assert second.references == (PHOTO.for_another(),)
        assert (second.destination, second.quote_id) == (first.destination, first.quote_id)
        assert second.progress_message_id == 50
        assert (await falling.now(first)).progress_message_id is None
        assert await falling.money() == (80, 20)
        falling.provider.will("status", done())
        await falling.until_quiet()
        await falling.asked(second)
        await falling.until_quiet()
        assert (await falling.now(second)).captured == 20
        assert await falling.money() == (80, 0)
        assert falling.messenger.notified == []
        assert falling.messenger.handed_over == [(first.id, second.id)]

    async def test_nobody_has_agreed(self, falling: PartyCore) -> None:
        """The default is the message with a button; what was agreed and taken back is not agreed."""
        await agrees(falling, on=False)
        first = await failed(falling)
        assert await instead(falling, first) is None
        await falling.until_quiet()
        assert [one.id for one, _ in falling.messenger.notified] == [first.id]
        assert await falling.money() == (100, 0)

    @pytest.mark.parametrize(
        ("kind", "falls_back"),
        [
            (FailureKind.PROVIDER, True),
            (FailureKind.BUSY, True),
            (FailureKind.NOT_ALLOWED, True),
            (FailureKind.CONTENT, False),
            (FailureKind.LIKELY_CONTENT, False),
            (FailureKind.REQUEST, False),
            (FailureKind.KEY, False),
            (FailureKind.INTERNAL, False),
        ],
    )
    @pytest.mark.parametrize("refused", [False, True], ids=["failed", "refused"])
    async def test_only_after_a_fault_of_the_model(
        self, falling: PartyCore, kind: FailureKind, *, falls_back: bool, refused: bool
    ) -> None:
        """Never after a filter has refused words or media, whether the task failed or the request was refused."""
        generation = await falling.ordered()
        if refused:
            falling.provider.will("submit", TaskRefused(kind, "no"))
        else:
            falling.provider.will("status", TaskStatus(progress=Progress.FAILED, failure=kind, message="no"))
        await falling.step()
        if not refused:
            await falling.asked(generation)
        assert (await falling.now(generation)).state is State.FAILED
        assert (await instead(falling, generation) is not None) is falls_back
        assert sum(await falling.money()) == 100

    async def test_once(self, falling: PartyCore) -> None:
        """What has taken the place fails as well: now it is asked, and everything is back."""
        first = await failed(falling)
        second = await instead(falling, first)
        assert second is not None
        falling.provider.will("status", FAILED)
        await falling.until_quiet()
        await falling.asked(second)
        await falling.until_quiet()
        assert await instead(falling, second) is None
        assert [one.id for one, _ in falling.messenger.notified] == [second.id]
        assert await falling.money() == (100, 0)

    async def test_nothing_fits(self, falling: PartyCore) -> None:
        """The cheapest model has none below it; a model that keeps failing takes no place."""
        cheapest = await failed(falling, model="flicker")
        assert await instead(falling, cheapest) is None
        falling.health.rebuild(failures_of("short", falling.clock.now()))
        first = await failed(falling)
        second = await instead(falling, first)
        assert second is not None
        assert (second.model, second.price) == ("flicker", 5)

    async def test_past_its_deadline(self, falling: PartyCore) -> None:
        """Too slow is a failure, too; what comes of it after all is delivered free, beside what was made instead."""
        first = await failed(falling, *[TaskStatus(progress=Progress.RUNNING)] * 200)
        while (await falling.now(first)).state is State.RUNNING:
            await falling.asked(first)
        second = await instead(falling, first)
        assert second is not None
        assert second.deadline_at > falling.clock.now() + DEADLINE
        falling.provider._answers["status"].clear()
        await falling.until_quiet()
        falling.provider.will("status", done(), done())
        await falling.asked(second)
        await falling.until_quiet()
        assert (await falling.now(second)).captured == 10
        while not (await falling.now(first)).free_late_delivery:
            await falling.asked(first)
        await falling.until_quiet()
        late = await falling.now(first)
        assert (late.state, late.captured) == (State.DELIVERED, 0)
        assert await falling.money() == (90, 0)
        assert sorted(number for number, _ in falling.messenger.delivered) == [first.id, second.id]

    async def test_in_doubt_until_its_deadline(self, falling: PartyCore) -> None:
        """KIE may have had it: it is not sent again, another model makes it."""
        generation = await falling.ordered()
        falling.provider.will("submit", SubmissionInDoubt("time-out"))
        await falling.step()
        while (await falling.now(generation)).state is State.IN_DOUBT:
            await falling.asked(generation)
        second = await instead(falling, generation)
        assert second is not None
        assert second.model == "short"
        assert [one.id for one in falling.provider.submitted].count(generation.id) == 1

    async def test_a_late_callback_of_the_failed_task(self, falling: PartyCore) -> None:
        """It belongs to the failed one and changes nothing; the address of the new one is another."""
        first = await failed(falling)
        second = await instead(falling, first)
        assert second is not None
        assert second.token != first.token
        await falling.until_quiet()
        assert await falling.called(first, f"task-{first.id}") is CallbackOutcome.RECORDED
        await falling.until_quiet()
        assert (await falling.now(first)).state is State.FAILED
        assert (await falling.now(second)).state is State.RUNNING
        assert await falling.called(second, f"task-{first.id}") is CallbackOutcome.FOREIGN

    async def test_results_that_no_one_can_fetch(self, falling: PartyCore) -> None:
        """The model made something that is no media: that is a failure of its own."""
        generation = await falling.ran(done())
        await falling.asked(generation)
        falling.messenger.will("deliver", MediaRejected("no media"))
        await falling.until_quiet()
        assert (await falling.now(generation)).state is State.FAILED
        assert await instead(falling, generation) is not None

    async def test_confirmed_once_more(self, falling: PartyCore) -> None:
        """The button of the quote, pressed again, finds what is being made now, and holds nothing."""
        token = await falling.quoted()
        first = (await falling.confirmer.confirm(token, 1)).generation
        falling.provider.will("status", FAILED)
        await falling.step()
        await falling.asked(first)
        second = await instead(falling, first)
        again = await falling.confirmer.confirm(token, 1)
        assert second is not None
        assert (again.repeated, [one.id for one in again.steps]) == (True, [second.id])
        assert await falling.money() == (90, 10)

    async def test_what_came_back_has_expired(self, falling: PartyCore) -> None:
        """The month of the free credits is over: they are not paid by the next month's without a question."""
        generation = await falling.ran(FAILED)
        falling.clock.moment += timedelta(days=40)
        await falling.step()
        assert (await falling.now(generation)).state is State.FAILED
        assert await instead(falling, generation) is None

    async def test_free_credits_are_used_up(self, database: Database) -> None:
        """The day's budget of free credits is gone by the next day's others: it is asked."""
        core = Core(database)
        core.catalog = several()
        await core.start(replace(tariff(), allowance=Allowance(100, Period.MONTH, budget=12)))
        await agrees(core)
        generation = await core.ran(FAILED, FAILED)
        core.clock.moment += timedelta(days=1)
        await core.ordered(2)
        await core.step()
        await core.asked(generation)
        assert (await core.now(generation)).state is State.FAILED
        assert await instead(core, generation) is None

    async def test_an_own_key(self, falling: PartyCore) -> None:
        """It goes on with the person's key at no price; what KIE takes of the key is not more."""
        falling.provider.left_of_key = {"key-of-one": Decimal(100)}
        await falling.own_key_manager.bring("person:1", "key-of-one")
        first = await failed(falling)
        second = await instead(falling, first)
        assert second is not None
        assert (second.own_key, second.price, second.model) == (first.own_key, 0, "short")
        assert (second.kie_expected or 0) <= (first.kie_expected or 0)
        assert await falling.money() == (100, 0)

    async def test_a_key_that_kie_does_not_serve(self, falling: PartyCore) -> None:
        """Another model would wait as well: it is asked."""
        generation = await falling.ran()
        await falling.key_breaker.pause(AccessRefused("wrong key"))
        falling.provider.will("status", FAILED)
        await falling.asked(generation)
        assert (await falling.now(generation)).state is State.FAILED
        assert await instead(falling, generation) is None

    async def test_who_is_blocked(self, falling: PartyCore) -> None:
        """Nothing begins for a person whom the operator has blocked meanwhile."""
        generation = await falling.ran(FAILED)
        await falling.balances.set_blocked(1, blocked=True, by=99)
        await falling.asked(generation)
        assert (await falling.now(generation)).state is State.FAILED
        assert await instead(falling, generation) is None


class TestChain:
    """A step of a recipe."""

    async def test_keeps_its_place(self, falling: PartyCore) -> None:
        """The recipe's next model makes the step; the steps after it wait for that, and get its result."""
        steps = await falling.begun()
        falling.provider.will("status", FAILED, done("https://cdn.example/p.png"))
        await falling.until_quiet()
        await falling.asked(steps[0])
        second = await instead(falling, steps[0])
        assert second is not None
        assert (second.model, second.chain_step, second.chain_position) == ("pencil", "picture", 0)
        assert [(await falling.now(step)).state for step in steps[1:]] == [State.WAITING, State.WAITING]
        assert await falling.money() == (73, 27)
        await falling.until_quiet()
        await falling.asked(second)
        await falling.until_quiet()
        video = await falling.now(steps[1])
        assert video.state is State.RUNNING
        assert [one.url for one in video.references] == ["https://cdn.example/p.png"]

    async def test_once_in_a_chain(self, falling: PartyCore) -> None:
        """A later step that fails, too, is asked about, and ends with those after it."""
        steps = await falling.begun()
        falling.provider.will("status", FAILED, done("https://cdn.example/p.png"), FAILED)
        await falling.until_quiet()
        await falling.asked(steps[0])
        second = await instead(falling, steps[0])
        assert second is not None
        await falling.until_quiet()
        await falling.asked(second)
        await falling.until_quiet()
        await falling.asked(steps[1])
        assert [(await falling.now(step)).state for step in steps[1:]] == [State.FAILED, State.CANCELLED]
        assert await falling.money() == (97, 0)

    async def test_the_second_one_fails_as_well(self, falling: PartyCore) -> None:
        """The steps that waited end with it, and all is back."""
        steps = await falling.begun()
        falling.provider.will("status", FAILED, FAILED)
        await falling.until_quiet()
        await falling.asked(steps[0])
        second = await instead(falling, steps[0])
        assert second is not None
        await falling.until_quiet()
        await falling.asked(second)
        assert (await falling.now(second)).returned == 27
        assert await falling.money() == (100, 0)


class TestGroup:
    """What is asked for in a group."""

    async def test_the_group_has_agreed(self, falling: PartyCore) -> None:
        """Its account pays, its rule counts, whatever the member has set; who pays themselves decides themselves."""
        await group(falling)
        await agrees(falling, on=False)
        first = await failed(falling, chat_id=GROUP)
        assert await instead(falling, first) is not None
        assert await of_group(falling) == 50
        await group(falling, payer=Payer.ASKER)
        own = await failed(falling, chat_id=GROUP)
        assert await instead(falling, own) is None
        await agrees(falling)
        agreed = await failed(falling, FAILED, FAILED, chat_id=GROUP)
        while (await falling.now(agreed)).state is State.RUNNING:
            await falling.asked(agreed)
        assert await instead(falling, agreed) is not None

    async def test_the_group_has_not(self, falling: PartyCore) -> None:
        """A member's setting spends nothing of the group's."""
        await group(falling, falls_back=False)
        first = await failed(falling, chat_id=GROUP)
        assert await instead(falling, first) is None
        assert await of_group(falling) == 60

    @pytest.mark.parametrize(
        ("changes", "model"),
        [
            ({}, "short"),
            ({"models_off": frozenset({"short"})}, "flicker"),
            ({"generation_cap": 5}, "flicker"),
            ({"caps": {Span.DAY: 10}}, "short"),
            ({"caps": {Span.DAY: 4}}, None),
            ({"banned_words": ("kite",)}, None),
            ({"approval_above": 0}, "short"),
            ({"payer": Payer.ASKER}, None),
        ],
        ids=["as before", "model off", "too dear", "cap", "lower cap", "words", "approved", "other payer"],
    )
    async def test_the_rules_hold_for_the_new_model(
        self, falling: PartyCore, changes: dict[str, Any], model: str | None
    ) -> None:
        """As they are now; the caps count the failed one no more, and what was approved is not asked again."""
        await group(falling)
        generation = await falling.ordered(chat_id=GROUP)
        async with falling.store.transaction() as tx:
            found = await tx.group(GROUP)
            assert found is not None
            await tx.save_group(replace(found, rules=replace(found.rules, **changes)))
        falling.provider.will("status", FAILED)
        await falling.step()
        await falling.asked(generation)
        assert (await falling.now(generation)).state is State.FAILED
        second = await instead(falling, generation)
        assert (second.model if second is not None else None) == model

    async def test_an_entry_of_a_party(self, falling: PartyCore) -> None:
        """The budget pays the other model while the gallery waits; the entry counts once."""
        await group(falling)
        party = await falling.party(50)
        entry = await falling.joined(party, 1)
        falling.provider.will("status", FAILED)
        await falling.step()
        await falling.asked(entry)
        second = await instead(falling, entry)
        assert second is not None
        assert (second.party_id, second.model, second.account_id) == (party.id, "pencil", entry.account_id)

    @pytest.mark.parametrize("state", sorted(set(PartyState) - {PartyState.OPEN, PartyState.CLOSING}))
    async def test_a_party_whose_gallery_is_closed(self, falling: PartyCore, state: PartyState) -> None:
        """An entry that comes too late for it is not made anew."""
        await group(falling)
        party = await falling.party(50)
        entry = await falling.joined(party, 1)
        async with falling.store.transaction() as tx:
            await tx.save_party(replace(party, state=state), expected=PartyState.OPEN)
        falling.provider.will("status", FAILED)
        await falling.step()
        await falling.asked(entry)
        assert await instead(falling, entry) is None


async def test_nothing_is_made_for_who_was_forgotten(falling: PartyCore) -> None:
    """The failure ends what is left of them: no new generation, no hold."""
    generation = await falling.ran(FAILED)
    async with falling.store.transaction() as tx:
        await tx.forget_person(1, 77)
    await falling.asked(generation)
    async with falling.store.transaction() as tx:
        assert await tx.generation_instead_of(generation.id) is None


async def test_one_transaction(falling: PartyCore) -> None:
    """A process that dies at any point of the failing step leaves either nothing done, or all of it."""
    generation = await falling.ran(*[FAILED] * 20)
    outcomes: list[Sequence[object]] = []
    for after in range(8):
        falling.fault_injector.arm(OSError("disk"), after=after)
        due_at = (await falling.now(generation)).due_at
        falling.clock.moment = max(falling.clock.moment, due_at or falling.clock.moment)
        try:
            await falling.step()
        except OSError:
            pass
        finally:
            falling.fault_injector.disarm()
        state = (await falling.now(generation)).state
        second = await instead(falling, generation)
        assert (state is State.FAILED) is (second is not None)
        assert await falling.money() == (90, 10)
        outcomes.append((state, second))
        if second is not None:
            break
    assert outcomes[-1][1] is not None
