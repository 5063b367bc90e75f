"""What whoever remembers tastes and uploads promises: in memory and in SQLite alike."""

from __future__ import annotations

from typing import Any

import pytest

from bot.catalog.spec import Kind
from bot.domain.model_preferences import REMEMBERED, Taste, Tastes, Use
from bot.ports import Store
from handlers.core.ports import Uploads
from storage.operations.telegram_uploads import SqliteUploads
from storage.people.model_preferences import SqliteTastes
from tests.support.books import purse
from tests.support.memory_store import MemoryStore
from tests.support.memory_tastes import MemoryTastes, MemoryUploads
from tests.support.samples import held

ANN, BOB = 7, 8


@pytest.fixture
def tastes(request: pytest.FixtureRequest, store: Store) -> Tastes:
    """Tastes, once in memory and once on disk."""
    if isinstance(store, MemoryStore):
        return MemoryTastes(store)
    return SqliteTastes(request.getfixturevalue("database"))


@pytest.fixture(params=["memory", "sqlite"])
def uploads(request: pytest.FixtureRequest) -> Uploads:
    """Uploads, once in memory and once on disk."""
    if request.param == "memory":
        return MemoryUploads()
    return SqliteUploads(request.getfixturevalue("database"))


async def _asks(store: Store, account_id: int, *wishes: dict[str, Any]) -> None:
    """Confirmed generations of Ann's, oldest first."""
    async with store.transaction() as books:
        for number, wish in enumerate(wishes):
            await books.add_generation(held(account_id, f"{account_id}:{number}", **wish))


async def test_a_stranger(tastes: Tastes) -> None:
    """Nothing is known of somebody new, and nothing goes wrong when it is taken away."""
    assert await tastes.taste(ANN) == Taste(defaults={})
    await tastes.set_favourite(ANN, "film", on=False)
    await tastes.set_default(ANN, Kind.VIDEO, "")
    assert await tastes.taste(ANN) == Taste(defaults={})


async def test_stars(tastes: Tastes) -> None:
    """The newest star comes first; a second tap of the same kind changes nothing; each person has their own."""
    for slug in ("film", "speech", "film"):
        await tastes.set_favourite(ANN, slug, on=True)
    await tastes.set_favourite(BOB, "retired", on=True)
    assert (await tastes.taste(ANN)).favourites == ("speech", "film")
    await tastes.set_favourite(ANN, "speech", on=False)
    await tastes.set_favourite(ANN, "speech", on=False)
    ann = await tastes.taste(ANN)
    assert ann.favourites == ("film",)
    assert (ann.likes("film"), ann.likes("speech"), ann.likes("retired")) == (True, False, False)


async def test_defaults(tastes: Tastes) -> None:
    """A kind has one default, the newest; empty takes it away; each person has their own."""
    await tastes.set_default(ANN, Kind.VIDEO, "film")
    await tastes.set_default(ANN, Kind.VIDEO, "retired")
    await tastes.set_default(ANN, Kind.AUDIO, "speech")
    await tastes.set_default(BOB, Kind.VIDEO, "film")
    ann = await tastes.taste(ANN)
    assert ann.defaults == {Kind.VIDEO: "retired", Kind.AUDIO: "speech"}
    assert (ann.is_default("retired"), ann.is_default("film")) == (True, False)
    await tastes.set_default(ANN, Kind.VIDEO, "")
    assert (await tastes.taste(ANN)).defaults == {Kind.AUDIO: "speech"}
    assert (await tastes.taste(BOB)).defaults == {Kind.VIDEO: "film"}


async def test_what_was_used_last(tastes: Tastes, store: Store) -> None:
    """Each model once, the newest first, with the options of its newest generation; other people's count for nothing."""
    account = await purse(store, ANN)
    await _asks(
        store,
        account,
        {"model": "film", "choices": {"duration": "10"}},
        {"model": "speech", "choices": {}},
        {"model": "film", "choices": {"duration": "5"}},
    )
    await _asks(store, await purse(store, BOB), {"model": "retired", "person_id": BOB})
    ann = await tastes.taste(ANN)
    assert ann.used == (Use(model="film", choices={"duration": "5"}), Use(model="speech", choices={}))
    assert ann.choices_of("film") == {"duration": "5"}
    assert ann.choices_of("retired") == {}


async def test_a_chain_is_no_choice_of_a_model(tastes: Tastes, store: Store) -> None:
    """The steps of a chain were chosen by its recipe."""
    await _asks(store, await purse(store, ANN), {"model": "film", "chain_id": 3})
    assert (await tastes.taste(ANN)).used == ()


async def test_what_was_used_long_ago(tastes: Tastes, store: Store) -> None:
    """Only the newest generations are looked at, so that a long history costs no more than a short one."""
    newer: list[dict[str, Any]] = [{"model": "film"}] * REMEMBERED
    await _asks(store, await purse(store, ANN), {"model": "speech", "choices": {}}, *newer)
    assert [use.model for use in (await tastes.taste(ANN)).used] == ["film"]


async def test_uploads(uploads: Uploads) -> None:
    """What was never sent has no copy; a newer copy takes the place of an older one."""
    assert await uploads.file_id("showreel") == ""
    await uploads.keep("showreel", "first")
    await uploads.keep("showreel", "second")
    await uploads.keep("other", "third")
    assert (await uploads.file_id("showreel"), await uploads.file_id("other")) == ("second", "third")
