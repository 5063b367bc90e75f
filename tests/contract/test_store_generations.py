"""What every store promises of generations: they come back as they were, and take no stale step."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.catalog.spec import Kind
from bot.domain.batch import Batch, BatchKind
from bot.domain.generation import Asset, FailedFirst, Generation, State
from bot.errors import FailureKind, IllegalStep
from bot.ports import Store
from tests.support.fake_clock import START
from tests.support.samples import held
from tests.support.store_setup import (
    funded_account,
    moved,
    waiting,
)

BATCH = Batch(quote_id=5, kind=BatchKind.COPIES, parts=4, created_at=START, gathers=True)

WRITABLE = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
"""Everything but halves of surrogate pairs, which no text from Telegram has, and NUL: PostgreSQL can store neither."""


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    prompt=st.text(WRITABLE, max_size=60),
    choices=st.dictionaries(
        st.text(WRITABLE, max_size=8),
        st.text(WRITABLE, max_size=8),
        max_size=3,
    ),
)
async def test_any_words_are_kept(store: Store, prompt: str, choices: dict[str, str]) -> None:
    """Prompts and choices come back character by character: emoji, control characters, right-to-left marks."""
    assert await _kept(store, prompt, choices) == (prompt, choices)


async def test_words_with_nul(store: Store) -> None:
    """They come back with it or without it."""
    prompt, choices = await _kept(store, "a\0cat", {"style\0": "ol\0d"})
    assert prompt.replace("\0", "") == "acat"
    assert [(key.replace("\0", ""), value.replace("\0", "")) for key, value in choices.items()] == [
        ("style", "old")
    ]


async def _kept(store: Store, prompt: str, choices: dict[str, str]) -> tuple[str, Mapping[str, str]]:
    async with store.transaction() as tx:
        account = await tx.account_of_person(7)
        added = await tx.add_generation(
            held(account.id, secrets.token_hex(8), prompt=prompt, choices=choices)
        )
    kept = await store.generation(added.id)
    assert kept is not None
    return kept.prompt, kept.choices


class TestGenerations:
    """What was saved is what is read."""

    async def test_every_field_is_kept(self, store: Store) -> None:
        """A saved generation comes back with every field as it was, none of them at its default."""
        generation = await waiting(store, await funded_account(store), amount=50)
        asset = Asset(
            position=0,
            url="https://cdn.example/1.mp3",
            kind=Kind.MUSIC,
            title="Змей",
            seconds=61.25,
            cover_url="https://cdn.example/1.jpg",
            file_id="file",
            sent_as="audio",
            original_file_id="original",
            message_id=77,
        )
        full = replace(
            generation,
            state=State.FAILED,
            due_at=START + timedelta(microseconds=1),
            deadline_at=START + timedelta(hours=1),
            submitted_at=START + timedelta(seconds=1),
            completed_at=START + timedelta(seconds=2),
            external_task_id="task",
            route="legacy:0",
            progress=0.1,
            stage="queued",
            attempts=3,
            delivery_attempts=2,
            progress_message_id=9,
            kie_expected=58_500,
            kie_taken=0,
            late_notice_sent=True,
            late_notice_id=10,
            sample="James:en",
            failure=FailureKind.SLOW,
            failure_detail="too slow ☹",
            free_late_delivery=True,
            captured=5,
            notified=True,
            auto_confirmed=True,
            quote_id=12,
            user_prompt="змей",
            borrowed_words=True,
            look_id=15,
            selection_id=16,
            hides_words=True,
            chain_step="video",
            chain_position=1,
            chain_length=3,
            batch_id=1,
            part=2,
            parent_id=generation.id - 1,
            root_id=generation.id - 1,
            version=2,
            instead_of=FailedFirst(id=generation.id, model="film", price=99),
            batch_parts=4,
            later_steps_returned=7,
            ordered=3,
            references=(
                replace(generation.references[0], url="https://cdn.example/0", url_until=9, made_by="x"),
            ),
            own_key="person:7#3",
            operator_key="operator#1a2b3c4d",
            party_id=14,
            assets=(asset, replace(asset, position=1)),
        )
        async with store.transaction() as tx:
            assert (await tx.add_batch(BATCH)).id == full.batch_id
            await tx.save(full, expected=State.HELD, at=START, detail="why")
            assert await tx.record_callback(generation.id, digest="d", task_id="hint", stage="done", at=START)
        kept = await store.generation(generation.id)
        assert kept is not None
        assert all(asset.id for asset in kept.assets)
        numbered = tuple(
            replace(asset, id=known.id) for asset, known in zip(full.assets, kept.assets, strict=True)
        )
        assert kept == replace(full, hinted_task_id="hint", assets=numbered)
        at_default = {
            field.name for field in fields(Generation) if getattr(kept, field.name) == field.default
        }
        assert at_default == {"deleted", "called"}, "only deleting sets the one, only a claim tells the other"

    async def test_a_stale_step_is_refused(self, store: Store) -> None:
        """Of two steps out of the same state the second is refused and leaves no line in the trace."""
        generation = await waiting(store, await funded_account(store))
        await moved(store, generation, State.CANCELLED)
        with pytest.raises(IllegalStep):
            await moved(store, generation, State.SUBMITTING)
        with pytest.raises(IllegalStep):
            async with store.transaction() as tx:
                await tx.save(replace(generation, id=999), expected=State.HELD, at=START)
        assert [step.state for step in await store.transitions(generation.id)] == [
            State.HELD,
            State.CANCELLED,
        ]

    async def test_the_trace_tells_changes_of_state_only(self, store: Store) -> None:
        """A save within a state adds no line; a change adds one with its moment and reason."""
        generation = await waiting(store, await funded_account(store))
        later = START + timedelta(seconds=9)
        async with store.transaction() as tx:
            await tx.save(replace(generation, attempts=1), expected=State.HELD, at=later)
            leaving = generation.stepped(State.SUBMITTING)
            await tx.save(leaving, expected=State.HELD, at=later, detail="now")
        transitions = await store.transitions(generation.id)
        assert [(step.state, step.at, step.detail) for step in transitions] == [
            (State.HELD, START, ""),
            (State.SUBMITTING, later, "now"),
        ]

    async def test_assets_keep_their_ids(self, store: Store) -> None:
        """An asset that is saved again is updated, not added."""
        generation = await waiting(store, await funded_account(store))
        asset = Asset(url="https://cdn.example/1.mp4", kind=Kind.VIDEO)
        async with store.transaction() as tx:
            await tx.save(replace(generation, assets=(asset,)), expected=State.HELD, at=START)
            first = await tx.generation(generation.id)
            assert first is not None
            sent = replace(first, assets=(replace(first.assets[0], file_id="f", message_id=1),))
            await tx.save(sent, expected=State.HELD, at=START)
        assert await store.generation(generation.id) == sent
        assert len(sent.assets) == 1

    async def test_what_was_deleted_stays_deleted(self, store: Store) -> None:
        """A discarded generation is hidden, its files are forgotten, and a step under way brings nothing back."""
        generation = await waiting(store, await funded_account(store), amount=50)
        asset = Asset(
            position=0,
            url="https://cdn.example/1",
            kind=Kind.IMAGE,
            file_id="f",
            sent_as="photo",
            message_id=7,
        )
        async with store.transaction() as tx:
            await tx.save(replace(generation, assets=(asset,)), expected=State.HELD, at=START)
        stale = await store.generation(generation.id)
        assert stale is not None
        async with store.transaction() as tx:
            await tx.delete_result(generation.id)
            notified = replace(stale, notified=True, assets=(replace(stale.assets[0], original_file_id="o"),))
            await tx.save(notified, expected=State.HELD, at=START)
        kept = await store.generation(generation.id)
        assert kept is not None
        assert (kept.deleted, kept.notified, kept.price) == (True, True, stale.price)
        assert kept.assets == (
            Asset(id=stale.assets[0].id, position=0, url="", kind=Kind.IMAGE, sent_as="photo"),
        )

    async def test_open_ones_are_counted(self, store: Store) -> None:
        """Generations count against an account's limit until they have ended."""
        account_id = await funded_account(store)
        for token, path in {
            "held": (),
            "in doubt": (State.SUBMITTING, State.IN_DOUBT),
            "ready": (State.SUBMITTING, State.RUNNING, State.READY),
            "cancelled": (State.CANCELLED,),
            "delivered": (State.SUBMITTING, State.RUNNING, State.READY, State.DELIVERED),
            "failed": (State.FAILED,),
        }.items():
            await moved(store, await waiting(store, account_id, token), *path)
        async with store.transaction() as tx:
            assert await tx.open_count(7) == 3
            assert await tx.open_count(8) == 0
