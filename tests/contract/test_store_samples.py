"""What every store promises of samples: at most one of a name is made or kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.catalog.spec import Kind
from bot.domain.generation import Asset, Generation, State
from bot.ports import Store
from tests.support.fake_clock import START
from tests.support.samples import held
from tests.support.store_setup import funded_account, moved


async def _recording(store: Store, account_id: int, token: str = "t") -> Generation:
    async with store.transaction() as tx:
        asked = replace(held(account_id, token, price=0), sample="James:en")
        return await tx.add_generation(asked)


async def test_found_by_name_until_it_fails(store: Store) -> None:
    """A sample in the making is found; one that failed is not, and another may be made."""
    account_id = await funded_account(store)
    first = await _recording(store, account_id)
    async with store.transaction() as tx:
        assert await tx.sample("James:en") == first
        assert await tx.sample("James:ru") is None
    await moved(store, first, State.SUBMITTING, State.FAILED)
    async with store.transaction() as tx:
        assert await tx.sample("James:en") is None
    second = await _recording(store, account_id, "u")
    async with store.transaction() as tx:
        assert await tx.sample("James:en") == second


async def test_given_up(store: Store) -> None:
    """What is no sample any more is not found, and stays a generation."""
    first = await _recording(store, await funded_account(store))
    async with store.transaction() as tx:
        await tx.give_up_sample(first.id)
    async with store.transaction() as tx:
        assert await tx.sample("James:en") is None
        assert await tx.generation(first.id) == replace(first, sample="")
        assert first.person_id is not None
        assert await tx.samples_since(first.person_id, START) == 1, "it was paid for all the same"


async def test_a_given_up_recording_of_an_example(store: Store) -> None:
    """It is not found either, and counts among no one's samples of voices: the operator had it made on purpose."""
    account_id = await funded_account(store)
    async with store.transaction() as tx:
        asked = replace(held(account_id, "t", price=0), sample="example:z-image:1")
        recording = await tx.add_generation(asked)
    async with store.transaction() as tx:
        await tx.give_up_sample(recording.id)
        await tx.give_up_sample(recording.id)
    async with store.transaction() as tx:
        assert await tx.sample("example:z-image:1") is None
        known = await tx.generation(recording.id)
        assert known is not None
        assert known.sample.startswith("example:")
        assert recording.person_id is not None
        assert await tx.samples_since(recording.person_id, START) == 0


async def test_deleted_by_its_person(store: Store) -> None:
    """Delete takes the message out of the person's chat; everybody else goes on hearing the recording."""
    first = await _recording(store, await funded_account(store))
    made = await moved(store, first, State.SUBMITTING, State.RUNNING)
    recording = Asset(url="https://kie.example/a.mp3", kind=Kind.AUDIO, file_id="f", message_id=9)
    async with store.transaction() as tx:
        await tx.save(
            replace(made.stepped(State.READY), assets=(recording,)), expected=State.RUNNING, at=START
        )
        await tx.delete_result(first.id)
    async with store.transaction() as tx:
        kept = await tx.sample("James:en")
    assert kept is not None
    assert [(one.file_id, one.message_id) for one in kept.assets] == [("f", None)]
    assert kept.deleted


@pytest.mark.parametrize(("hours", "count"), [(0, 1), (1, 0)])
async def test_counted_by_person_and_time(store: Store, hours: int, count: int) -> None:
    """Only the person's own, from the moment on."""
    first = await _recording(store, await funded_account(store))
    assert first.person_id is not None
    async with store.transaction() as tx:
        since = START + timedelta(hours=hours)
        assert await tx.samples_since(first.person_id, since) == count
        assert await tx.samples_since(first.person_id + 1, since) == 0
