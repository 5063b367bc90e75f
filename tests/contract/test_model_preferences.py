"""What the repositories of people's preferred models and of uploaded media promise."""

from __future__ import annotations

from typing import Any

import pytest

from bot.catalog.spec import Kind
from bot.domain.model_preferences import REMEMBERED, ModelPreferences, ModelPreferencesRepository, ModelUse
from bot.ports import Store
from handlers.core.ports import Uploads
from storage.core.database import Database
from storage.operations.telegram_uploads import SqliteTelegramUploadRepository
from storage.people.model_preferences import SqliteModelPreferencesRepository
from tests.support.samples import held
from tests.support.store_setup import funded_account

ANN, BOB = 7, 8


@pytest.fixture
def preferences_repository(database: Database) -> ModelPreferencesRepository:
    """People's favourite and default models."""
    return SqliteModelPreferencesRepository(database)


@pytest.fixture
def uploads(database: Database) -> Uploads:
    """Media that Telegram has."""
    return SqliteTelegramUploadRepository(database)


async def _asks(store: Store, account_id: int, *requests: dict[str, Any]) -> None:
    """Confirmed generations of Ann's, oldest first."""
    async with store.transaction() as tx:
        for number, generation_request in enumerate(requests):
            await tx.add_generation(held(account_id, f"{account_id}:{number}", **generation_request))


async def test_a_stranger(preferences_repository: ModelPreferencesRepository) -> None:
    """Nothing is known of a new person, and nothing goes wrong when it is taken away."""
    assert await preferences_repository.preferences(ANN) == ModelPreferences(defaults={})
    await preferences_repository.set_favourite(ANN, "film", on=False)
    await preferences_repository.set_default(ANN, Kind.VIDEO, "")
    assert await preferences_repository.preferences(ANN) == ModelPreferences(defaults={})


async def test_stars(preferences_repository: ModelPreferencesRepository) -> None:
    """The newest star comes first; a second tap of the same kind changes nothing; each person has their own."""
    for slug in ("film", "speech", "film"):
        await preferences_repository.set_favourite(ANN, slug, on=True)
    await preferences_repository.set_favourite(BOB, "retired", on=True)
    assert (await preferences_repository.preferences(ANN)).favourites == ("speech", "film")
    await preferences_repository.set_favourite(ANN, "speech", on=False)
    await preferences_repository.set_favourite(ANN, "speech", on=False)
    ann = await preferences_repository.preferences(ANN)
    assert ann.favourites == ("film",)
    assert (ann.likes("film"), ann.likes("speech"), ann.likes("retired")) == (True, False, False)


async def test_defaults(preferences_repository: ModelPreferencesRepository) -> None:
    """A kind has one default, the newest; empty takes it away; each person has their own."""
    await preferences_repository.set_default(ANN, Kind.VIDEO, "film")
    await preferences_repository.set_default(ANN, Kind.VIDEO, "retired")
    await preferences_repository.set_default(ANN, Kind.AUDIO, "speech")
    await preferences_repository.set_default(BOB, Kind.VIDEO, "film")
    ann = await preferences_repository.preferences(ANN)
    assert ann.defaults == {Kind.VIDEO: "retired", Kind.AUDIO: "speech"}
    assert (ann.is_default("retired"), ann.is_default("film")) == (True, False)
    await preferences_repository.set_default(ANN, Kind.VIDEO, "")
    assert (await preferences_repository.preferences(ANN)).defaults == {Kind.AUDIO: "speech"}
    assert (await preferences_repository.preferences(BOB)).defaults == {Kind.VIDEO: "film"}


async def test_what_was_used_last(preferences_repository: ModelPreferencesRepository, store: Store) -> None:
    """Each model once, the newest first, with the options of its newest generation; other people's count for nothing."""
    account = await funded_account(store, ANN)
    await _asks(
        store,
        account,
        {"model": "film", "choices": {"duration": "10"}},
        {"model": "speech", "choices": {}},
        {"model": "film", "choices": {"duration": "5"}},
    )
    await _asks(store, await funded_account(store, BOB), {"model": "retired", "person_id": BOB})
    ann = await preferences_repository.preferences(ANN)
    assert ann.used == (
        ModelUse(model="film", choices={"duration": "5"}),
        ModelUse(model="speech", choices={}),
    )
    assert ann.choices_of("film") == {"duration": "5"}
    assert ann.choices_of("retired") == {}


async def test_a_chain_is_no_choice_of_a_model(
    preferences_repository: ModelPreferencesRepository, store: Store
) -> None:
    """The steps of a chain were chosen by its recipe."""
    await _asks(
        store, await funded_account(store, ANN), {"model": "film", "quote_id": 3, "chain_step": "video"}
    )
    assert (await preferences_repository.preferences(ANN)).used == ()


async def test_what_was_used_long_ago(
    preferences_repository: ModelPreferencesRepository, store: Store
) -> None:
    """Only the newest generations are looked at, so that a long history costs no more than a short one."""
    newer: list[dict[str, Any]] = [{"model": "film"}] * REMEMBERED
    await _asks(store, await funded_account(store, ANN), {"model": "speech", "choices": {}}, *newer)
    assert [use.model for use in (await preferences_repository.preferences(ANN)).used] == ["film"]


async def test_uploads(uploads: Uploads) -> None:
    """What was never sent has no copy; a newer copy takes the place of an older one."""
    assert await uploads.file_id("welcome") == ""
    await uploads.keep("welcome", "first")
    await uploads.keep("welcome", "second")
    await uploads.keep("other", "third")
    assert (await uploads.file_id("welcome"), await uploads.file_id("other")) == ("second", "third")
