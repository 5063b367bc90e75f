"""A recipe that waits for a choice: three pictures at once, nothing is held while one is to be chosen, and one film at most
by one confirmation.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.generation import Generation, State
from bot.domain.group import AdmissionStatus, Group, GroupRules
from bot.domain.selection import Selection, SelectionState
from bot.errors import (
    ChatGone,
    DeliveryPostponed,
    FailureKind,
    NotYoursToChoose,
    QuoteOver,
    Refusal,
    SelectionOver,
)
from bot.generation.chain_steps import made_of
from bot.generation.continue_chain import ContinueRequest, NothingToContinue, StepGone
from bot.generation.delete_result import ResultDeleter
from bot.people.forget import PersonEraser
from bot.ports import Progress, Standing, TaskStatus
from tests.support.core import Core
from tests.support.database import empty_database
from tests.support.fake_clock import FakeClock
from tests.support.fake_provider import FakeProvider, done
from tests.support.samples import chain_request

GROUP = -100
PICTURES, FILM = 9, 20
"""Credits of three pictures, and of the film."""
DAY, WEEK = timedelta(days=1), timedelta(days=7)
FAILED = TaskStatus(progress=Progress.FAILED, failure=FailureKind.CONTENT)


class Maker(FakeProvider):
    """A supplier that has finished whatever it is asked for, but for some parts of the pictures."""

    fails: frozenset[int] = frozenset()

    async def status(self, generation: Generation) -> TaskStatus:
        """Done, or failed."""
        if generation.chain_step == "picture" and generation.part in self.fails:
            return FAILED
        return done(f"https://cdn.example/{generation.id}")


async def making(core: Core, *fails: int) -> Maker:
    """A core whose supplier makes everything but these parts."""
    provider = Maker(core.fault_injector)
    provider.fails = frozenset(fails)
    core.provider = provider
    await core.start()
    return provider


async def drawn(core: Core, *fails: int, chat_id: int = 1) -> Sequence[Generation]:
    """Three pictures that have come, but for those that failed."""
    await making(core, *fails)
    return await finished(core, await begun(core, chat_id=chat_id))


async def begun(core: Core, *, chat_id: int = 1) -> Sequence[Generation]:
    """The parts of a confirmed storyboard."""
    request = replace(chain_request(recipe="storyboard"), chat_id=chat_id)
    priced = await core.quoter.quote(request)
    return (await core.confirmer.confirm(priced.quote.token, 1)).steps


async def finished(core: Core, parts: Sequence[Generation]) -> Sequence[Generation]:
    """The same when everything has ended."""
    for _ in range(12):
        await core.until_quiet()
        core.clock.advance(seconds=10)
    return [await core.now(part) for part in parts]


async def waiting(core: Core, selection_id: int | None = 1) -> Selection:
    """The selection as it is stored."""
    async with core.store.transaction() as tx:
        found = await tx.selection(selection_id or 0)
    assert found is not None
    return found


def here(person_id: int = 1, chat_id: int = 1) -> ContinueRequest:
    """Who presses, and where."""
    return ContinueRequest(person_id=person_id, language="en", chat_id=chat_id, thread_id=None, reply_to=None)


async def friends(core: Core, *, all_choose: bool = False) -> None:
    """A group."""
    async with core.store.transaction() as tx:
        await tx.save_group(
            Group(chat_id=GROUP, admission=AdmissionStatus.ADMITTED, rules=GroupRules(all_choose=all_choose))
        )


async def test_pictures_are_paid_and_then_nothing_is_held(core: Core) -> None:
    """Three pictures at one price, one album; then it waits for a choice, with nothing held."""
    priced = await core.quoter.quote(chain_request(recipe="storyboard"))
    assert (priced.quote.price, core.quoter.later_price(priced.quote)) == (PICTURES, FILM)
    parts = await drawn(core)
    assert [part.state for part in parts] == [State.DELIVERED] * 3
    assert await core.money() == (100 - PICTURES, 0)
    selection = await waiting(core)
    assert selection.state is SelectionState.CHOOSING
    assert core.messenger.selections == [selection]


async def test_the_film_is_made_of_the_chosen_picture(core: Core) -> None:
    """The choice leads to a price; its confirmation makes the film of that very picture, and ends the choice."""
    parts = await drawn(core)
    priced = await core.picture_chooser.choose(parts[1].id, here())
    assert (priced.quote.price, [step.name for step in priced.quote.steps]) == (FILM, ["video"])
    assert await core.money() == (100 - PICTURES, 0)
    confirmed = await core.confirmer.confirm(priced.quote.token, 1)
    again = await core.confirmer.confirm(priced.quote.token, 1)
    assert again.repeated
    assert [one.generation_id for one in confirmed.generation.references] == [parts[1].id]
    assert (await waiting(core)).state is SelectionState.CHOSEN
    (film,) = await finished(core, confirmed.steps)
    assert (film.state, film.parent_id) == (State.DELIVERED, parts[1].id)
    assert await core.money() == (100 - PICTURES - FILM, 0)


async def test_the_last_press_wins(core: Core) -> None:
    """Another picture's price takes the place of the earlier one: one price is open, so that one press makes no second film."""
    parts = await drawn(core)
    first = await core.picture_chooser.choose(parts[0].id, here())
    second = await core.picture_chooser.choose(parts[2].id, here())
    with pytest.raises(QuoteOver):
        await core.confirmer.confirm(first.quote.token, 1)
    film = (await core.confirmer.confirm(second.quote.token, 1)).generation
    assert film.references[0].generation_id == parts[2].id


async def test_two_at_once_in_a_group(core: Core) -> None:
    """The starter and an admin press at the same moment: one price is left, and one film is made."""
    await friends(core)
    core.members.special[7] = Standing.ADMIN
    parts = await drawn(core, chat_id=GROUP)
    both = await asyncio.gather(
        core.picture_chooser.choose(parts[0].id, here(1, GROUP)),
        core.picture_chooser.choose(parts[1].id, here(7, GROUP)),
    )
    ends = await asyncio.gather(
        *(core.confirmer.confirm(one.quote.token, one.quote.person_id) for one in both),
        return_exceptions=True,
    )
    assert sorted(type(end).__name__ for end in ends) == ["Confirmed", "QuoteOver"]


async def test_who_chooses_in_a_group(core: Core) -> None:
    """Another member does not, unless the group's rule lets everybody; with `/continue` they pay a film of their own."""
    await friends(core)
    parts = await drawn(core, chat_id=GROUP)
    for press in (
        core.picture_chooser.choose,
        core.picture_chooser.others,
        core.picture_chooser.stop,
    ):
        with pytest.raises(NotYoursToChoose):
            await press(parts[0].id, here(5, GROUP))
    own = await core.chain_continuer.from_generation(parts[0].id, here(5, GROUP))
    assert (own.quote.person_id, own.quote.selection_id) == (5, None)
    await core.confirmer.confirm(own.quote.token, 5)
    assert (await waiting(core)).state is SelectionState.CHOOSING
    await friends(core, all_choose=True)
    assert (await core.picture_chooser.choose(parts[0].id, here(5, GROUP))).quote.selection_id == 1


async def test_made_up_data_chooses_nothing(core: Core) -> None:
    """A picture of another chat, one that is none, and a deleted one."""
    parts = await drawn(core)
    with pytest.raises(SelectionOver):
        await core.picture_chooser.choose(parts[0].id, here(2, 2))
    with pytest.raises(SelectionOver):
        await core.picture_chooser.choose(999, here())
    other = await core.ordered()
    with pytest.raises(SelectionOver):
        await core.picture_chooser.choose(other.id, here())
    await ResultDeleter(core.store).delete_result(parts[0].id, 1)
    with pytest.raises(StepGone):
        await core.picture_chooser.choose(parts[0].id, here())
    assert (await core.picture_chooser.choose(parts[1].id, here())).quote.price == FILM


async def test_a_failed_picture(core: Core) -> None:
    """Its credits come back, and one of the other two is chosen."""
    parts = await drawn(core, 1)
    assert [part.state for part in parts] == [State.DELIVERED, State.FAILED, State.DELIVERED]
    assert await core.money() == (100 - 6, 0)
    with pytest.raises(NothingToContinue):
        await core.picture_chooser.choose(parts[1].id, here())
    assert (await core.picture_chooser.choose(parts[2].id, here())).quote.price == FILM


async def test_no_picture_comes(core: Core) -> None:
    """Everything comes back, and nothing waits."""
    parts = await drawn(core, 0, 1, 2)
    assert [part.state for part in parts] == [State.FAILED] * 3
    assert await core.money() == (100, 0)
    assert (await waiting(core)).state is SelectionState.OVER
    assert await core.picture_chooser.waiting(1) == []


async def test_others_are_made_beside_the_first(core: Core) -> None:
    """Three more at today's price, for the same choice; the earlier ones can be chosen still."""
    parts = await drawn(core)
    priced = await core.picture_chooser.others(parts[0].id, here())
    assert priced.quote.price == PICTURES
    confirmed = await core.confirmer.confirm(priced.quote.token, 1)
    more = await finished(core, confirmed.steps)
    assert {part.selection_id for part in (*parts, *more)} == {1}
    assert await core.money() == (100 - 2 * PICTURES, 0)
    for picture in (parts[0], more[2]):
        film = await core.picture_chooser.choose(picture.id, here())
        assert film.quote.steps[0].references[0].generation_id == picture.id


async def test_other_words_for_others(core: Core) -> None:
    """Other pictures with other words: the film has the words of the picture that it is made of."""
    parts = await drawn(core)
    priced = await core.picture_chooser.others(parts[0].id, here())
    changed = await core.again(priced.quote.id, 1, prompt="a blue boat")
    assert changed.quote.selection_id == 1
    more = await finished(core, (await core.confirmer.confirm(changed.quote.token, 1)).steps)
    film = await core.picture_chooser.choose(more[0].id, here())
    assert film.quote.prompt == "a blue boat"
    assert (await core.picture_chooser.choose(parts[0].id, here())).quote.prompt == "a red kite"


async def test_an_edited_picture_can_be_chosen(core: Core) -> None:
    """A version of a picture, and a version of that, become the film."""
    picture = (await drawn(core))[0]
    for version in (2, 3):
        reference = made_of(picture)
        token = await core.quoted(model="sketch", references=(reference,), prompt="at night")
        edited = (await core.confirmer.confirm(token, 1)).generation
        (picture,) = await finished(core, [edited])
        assert (picture.version, picture.selection_id) == (version, 1)
    film = await core.picture_chooser.choose(picture.id, here())
    assert film.quote.steps[0].references[0].generation_id == picture.id
    assert film.quote.recipe == "storyboard"


async def test_a_stopped_choice(core: Core) -> None:
    """Its price is over, nothing of it is chosen any more, and `/continue` goes on all the same."""
    parts = await drawn(core)
    priced = await core.picture_chooser.choose(parts[0].id, here())
    others = await core.picture_chooser.others(parts[0].id, here())
    assert await core.picture_chooser.stop_all(1, 1) == 1
    for quote in (priced.quote, others.quote):
        with pytest.raises(QuoteOver):
            await core.confirmer.confirm(quote.token, 1)
    with pytest.raises(SelectionOver):
        await core.picture_chooser.choose(parts[0].id, here())
    film = await core.chain_continuer.from_generation(parts[0].id, here())
    await core.confirmer.confirm(film.quote.token, 1)
    assert (await waiting(core)).state is SelectionState.STOPPED


async def test_a_film_that_fails(core: Core) -> None:
    """Its credits come back, and it goes on from the same picture, or from another one."""
    parts = await drawn(core)
    film = await core.picture_chooser.choose(parts[0].id, here())
    core.provider = FakeProvider(core.fault_injector)
    core.provider.will("status", FAILED)
    await core.start()
    await finished(core, (await core.confirmer.confirm(film.quote.token, 1)).steps)
    assert await core.money() == (100 - PICTURES, 0)
    again = await core.again(film.quote.id, 1)
    assert again.quote.steps[0].references[0].generation_id == parts[0].id
    assert (await core.picture_chooser.choose(parts[1].id, here())).quote.price == FILM


async def test_it_is_reminded_of_once_and_then_over(core: Core) -> None:
    """A word after a day, the end after a week; both are said once, also by another process."""
    parts = await drawn(core)
    for _ in range(3):
        core.clock.moment += DAY
        await core.selection_watch.carry_on()
        await core.start()
    assert core.selection_notifier.said == [("reminded", 1, 6)]
    priced = await core.picture_chooser.choose(parts[0].id, here())
    core.clock.moment += WEEK
    await core.selection_watch.carry_on()
    await core.selection_watch.carry_on()
    assert core.selection_notifier.said[1:] == [("over", 1, 0)]
    with pytest.raises(SelectionOver):
        await core.picture_chooser.choose(parts[0].id, here())
    with pytest.raises(Refusal):
        await core.confirmer.confirm(priced.quote.token, 1)


async def test_one_that_cannot_be_written_to_keeps_no_other(core: Core) -> None:
    """A chat that is gone, one that is slow, and one that breaks: the fourth is reminded, and the slow one later."""
    await drawn(core)
    for _ in range(3):
        await finished(core, await begun(core))
    core.clock.moment += DAY
    core.selection_notifier.will(
        "remind", ChatGone("blocked"), DeliveryPostponed("flood", 30), RuntimeError("a fault")
    )
    await core.selection_watch.carry_on()
    assert core.selection_notifier.said == [("reminded", 4, 6)]
    core.clock.advance(seconds=31)
    await core.selection_watch.carry_on()
    core.clock.moment += timedelta(hours=1)
    await core.selection_watch.carry_on()
    assert [number for _, number, _ in core.selection_notifier.said] == [4, 2, 3]


async def test_without_any_picture_left_nothing_is_said(core: Core) -> None:
    """Its person has deleted all of them."""
    for part in await drawn(core):
        await ResultDeleter(core.store).delete_result(part.id, 1)
    core.clock.moment += DAY
    await core.selection_watch.carry_on()
    assert core.selection_notifier.said == []
    assert (await waiting(core)).state is SelectionState.OVER


async def test_forgetting_while_it_waits(core: Core) -> None:
    """Nothing is left to choose, for anybody, and nothing is said."""
    await friends(core)
    core.members.special[7] = Standing.ADMIN
    parts = await drawn(core, chat_id=GROUP)
    await PersonEraser(core.store, core.clock, lambda one: one + 1000, core.gift_notifier).forget(1)
    with pytest.raises(SelectionOver):
        await core.picture_chooser.choose(parts[0].id, here(7, GROUP))
    core.clock.moment += DAY
    await core.selection_watch.carry_on()
    assert core.selection_notifier.said == []


async def test_a_group_that_becomes_a_supergroup(core: Core) -> None:
    """The choice moves with it."""
    await friends(core)
    parts = await drawn(core, chat_id=GROUP)
    async with core.store.transaction() as tx:
        await tx.move_chat(GROUP, GROUP - 1)
    priced = await core.picture_chooser.choose(parts[0].id, here(1, GROUP - 1))
    assert priced.quote.chat_id == GROUP - 1


async def test_an_entry_of_a_party_does_not_wait(core: Core) -> None:
    """The plan of a party's entry is the film itself."""
    plan = core.quoter._planner.plan(replace(chain_request(recipe="storyboard"), party_id=1))
    assert ([step.name for step in plan.steps], plan.several) == (["picture", "video"], None)


@pytest.mark.parametrize("moment", range(60))
async def test_every_moment_can_be_survived(core: Core, moment: int) -> None:
    """Whatever moment it dies at, from the confirmation to the album: what came is paid once, and it waits for a choice."""
    await making(core)
    parts = await begun(core)
    core.fault_injector.arm(asyncio.CancelledError(), after=moment)
    died = await core.until_death()
    core.fault_injector.disarm()
    await core.start()
    await core.store.drop_all_leases()
    for _ in range(30):
        await core.until_quiet()
        core.clock.advance(seconds=60)
    found = [await core.now(part) for part in parts]
    assert died or moment > 40, "there are fewer moments than that"
    assert await core.money() == (100 - sum(part.captured for part in found), 0)
    assert max(Counter(one.id for one in core.provider.submitted).values()) == 1
    came = next(part for part in found if part.state is State.DELIVERED)
    assert (await waiting(core)).state is SelectionState.CHOOSING
    assert (await core.picture_chooser.choose(came.id, here())).quote.price == FILM


@pytest.mark.parametrize("moment", range(12))
async def test_a_reminder_survives_death(core: Core, moment: int) -> None:
    """Dying at any moment of it, it is said at least once, at most twice, and the end is said, too."""
    await drawn(core)
    for wait in (DAY, WEEK):
        core.clock.moment += wait
        core.fault_injector.arm(asyncio.CancelledError(), after=moment)
        try:
            await core.selection_watch.carry_on()
        except asyncio.CancelledError:
            await core.start()
        core.fault_injector.disarm()
        await core.selection_watch.carry_on()
    said = Counter(what for what, _, _ in core.selection_notifier.said)
    assert {1, 2} >= set(said.values())
    assert set(said) == {"reminded", "over"}
    assert (await waiting(core)).due_at is None


@pytest.mark.parametrize("moment", range(8))
async def test_a_choice_survives_death(core: Core, moment: int) -> None:
    """Dying while it is chosen or confirmed: the film is held once, or not at all."""
    parts = await drawn(core)
    core.fault_injector.arm(asyncio.CancelledError(), after=moment)
    try:
        priced = await core.picture_chooser.choose(parts[0].id, here())
        await core.confirmer.confirm(priced.quote.token, 1)
    except asyncio.CancelledError:
        await core.start()
    core.fault_injector.disarm()
    available, held = await core.money()
    assert held in {0, FILM}
    assert available + held == 100 - PICTURES
    assert (await waiting(core)).state is (SelectionState.CHOSEN if held else SelectionState.CHOOSING)


PRESSES = st.lists(
    st.sampled_from(["one", "two", "others", "stop", "confirm", "earlier", "continue", "day", "work"]),
    max_size=9,
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(presses=PRESSES)
async def test_presses_in_any_order(presses: Sequence[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever is pressed in whatever order: each film has a confirmation of its own, and the money adds up."""
    database = await empty_database(tmp_path_factory.mktemp("kiosk") / "kiosk.db")
    core = Core(database, clock=FakeClock())
    try:
        parts = await drawn(core)
        quotes: list[str] = []
        confirmed: set[str] = set()
        for press in presses:
            try:
                match press:
                    case "one" | "two":
                        picture = parts[0 if press == "one" else 1]
                        quotes.append((await core.picture_chooser.choose(picture.id, here())).quote.token)
                    case "others":
                        quotes.append((await core.picture_chooser.others(parts[0].id, here())).quote.token)
                    case "continue":
                        priced = await core.chain_continuer.from_generation(parts[2].id, here())
                        quotes.append(priced.quote.token)
                    case "stop":
                        await core.picture_chooser.stop(parts[0].id, here())
                    case "confirm" | "earlier" if quotes:
                        token = quotes[-1 if press == "confirm" else 0]
                        await core.confirmer.confirm(token, 1)
                        confirmed.add(token)
                    case "day":
                        await finished(core, parts)
                        core.clock.moment += DAY
                        await core.selection_watch.carry_on()
                    case "work":
                        await finished(core, parts)
            except Refusal:
                continue
        await finished(core, parts)
        async with core.store.transaction() as tx:
            account = await tx.account_of_person(1)
            assert await tx.held(account.id) == 0
        made = [await core.store.quote(token) for token in confirmed]
        spent = PICTURES + sum(quote.price for quote in made if quote is not None)
        assert 100 - (await core.money())[0] == spent
        assert ("over" not in {what for what, _, _ in core.selection_notifier.said}) or presses.count(
            "day"
        ) > 6
    finally:
        await database.close()
