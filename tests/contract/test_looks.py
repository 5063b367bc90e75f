"""Looks: kept, given away with words that are shown or hidden, taken, published and deleted, over the database."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.catalog.spec import Option
from bot.domain.generation import Generation, State
from bot.domain.look import MOST_LOOKS, Look, LookWords
from bot.domain.person import Draft
from bot.errors import (
    GenerationUnknown,
    LookGone,
    LookNameTaken,
    LookNameWrong,
    LookNotKeepable,
    TooManyLooks,
)
from bot.looks.give import LookGiver
from bot.looks.keep import LookKeeper
from bot.looks.publish import LookPublisher
from bot.people.forget import PersonEraser
from storage.core.database import Database
from storage.generation.drafts import SqliteDraftRepository
from storage.looks.looks import SqliteLookReader
from tests.support.core import Core
from tests.support.fake_clock import START

GIVER, TAKER, OTHER = 1, 2, 3
SECRET = "noir, rain, 35 mm"


class Looks:
    """The use cases over one core."""

    def __init__(self, core: Core) -> None:
        self.core = core
        self.reader = SqliteLookReader(core.database)
        self.keeper = LookKeeper(core.store, core.clock, core.catalog)
        self.giver = LookGiver(core.store, core.clock, core.catalog, core.tariff.dialect)
        self.publisher = LookPublisher(core.store, core.clock)

    async def kept(self, name: str = "Noir", person_id: int = GIVER) -> Look:
        """A look of a new result of this person's."""
        generation = await self.core.ordered(
            person_id, prompt=f"a cat on a roof, {SECRET}", choices={"duration": "10"}
        )
        await self.core.canceller.cancel(generation.id, person_id)
        return await self.keeper.keep(generation.id, person_id, name)

    async def taken(self, look: Look, person_id: int = TAKER, *, hides_words: bool = True) -> Look:
        """The look as another person has taken it."""
        link = await self.giver.link(look.id, look.person_id or 0, hides_words=hides_words)
        return (await self.giver.take(link.token, person_id)).look

    async def made(self, look: Look, person_id: int, words: str = "a dog") -> Generation:
        """A generation with a look, confirmed."""
        return await self.core.ordered(
            person_id, model=look.model, choices=look.choices, prompt=words, look_id=look.id
        )


@pytest.fixture
async def looks(database: Database) -> Looks:
    """The use cases."""
    core = Core(database)
    await core.start()
    return Looks(core)


async def test_a_look_keeps_model_options_and_words(looks: Looks) -> None:
    """With the likeliest gap; every field is read as it was written."""
    look = await looks.kept()
    assert (look.model, dict(look.choices), look.name) == ("film", {"duration": "10"}, "Noir")
    assert (look.words, look.sample) == (LookWords("", f", {SECRET}"), "a cat on a roof")
    full = replace(
        look,
        name="Ёлка",
        titles={"en": "Tree"},
        is_on=False,
        hides_words=True,
        words=LookWords("a", "b"),
        sample="c",
    )
    async with looks.core.store.transaction() as tx:
        stored = await tx.add_look(full)
        assert stored == replace(full, id=stored.id) == await tx.look(stored.id)
    assert await looks.reader.look(stored.id) == stored
    assert {one.id for one in await looks.reader.looks_of(GIVER)} == {look.id, stored.id}
    assert await looks.reader.published_looks() == []


async def test_the_words_go_to_the_model_with_the_gap_filled(looks: Looks) -> None:
    """A look whose words may be read is a prompt like any other: what is shown is the whole."""
    generation = await looks.made(await looks.kept(), GIVER)
    assert generation.prompt == generation.shown_prompt == f"a dog, {SECRET}"
    assert not generation.hides_words


async def test_hidden_words_are_sent_and_not_shown(looks: Looks) -> None:
    """What the taker's quote and generation show is the taker's; what is searched by, too."""
    taken = await looks.taken(await looks.kept())
    assert taken.hides_words
    generation = await looks.made(taken, TAKER)
    assert generation.prompt == f"a dog, {SECRET}"
    assert generation.shown_prompt == "a dog"
    quote = await looks.core.store.quote_by_id(generation.quote_id or 0)
    assert quote is not None
    assert (quote.prompt, quote.hides_words, quote.look_id) == ("a dog", True, taken.id)
    row = await looks.core.database.row(
        "SELECT folded_prompt FROM generations WHERE id = ?", (generation.id,)
    )
    assert row is not None
    assert row["folded_prompt"] == "a dog"


async def test_no_row_of_the_taker_holds_the_hidden_words_before_they_are_used(looks: Looks) -> None:
    """A taken look points to the giver's; the taker's own row has none."""
    taken = await looks.taken(await looks.kept())
    row = await looks.core.database.row("SELECT * FROM looks WHERE id = ?", (taken.id,))
    assert row is not None
    assert SECRET not in str(tuple(row))


async def test_open_words_are_a_copy(looks: Looks) -> None:
    """It outlives the giver's; hidden words are gone with it, and the look says so."""
    look = await looks.kept()
    shown, hidden = await looks.taken(look, hides_words=False), await looks.taken(look, OTHER)
    await looks.keeper.delete(look.id, GIVER)
    assert await looks.reader.look(shown.id) == shown
    lost = await looks.reader.look(hidden.id)
    assert lost is not None
    assert (lost.is_lost, lost.words, lost.is_usable_by(OTHER)) == (True, LookWords(), False)
    assert (await looks.made(shown, TAKER)).prompt == f"a dog, {SECRET}"
    with pytest.raises(LookGone):
        await looks.made(hidden, OTHER)


@pytest.mark.parametrize("end", ["forgotten", "blocked"])
async def test_hidden_words_end_with_their_giver(looks: Looks, end: str) -> None:
    """Links lead to nothing then, and takers cannot use them; a bar that is lifted brings them back."""
    look = await looks.kept()
    hidden = await looks.taken(look)
    link = await looks.giver.link(look.id, GIVER, hides_words=False)
    store = looks.core.store
    if end == "forgotten":
        await PersonEraser(store, looks.core.clock, lambda person: person + 1000).forget(GIVER)
        assert await looks.core.database.row("SELECT 1 FROM look_links") is None
    else:
        async with store.transaction() as tx:
            await tx.set_blocked((await tx.account_of_person(GIVER)).id, blocked=True)
    with pytest.raises(LookGone):
        await looks.made(hidden, TAKER)
    with pytest.raises(LookGone):
        await looks.giver.take(link.token, OTHER)
    if end == "blocked":
        async with store.transaction() as tx:
            await tx.set_blocked((await tx.account_of_person(GIVER)).id, blocked=False)
        assert (await looks.made(hidden, TAKER)).hides_words


async def test_a_taker_who_is_forgotten_leaves_no_look(looks: Looks) -> None:
    """And nothing of theirs says which looks they used."""
    taken = await looks.taken(await looks.kept())
    generation = await looks.made(taken, TAKER)
    await PersonEraser(looks.core.store, looks.core.clock, lambda person: person + 1000).forget(TAKER)
    assert await looks.reader.looks_of(TAKER) == []
    left = await looks.core.store.generation(generation.id)
    assert left is not None
    assert (left.look_id, left.prompt, left.user_prompt) == (None, "", "")


async def test_a_price_is_for_the_words_as_they_are_then(looks: Looks) -> None:
    """A quote that was made before the look was deleted keeps its words: it is what was priced."""
    look = await looks.kept()
    hidden = await looks.taken(look)
    token = await looks.core.quoted(TAKER, prompt="a dog", look_id=hidden.id)
    await looks.keeper.delete(look.id, GIVER)
    confirmed = await looks.core.confirmer.confirm(token, TAKER)
    assert confirmed.generation.prompt == f"a dog, {SECRET}"
    assert confirmed.generation.shown_prompt == "a dog"


async def test_only_its_person_uses_a_look(looks: Looks) -> None:
    """A number is no right: for others it is as unknown as one that is not there."""
    look = await looks.kept()
    for use in (
        looks.made(look, OTHER),
        looks.keeper.rename(look.id, OTHER, "Mine"),
        looks.keeper.put_gap(look.id, OTHER, LookWords()),
        looks.keeper.delete(look.id, OTHER),
        looks.giver.link(look.id, OTHER, hides_words=False),
        looks.giver.stop(look.id, OTHER),
        looks.publisher.publish(look.id, OTHER, hides_words=False),
        looks.publisher.switch(look.id, is_on=True, by=99),
        looks.publisher.delete(look.id, by=99),
        looks.made(replace(look, id=999), GIVER),
    ):
        with pytest.raises(LookGone):
            await use
    assert await looks.reader.look(look.id) == look


async def test_words_that_may_not_be_read_are_not_given_on(looks: Looks) -> None:
    """Neither by a link, nor for everybody, nor as a look of what was made with them, nor by moving the gap."""
    taken = await looks.taken(await looks.kept())
    generation = await looks.made(taken, TAKER)
    for use in (
        looks.giver.link(taken.id, TAKER, hides_words=False),
        looks.publisher.publish(taken.id, TAKER, hides_words=True),
        looks.keeper.put_gap(taken.id, TAKER, LookWords("x", "y")),
    ):
        with pytest.raises(LookGone):
            await use
    with pytest.raises(LookNotKeepable):
        await looks.keeper.keep(generation.id, TAKER, "Mine")
    renamed = await looks.keeper.rename(taken.id, TAKER, "Rain")
    assert (await looks.made(renamed, TAKER)).prompt == f"a dog, {SECRET}"


async def test_options_that_are_words_are_hidden_too(looks: Looks) -> None:
    """A song's style would be read on the card: with hidden words it is left out."""
    look = await looks.kept()
    film = looks.core.catalog.get("film")
    assert film.live is not None
    styled = replace(
        film,
        live=replace(film.live, options=(*film.live.options, Option(name="style", maximum_length=50))),
    )
    catalog = type(looks.core.catalog)([styled])
    giver = LookGiver(looks.core.store, looks.core.clock, catalog, looks.core.tariff.dialect)
    async with looks.core.store.transaction() as tx:
        song = await tx.add_look(replace(look, name="Song", choices={"duration": "10", "style": "my secret"}))
    hidden = await giver.take((await giver.link(song.id, GIVER, hides_words=True)).token, TAKER)
    shown = await giver.take((await giver.link(song.id, GIVER, hides_words=False)).token, OTHER)
    assert dict(hidden.look.choices) == {"duration": "10"}
    assert shown.look.choices == song.choices


async def test_a_link_is_followed_any_number_of_times(looks: Looks) -> None:
    """One look comes of it; its giver gets their own; the words are shown as soon as a link shows them."""
    look = await looks.kept()
    link = await looks.giver.link(look.id, GIVER, hides_words=True)
    assert await looks.giver.link(look.id, GIVER, hides_words=True) == link
    assert len(link.token) >= 32
    own = await looks.giver.take(link.token, GIVER)
    assert (own.look, own.is_own) == (look, True)
    first, second = (await looks.giver.take(link.token, TAKER), await looks.giver.take(link.token, TAKER))
    assert (first.is_new, second.is_new, first.look) == (True, False, second.look)
    shown = await looks.taken(look, hides_words=False)
    assert (shown.hides_words, shown.words) == (False, look.words)
    assert (await looks.giver.take(link.token, TAKER)).look == shown, "what can be read stays readable"
    assert [one.id for one in await looks.reader.looks_of(TAKER)] == [shown.id]
    for token in ("", "x", link.token[:-1], link.token + "x", link.token.swapcase()):
        with pytest.raises(LookGone):
            await looks.giver.take(token, OTHER)
    await looks.giver.stop(look.id, GIVER)
    with pytest.raises(LookGone):
        await looks.giver.take(link.token, OTHER)
    assert (await looks.made(shown, TAKER)).prompt == f"a dog, {SECRET}", "who has taken it keeps it"


async def test_names_are_one_persons(looks: Looks) -> None:
    """Without case; a taken look gets a number where its name is taken already."""
    look = await looks.kept()
    with pytest.raises(LookNameTaken):
        await looks.kept("нoir".replace("н", "N"))
    await looks.kept("Noir", TAKER)
    assert (await looks.taken(look)).name == "Noir 2"
    other = await looks.kept("Rain")
    with pytest.raises(LookNameTaken):
        await looks.keeper.rename(other.id, GIVER, "NOIR")
    with pytest.raises(LookNameWrong):
        await looks.keeper.rename(other.id, GIVER, "<b>x</b>")
    assert (await looks.keeper.rename(other.id, GIVER, "rain")).name == "rain"


async def test_another_persons_result_is_not_kept(looks: Looks) -> None:
    """Nor one that is not there, or was deleted."""
    generation = await looks.core.ordered(GIVER)
    for number, person_id in ((generation.id, OTHER), (999, GIVER)):
        with pytest.raises(GenerationUnknown):
            await looks.keeper.keep(number, person_id, "Mine")
    async with looks.core.store.transaction() as tx:
        await tx.delete_result(generation.id)
    with pytest.raises(GenerationUnknown):
        await looks.keeper.keep(generation.id, GIVER, "Mine")


async def test_a_step_of_a_recipe_is_not_kept(looks: Looks) -> None:
    """Its words are the operator's."""
    step = (await looks.core.begun(GIVER))[0]
    with pytest.raises(LookNotKeepable):
        await looks.keeper.keep(step.id, GIVER, "Mine")


async def test_there_is_an_end_of_them(looks: Looks) -> None:
    """Kept, taken and published ones."""
    look = await looks.kept()
    async with looks.core.store.transaction() as tx:
        for number in range(MOST_LOOKS):
            await tx.add_look(replace(look, person_id=TAKER, name=f"Look {number}"))
            await tx.add_look(replace(look, person_id=None))
    link = await looks.giver.link(look.id, GIVER, hides_words=False)
    for use in (
        looks.giver.take(link.token, TAKER),
        looks.kept("One more", TAKER),
        looks.publisher.publish(look.id, GIVER, hides_words=False),
    ):
        with pytest.raises(TooManyLooks):
            await use
    assert len(await looks.reader.looks_of(TAKER)) == MOST_LOOKS


@pytest.mark.parametrize("hides_words", [False, True])
async def test_the_operator_publishes(looks: Looks, *, hides_words: bool) -> None:
    """A copy, named in each language, off until it is switched on; it stays when the admin is forgotten."""
    look = await looks.kept()
    published = await looks.publisher.publish(look.id, GIVER, hides_words=hides_words)
    assert (published.person_id, published.is_on) == (None, False)
    with pytest.raises(LookGone):
        await looks.made(published, OTHER)
    await looks.publisher.name(published.id, "ru", "Нуар", by=99)
    on = await looks.publisher.switch(published.id, is_on=True, by=99)
    assert (on.title("ru"), on.title("en")) == ("Нуар", "Noir")
    await PersonEraser(looks.core.store, looks.core.clock, lambda person: person + 1000).forget(GIVER)
    generation = await looks.made(on, OTHER)
    assert generation.prompt == f"a dog, {SECRET}"
    assert generation.shown_prompt == ("a dog" if hides_words else generation.prompt)
    assert generation.borrowed_words
    await looks.publisher.delete(on.id, by=99)
    with pytest.raises(LookGone):
        await looks.made(on, OTHER)


async def test_a_draft_shows_its_look_as_it_is_now(looks: Looks) -> None:
    """Renamed since, or gone."""
    look = await looks.kept()
    drafts = SqliteDraftRepository(looks.core.database)
    draft = await drafts.add(
        Draft(person_id=GIVER, chat_id=GIVER, model="film", prompt="a dog", look_id=look.id, created_at=START)
    )
    assert draft.look == look
    await looks.keeper.rename(look.id, GIVER, "Rain")
    kept = await drafts.get(draft.id)
    assert kept is not None
    assert kept.look is not None
    assert (kept.look.name, kept.whole_prompt) == ("Rain", f"a dog, {SECRET}")
    await looks.keeper.delete(look.id, GIVER)
    kept = await drafts.get(draft.id)
    assert kept is not None
    assert (kept.look_id, kept.look) == (look.id, None)


async def test_what_is_made_with_a_look_is_made_once(looks: Looks) -> None:
    """It is held, sent and captured like any request."""
    generation = await looks.made(await looks.kept(), GIVER)
    assert generation.state is State.HELD
    await looks.core.canceller.cancel(generation.id, GIVER)
    assert await looks.core.money(GIVER) == (100, 0)


async def test_the_one_used_last_comes_first(looks: Looks) -> None:
    """Using a published one changes nothing for others."""
    first, second = await looks.kept("First"), await looks.kept("Second")
    looks.core.clock.advance(seconds=1)
    await looks.keeper.note_used(first)
    assert [one.name for one in await looks.reader.looks_of(GIVER)] == ["First", "Second"]
    looks.core.clock.advance(seconds=1)
    await looks.keeper.note_used(second)
    assert [one.name for one in await looks.reader.looks_of(GIVER)] == ["Second", "First"]
