"""The object that tests hold: waiting, holding, closing."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from bot.sandbox.kie import KieSimulator, State
from bot.sandbox.kie.pictures import in_latin
from bot.sandbox.kie.task_supervisor import TaskSupervisor
from tests.unit.sandbox.kie.conftest import WAN, Listener, Start

MODEL = "wan/2-5-text-to-video"


async def test_hold_waits_for_the_test(start: Start, listener: Listener) -> None:
    """Held tasks end only by hand, with the addresses or the failure that the test gives."""
    client = await start(hold=True)
    first = await client.create_market(MODEL, listener.url, **WAN)
    second = await client.create_market(MODEL, listener.url, **WAN)
    assert not await first.ended(within=0.05)
    first.finish(["https://example.com/mine.mp4"])
    second.fail(422, "No")
    calls = {call.body["data"]["taskId"]: call.body for call in await listener.expect(2)}
    assert "https://example.com/mine.mp4" in calls[first.id]["data"]["resultJson"]
    assert calls[second.id]["data"]["failMsg"] == "No"
    with pytest.raises(RuntimeError, match="already ended"):
        first.fail()


async def test_progress_grows_by_itself(start: Start) -> None:
    """A task goes from waiting to generating to success, and its progress with it."""
    client = await start(seconds_to_finish=0.5)
    task = await client.create_market(MODEL, **WAN)
    early = task.progress
    await client.kie.wait_task(lambda other: other.state is State.GENERATING)
    assert early < task.progress < 1
    await client.finished(task)
    assert task.progress == 1


async def test_waiting_ends_with_the_first_task_that_fits(start: Start) -> None:
    """The waiter is woken by a creation that comes later."""
    client = await start(hold=True)
    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(client.kie.wait_task(lambda task: task.prompt == "B"))
        await client.create_market(MODEL, **WAN | {"prompt": "A"})
        wanted = await client.create_market(MODEL, **WAN | {"prompt": "B"})
    assert waiting.result() is wanted
    assert (wanted.model, wanted.service) == (MODEL, "jobs")


async def test_waiting_has_an_end(start: Start) -> None:
    """Without a task that fits, the waiter gets a TimeoutError."""
    client = await start()
    with pytest.raises(TimeoutError):
        await client.kie.wait_task(timeout=0.01)


async def test_closing_leaves_nothing_behind() -> None:
    """Tasks on the way and callbacks in retry are cancelled, the port is closed, no asyncio task survives."""
    before = asyncio.all_tasks()
    kie = KieSimulator(seconds_to_finish=0, limits=False)
    await kie.start()
    body = {"model": MODEL, "input": WAN, "callBackUrl": "http://127.0.0.1:9/"}
    headers = {"Authorization": f"Bearer {kie.api_key}"}
    async with aiohttp.ClientSession(headers=headers) as session:
        for prompt in ("A cat", "stuck", "slow-url"):
            body["input"] = WAN | {"prompt": prompt}
            async with session.post(f"{kie.url}/api/v1/jobs/createTask", json=body) as answer:
                assert answer.status == 200
        await kie.wait_task(lambda task: bool(task.callbacks))
        await kie.close()
        with pytest.raises(aiohttp.ClientConnectionError):
            await session.get(kie.url)
    assert asyncio.all_tasks() == before
    assert len(kie.tasks) == 3


async def test_closing_twice_or_unstarted_is_harmless() -> None:
    """A fixture may close what never started."""
    kie = KieSimulator()
    await kie.close()
    await kie.start()
    await kie.close()
    await kie.close()


async def test_a_taken_port_is_an_error_that_leaves_nothing_open() -> None:
    """Starting on a taken port raises, and no session stays open."""
    async with KieSimulator() as first:
        with pytest.raises(OSError, match="address"):
            await KieSimulator().start(port=int(first.url.rpartition(":")[2]))


async def test_the_nursery_tells_of_failures_at_close() -> None:
    """A failed coroutine does not pass in silence, and does not disturb the others."""
    done = asyncio.Event()

    async def fail() -> None:
        raise LookupError("lost")

    async def work() -> None:
        done.set()

    task_supervisor = TaskSupervisor()
    task_supervisor.start(fail())
    task_supervisor.start(work())
    await done.wait()
    await asyncio.sleep(0)
    with pytest.raises(ExceptionGroup) as caught:
        await task_supervisor.close()
    assert caught.group_contains(LookupError, match="lost")


def test_russian_is_written_in_latin_where_no_font_has_it() -> None:
    """Both cases are kept, other letters stay."""
    assert in_latin("Привет, Щука & cat") == "Privet, Shchuka & cat"
