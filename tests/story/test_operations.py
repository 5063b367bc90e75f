"""What the operator sees of a running bot: its log, its figures, and whether it is well."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.story.kiosk import BotUnderTest, kiosk_between

pytestmark = pytest.mark.story

NOBODYS = {"Telegram knows us", "kiosk runs", "kiosk stops", "commands_not_set"}
"""Lines of the process itself."""


def lines(kiosk: BotUnderTest) -> list[dict[str, Any]]:
    """The log, every line parsed."""
    return [json.loads(line) for line in kiosk.log.splitlines()]


async def ask(kiosk: BotUnderTest, path: str) -> tuple[int, str]:
    """Status and body of an answer of the bot's own server."""
    url = f"http://127.0.0.1:{kiosk.environment['HTTP_PORT']}{path}"
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, await answer.text()


async def metrics(kiosk: BotUnderTest) -> dict[str, float]:
    """What /metrics shows."""
    status, text = await ask(kiosk, "/metrics")
    assert status == 200
    shown = [line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in shown}


async def test_every_line_of_a_generation_carries_its_id(folder: Path) -> None:
    """As JSON every line parses; steps tell the states in order and KIE's task; no line about one lacks its id."""
    async with kiosk_between(folder, "live", LOG_FORMAT="json") as kiosk:
        kiosk.telegram.faults.fail("sendPhoto", 500)
        cards = [
            await kiosk.generate(person, f"flux-pro {words}")
            for person, words in ((kiosk.alice, "a lamp"), (kiosk.boris, "a jug fail-moderation"))
        ]
        await kiosk.media(kiosk.alice.private, after=cards[0])
        for card in cards:
            await kiosk.concluded(card)
        assert await kiosk.stop() == 0
        (task,) = (task for task in kiosk.kie.tasks.values() if "lamp" in task.prompt)
        first, second = (row["id"] for row in kiosk.rows("SELECT id FROM generations ORDER BY id"))
    notified = lines(kiosk)
    assert all({"event", "level", "timestamp"} <= line.keys() for line in notified)
    assert not [line for line in notified if "generation" not in line and line["event"] not in NOBODYS]
    steps = [line for line in notified if line["event"] == "step"]
    assert [line["state"] for line in steps if line["generation"] == first] == [
        "held",
        "submitting",
        "running",
        "ready",
        "delivered",
    ]
    assert [line["state"] for line in steps if line["generation"] == second][-1] == "failed"
    assert {line.get("task") for line in steps if line["generation"] == first} == {None, task.id}
    assert "a lamp" not in kiosk.log


async def test_figures_of_a_story(folder: Path) -> None:
    """One generation later the figures tell of it: states, time in each, credits, calls to both services."""
    async with kiosk_between(folder, "live") as kiosk:
        card = await kiosk.generate(kiosk.alice, "flux-pro a pear")
        await kiosk.media(kiosk.alice.private, after=card)
        await kiosk.concluded(card)
        shown = await metrics(kiosk)
        price = kiosk.rows("SELECT price FROM generations")[0]["price"]
        assert shown['kiosk_generations{model="flux-pro",state="delivered"}'] == 1
        for state in ("held", "submitting", "running", "ready"):
            assert shown[f'kiosk_state_seconds_count{{state="{state}"}}'] == 1
        assert shown['kiosk_credits{part="captured"}'] == price
        assert shown['kiosk_ledger_credits{kind="hold"}'] == -price
        assert shown['kiosk_call_seconds_count{call="submit",service="kie"}'] == 1
        assert shown['kiosk_call_seconds_count{call="status",service="kie"}'] >= 1
        assert shown['kiosk_call_seconds_count{call="sendPhoto",service="telegram"}'] == 1
        assert shown['kiosk_queue{queue="telegram"}'] == 0
        assert not [name for name in shown if "a pear" in name or kiosk.telegram.token in name]


async def test_ready_when_telegram_has_answered(folder: Path) -> None:
    """While Telegram does not answer, the bot is alive and not ready; it is as soon as Telegram has confirmed the token."""
    async with kiosk_between(folder, "live", started=False) as kiosk:
        outage = kiosk.telegram.faults.fail("getMe", 502, times=1000)
        await kiosk.begin()

        await kiosk.telegram.calls.wait("getMe", timeout=60)
        assert (await ask(kiosk, "/healthz"))[0] == 200
        status, text = await ask(kiosk, "/readyz")
        assert (status, json.loads(text)["telegram"], json.loads(text)["database"]) == (503, False, True)
        outage.times = 1
        await kiosk.telegram.calls.wait("setMyCommands", timeout=60)
        assert (await ask(kiosk, "/readyz"))[0] == 200


async def test_stops_while_it_waits_for_telegram(folder: Path) -> None:
    """SIGTERM before Telegram ever answered: exit code 0."""
    async with kiosk_between(folder, "live", started=False) as kiosk:
        kiosk.telegram.faults.fail("getMe", 502, times=1000)
        await kiosk.begin()
        await kiosk.telegram.calls.wait("getMe", timeout=60)
        assert await kiosk.stop() == 0
