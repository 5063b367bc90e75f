"""What was made goes on: found by the message that carries it, and only with the key that made it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.catalog.catalog import Catalog
from bot.catalog.spec import Media, ReferenceNeed
from bot.domain.generation import Generation, Reference, TaskResult
from bot.errors import ReferenceNotMadeHere, ReferenceOfAnotherKey
from bot.generation.delete_result import ResultDeleter
from bot.generation.result_reference import KIE_KEEPS_TASKS, as_result, reference_to, result_in_message
from bot.ports import Progress, Result, TaskStatus
from tests.support.core import Core
from tests.support.samples import FILM, catalog, generation_request

MADE = TaskStatus(
    progress=Progress.DONE, results=(Result(url="https://cdn.example/1.mp4", item_id="item-1"),)
)


async def task_of_message(core: Core, chat_id: int, message_id: int, now: datetime) -> TaskResult | None:
    """How KIE finds what a message carries, for the person who pays with the operator's key."""
    made = await result_in_message(core.store, chat_id, message_id)
    plain = Reference(file_id="v", media=Media.VIDEO)
    return as_result(plain, made, now, "person:1").task if made is not None else None


@pytest.fixture
async def film(core: Core) -> Generation:
    """A delivered film, in a core that also sells what goes on with one."""
    assert FILM.live is not None
    need = ReferenceNeed(media=Media.VIDEO, minimum=1, field="task_id", made_by=("film",))
    sequel = replace(FILM, slug="sequel", title="Sequel", live=replace(FILM.live, references=(need,)))
    core.catalog = Catalog([*catalog(), sequel])
    await core.start()
    running = await core.ran(MADE)
    await core.asked(running)
    await core.until_quiet()
    return await core.now(running)


async def test_a_message_of_ours_knows_its_task(core: Core, film: Generation) -> None:
    """The message that carries a result names KIE's task of it; another chat's message of the same number does not."""
    (asset,) = film.assets
    assert asset.message_id is not None
    chat, now = film.destination.chat_id, core.clock.now()
    task = await task_of_message(core, chat, asset.message_id, now)
    assert film.operator_key
    assert task == TaskResult(
        model="film", task_id=film.external_task_id, item_id="item-1", operator_key=film.operator_key
    )
    assert reference_to(asset, film, core.clock.now()).task == task
    assert await task_of_message(core, chat + 1, asset.message_id, now) is None
    assert await task_of_message(core, chat, asset.message_id + 1, now) is None


async def test_what_was_deleted_is_not_gone_on_with(core: Core, film: Generation) -> None:
    """Who has deleted a result has taken it away from everybody who replies to it."""
    (asset,) = film.assets
    assert asset.message_id is not None
    await ResultDeleter(core.store).delete_result(film.id, 1)
    assert await task_of_message(core, film.destination.chat_id, asset.message_id, core.clock.now()) is None


async def test_the_key_that_made_it_has_to_pay(core: Core, film: Generation) -> None:
    """A task of a person's own key is nothing to the operator's; nor is what was made by no model of the list."""
    (asset,) = film.assets
    ours = reference_to(asset, film, core.clock.now())
    assert (await core.quoter.quote(generation_request(model="sequel", references=(ours,)))).affordable
    theirs = replace(ours, task=TaskResult(model="film", task_id="task", own_key="person:1#7"))
    with pytest.raises(ReferenceOfAnotherKey) as refusal:
        await core.quoter.quote(generation_request(model="sequel", references=(theirs,)))
    assert refusal.value.facts == {"model": "Sequel"}
    with pytest.raises(ReferenceNotMadeHere):
        await core.quoter.quote(
            generation_request(model="sequel", references=(Reference(file_id="v", media=Media.VIDEO),))
        )


async def test_kie_forgets_a_task_after_two_weeks(core: Core, film: Generation) -> None:
    """What KIE does not find any more is an ordinary clip."""
    (asset,) = film.assets
    assert film.submitted_at is not None
    assert asset.message_id is not None
    later = film.submitted_at + KIE_KEEPS_TASKS
    chat = film.destination.chat_id
    assert await task_of_message(core, chat, asset.message_id, later - timedelta(seconds=1))
    assert await task_of_message(core, chat, asset.message_id, later) is None
    assert reference_to(asset, film, later).task is None


async def test_a_task_is_not_uploaded(core: Core, film: Generation) -> None:
    """KIE has it: nothing is fetched from Telegram and nothing is uploaded for the request."""
    ours = replace(reference_to(film.assets[0], film, core.clock.now()), url="", url_until=0)
    ordered = await core.ordered(model="sequel", references=(ours,))
    await core.step()
    assert (await core.now(ordered)).external_task_id
    assert core.provider.published == []
