"""SIGTERM in the middle of everything: the process ends in time, with exit code 0, and nothing is half done."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from bot.sandbox.kie import KieSimulator
from tests.story.kiosk import BotUnderTest, kiosk_between, until
from tests.story.test_storage_trouble import locked

pytestmark = pytest.mark.story

IN_TIME = 10.0
"""Seconds that a process has between SIGTERM and SIGKILL where containers are stopped."""


class SlowRoad:
    """The way to a KIE that works, but whose answers to submissions wait until `open` is set.

    Attributes:
        arrived: KIE has a submission whose answer is not there yet.
    """

    def __init__(self, kie: KieSimulator) -> None:
        self._kie = kie
        self.open = asyncio.Event()
        self.arrived = asyncio.Event()
        self.url = ""

    async def carry(self, request: web.Request) -> web.Response:
        """Forward a request; keep the answer back if it is a submission's."""
        headers = {name: request.headers[name] for name in ("Authorization", "Content-Type")}
        url = f"{self._kie.url}{request.path_qs}"
        async with (
            aiohttp.ClientSession() as session,
            session.post(url, data=await request.read(), headers=headers) as answer,
        ):
            body = await answer.read()
        self.arrived.set()
        await self.open.wait()
        return web.Response(body=body, status=answer.status, content_type="application/json")

    async def pass_on(self, request: web.Request) -> web.Response:
        """Forward a question."""
        headers = {"Authorization": request.headers["Authorization"]}
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"{self._kie.url}{request.path_qs}", headers=headers) as answer,
        ):
            return web.Response(
                body=await answer.read(), status=answer.status, content_type="application/json"
            )


@asynccontextmanager
async def slow_road(kiosk: BotUnderTest) -> AsyncGenerator[SlowRoad]:
    """Put the bot behind a slow road to KIE and start it."""
    road = SlowRoad(kiosk.kie)
    application = web.Application()
    application.add_routes([web.post("/{path:.*}", road.carry), web.get("/{path:.*}", road.pass_on)])
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        road.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        await kiosk.start(KIE_API_URL=road.url)
        yield road
    finally:
        road.open.set()
        await runner.cleanup()


async def stops(kiosk: BotUnderTest) -> None:
    """SIGTERM: exit code 0, in time, no traceback in the log."""
    began = time.monotonic()
    assert await kiosk.stop() == 0, kiosk.log
    assert time.monotonic() - began < IN_TIME
    assert "Traceback" not in kiosk.log


def state(kiosk: BotUnderTest) -> str:
    """Where the only generation is."""
    (row,) = kiosk.rows("SELECT state FROM generations")
    return str(row["state"])


async def require_paid_once(kiosk: BotUnderTest) -> None:
    """The only generation is delivered, submitted once and paid once, and the database is exact."""
    await until(lambda: state(kiosk) == "delivered")
    (row,) = kiosk.rows("SELECT price, captured FROM generations")
    assert row["captured"] == row["price"]
    assert len(kiosk.kie.tasks) == 1
    assert await kiosk.available(kiosk.alice) == 1000 - row["price"]
    kiosk.require_exact_ledger()


async def test_a_submission_under_way_is_finished(folder: Path) -> None:
    """KIE answers a second after SIGTERM: the answer is waited for, and nothing is in doubt."""
    async with kiosk_between(folder, "live", started=False) as kiosk, slow_road(kiosk) as road:
        card = await kiosk.generate(kiosk.alice, "flux-pro a kettle")
        await road.arrived.wait()
        asyncio.get_running_loop().call_later(1, road.open.set)
        await stops(kiosk)
        assert state(kiosk) in {"running", "ready", "delivered"}
        await kiosk.start()
        await kiosk.media(kiosk.alice.private, after=card)
        await require_paid_once(kiosk)
        assert not kiosk.rows("SELECT 1 FROM generation_transitions WHERE state = 'in_doubt'")


async def test_a_submission_that_never_ends_is_cut_off(folder: Path) -> None:
    """KIE has it and does not answer: the process ends all the same, and the next one knows that it is in doubt."""
    async with (
        kiosk_between(folder, "live", started=False, kie={"hold": True}) as kiosk,
        slow_road(kiosk) as road,
    ):
        card = await kiosk.generate(kiosk.alice, "flux-pro a ladle")
        await road.arrived.wait()
        await stops(kiosk)
        assert state(kiosk) == "submitting"
        await kiosk.start(KIE_API_URL=kiosk.kie.url)
        await until(lambda: state(kiosk) == "in_doubt")
        (task,) = kiosk.kie.tasks.values()
        task.finish()
        await kiosk.media(kiosk.alice.private, after=card)
        await require_paid_once(kiosk)


async def test_a_delivery_under_way_is_finished(folder: Path) -> None:
    """Telegram takes a second longer than SIGTERM: the media is there once, and written down."""
    async with kiosk_between(folder, "live") as kiosk:
        kiosk.telegram.faults.delay("sendPhoto", 1.5)
        card = await kiosk.generate(kiosk.alice, "flux-pro a spoon")
        await until(lambda: bool(kiosk.rows("SELECT 1 FROM generations WHERE delivery_attempts = 1")))
        await stops(kiosk)
        assert state(kiosk) == "delivered"
        await kiosk.start()
        await kiosk.concluded(card)
        await require_paid_once(kiosk)
        assert len([message for message in kiosk.alice.private.messages if message.kind == "photo"]) == 1


async def test_a_delivery_that_takes_too_long_is_cut_off(folder: Path) -> None:
    """Telegram does not answer: the process ends, and the next one sends the media."""
    async with kiosk_between(folder, "live") as kiosk:
        kiosk.telegram.faults.delay("sendPhoto", 30)
        card = await kiosk.generate(kiosk.alice, "flux-pro a fork")
        await until(lambda: bool(kiosk.rows("SELECT 1 FROM generations WHERE delivery_attempts = 1")))
        await stops(kiosk)
        assert state(kiosk) == "ready"
        await kiosk.start()
        await kiosk.media(kiosk.alice.private, after=card)
        await require_paid_once(kiosk)


async def test_what_waits_for_flood_control_is_left(folder: Path) -> None:
    """A result that waits its turn behind a 429 does not hold the process up; the next one sends it."""
    async with kiosk_between(folder, "live") as kiosk:
        kiosk.telegram.faults.flood("sendPhoto", 25)
        card = await kiosk.generate(kiosk.alice, "flux-pro a knife")
        await kiosk.telegram.calls.wait("sendPhoto", ok=False, timeout=30)
        await stops(kiosk)
        assert state(kiosk) == "ready"
        await kiosk.start()
        await kiosk.media(kiosk.alice.private, after=card)
        await require_paid_once(kiosk)


async def test_an_answer_under_way_is_given_after_all(folder: Path) -> None:
    """An update whose answer does not return is not confirmed to Telegram: the next process answers it."""
    async with kiosk_between(folder, "live") as kiosk:
        await kiosk.alice.start()
        await kiosk.alice.private.wait("Hi Alice", timeout=20)
        kiosk.telegram.faults.delay("sendMessage", 30)
        asked = await kiosk.alice.send("/balance")
        await until(lambda: not kiosk.telegram.faults.waiting)
        await stops(kiosk)
        await kiosk.start()
        answer = await kiosk.alice.private.wait(lambda _: True, after=asked, timeout=20)
        assert "1000" in answer.text.replace("\N{NO-BREAK SPACE}", "").replace(",", "")


async def test_while_it_starts(folder: Path) -> None:
    """Telegram does not answer the bot's setup: SIGTERM is obeyed all the same."""
    async with kiosk_between(folder, "live", started=False, whole=True) as kiosk:
        kiosk.telegram.faults.delay("setMyCommands", 30, times=100)
        await kiosk.begin()
        await until(lambda: "kiosk runs" in kiosk.log, seconds=60)
        await stops(kiosk)


async def test_while_another_process_keeps_the_database(folder: Path) -> None:
    """What KIE has answered cannot be written: the process does not wait for the lock longer than it has time."""
    async with kiosk_between(folder, "live", started=False) as kiosk, slow_road(kiosk) as road:
        await kiosk.generate(kiosk.alice, "flux-pro a sieve")
        await road.arrived.wait()
        with locked(kiosk):
            road.open.set()
            await until(lambda: "not written yet" in kiosk.log, seconds=30)
            await stops(kiosk)
        assert "never written" in kiosk.log
        assert state(kiosk) == "submitting"
