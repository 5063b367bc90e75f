"""What every store promises of chains: they come back as they were, begin once, and move with their chat."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from bot.catalog.spec import Media
from bot.domain.generation import Generation, Reference, State
from bot.domain.quote import Quote, QuotedStep
from bot.ports import Store
from tests.support.fake_clock import START
from tests.support.samples import PHOTO, held
from tests.support.store_setup import funded_account

PENDING = Reference(file_id="", media=Media.PHOTO, made_by="picture")
CHAIN = Quote(
    token="chain",
    key_owner="person:7",
    draft_id=12,
    person_id=7,
    account_id=1,
    language="ru",
    chat_id=-100500,
    thread_id=3,
    reply_to=44,
    recipe="trailer",
    length=3,
    dialect="live",
    prompt="воздушный змей",
    borrowed_words=True,
    look_id=15,
    selection_id=16,
    hides_words=True,
    references=(PHOTO,),
    made={"picture": replace(PHOTO, url="https://cdn.example/1.png", url_until=1_900_000_000)},
    steps=(
        QuotedStep(
            name="video",
            position=1,
            model="film",
            choices={"duration": "10"},
            prompt="змей летит",
            references=(PHOTO, PENDING),
            price=20,
            kie_millicredits=18_750,
        ),
        QuotedStep(name="voice", position=2, model="speech", choices={}, prompt="ч", references=(), price=4),
    ),
    created_at=START,
)


async def _added(store: Store) -> Quote:
    account_id = await funded_account(store)
    async with store.transaction() as tx:
        return await tx.add_quote(replace(CHAIN, account_id=account_id))


async def _read(store: Store, chain: Quote) -> Quote | None:
    async with store.transaction() as tx:
        return await tx.quote_by_id(chain.id)


async def test_every_field_is_kept(store: Store) -> None:
    """A quoted chain comes back with every field as it was; an unknown one is None."""
    chain = await _added(store)
    assert chain.id
    assert await _read(store, chain) == replace(CHAIN, id=chain.id, account_id=chain.account_id)
    at_default = {field.name for field in fields(Quote) if getattr(chain, field.name) == field.default}
    assert at_default == {"cancelled_at", "confirmed_at", "party_id", "several"}
    assert chain.price == 24
    assert await _read(store, replace(chain, id=99)) is None


async def test_begins_once(store: Store) -> None:
    """Of two confirmations one is first; an unknown chain cannot begin."""
    chain = await _added(store)
    async with store.transaction() as tx:
        assert await tx.confirm_quote(chain.id, START)
        assert not await tx.confirm_quote(chain.id, START)
        assert not await tx.confirm_quote(99, START)
    begun = await _read(store, chain)
    assert begun is not None
    assert begun.confirmed_at == START


async def test_steps_in_the_order_of_the_recipe(store: Store) -> None:
    """The generations of a chain come by their place, whatever else there is; those that wait are not due."""
    chain = await _added(store)
    async with store.transaction() as tx:
        for token, position, quote_id in (("c", 2, chain.id), ("a", 0, chain.id), ("x", 0, None)):
            await tx.add_generation(
                held(
                    chain.account_id,
                    token,
                    quote_id=quote_id,
                    chain_position=position,
                    state=State.WAITING if position else State.HELD,
                    due_at=None if position else START,
                )
            )
        steps = await tx.generations_of_quote(chain.id)
        assert await tx.generations_of_quote(99) == []
    assert [step.token for step in steps] == ["a", "c"]
    assert [one.token for one in await store.line(10)] == ["a", "x"]
    async with store.transaction() as tx:
        assert await tx.open_count(7) == 2


async def test_moves_with_its_chat(store: Store) -> None:
    """A group becomes a supergroup: its chains are there, without the old chat's message ids."""
    chain = await _added(store)
    async with store.transaction() as tx:
        assert await tx.move_chat(-100500, -100777)
    moved = await _read(store, chain)
    assert moved is not None
    assert (moved.chat_id, moved.thread_id, moved.reply_to) == (-100777, None, None)


@pytest.mark.parametrize("begun", [False, True])
async def test_an_open_quote_is_paid_by_who_takes_over(store: Store, begun: bool) -> None:
    """Where another account takes over, it pays for chains that are only quoted, and for steps that wait."""
    chain = await _added(store)
    other = await funded_account(store, 8)
    async with store.transaction() as tx:
        waiting = await tx.add_generation(
            held(chain.account_id, "w", quote_id=chain.id, state=State.WAITING, due_at=None)
        )
        if begun:
            await tx.confirm_quote(chain.id, START)
        await tx.move_open_work(chain.account_id, other)
    kept = await _read(store, chain)
    step: Generation | None = await store.generation(waiting.id)
    assert kept is not None
    assert step is not None
    assert (kept.account_id == other) is not begun
    assert step.account_id == other
