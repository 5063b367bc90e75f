"""Result addresses that expire, redirect, never answer, lie about type or length, drip, or never end."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import pytest
import pytest_asyncio

from tests.story.kiosk import BotUnderTest, kiosk_between
from tests.story.supplier import (
    held_tasks,
    let_time_pass,
    newest,
    require_one_delivery,
    require_release,
    task_of,
    tasks_of,
    until,
)

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kiosk(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[BotUnderTest]:
    """A bot beside a faulty file host."""
    async with kiosk_between(tmp_path_factory.mktemp("files"), "live", kie={"slow_seconds": 2.0}) as kiosk:
        yield kiosk


@pytest.mark.parametrize("word", ["expired-url", "short-file", "slow-url"])
async def test_mended_at_once(kiosk: BotUnderTest, word: str) -> None:
    """Expired, broken off, slow: a fresh link or some patience brings the whole file, once."""
    person = kiosk.telegram.person(f"Mended {word}")
    card = await kiosk.generate(person, f"flux-pro a bridge {word}")
    media = await require_one_delivery(kiosk, person, card)
    assert media.kind == "photo"
    assert newest(kiosk, person)["delivery_attempts"] == 1


async def test_moved(kiosk: BotUnderTest) -> None:
    """The files are elsewhere by now: after some vain attempts KIE's status is asked where, and they arrive."""
    person = kiosk.telegram.person("Moved")
    with held_tasks(kiosk):
        card = await kiosk.generate(person, "flux-pro a caravan")
        task = await task_of(kiosk, "a caravan")
    task.finish([f"{kiosk.kie.url}/files/{task.id}/9.png"])
    await until(lambda: newest(kiosk, person)["attempts"] >= 1)
    task.urls = [task.url_of(0)]
    await let_time_pass(kiosk, person, hours=0.01, attempts=3)
    await until(lambda: newest(kiosk, person)["attempts"] >= 4)
    await let_time_pass(kiosk, person, hours=0.01)
    await require_one_delivery(kiosk, person, card)


@pytest.mark.parametrize("word", ["bad-url", "wrong-type"])
async def test_never_there(kiosk: BotUnderTest, word: str) -> None:
    """404, or a page under a picture's name: nothing of it is sent, and after hours the credits go back."""
    person = kiosk.telegram.person(f"Never {word}")
    card = await kiosk.generate(person, f"flux-pro a mirage {word}")
    await until(lambda: newest(kiosk, person)["attempts"] >= 1)
    assert newest(kiosk, person)["state"] == "ready"
    await let_time_pass(kiosk, person, hours=8)
    await require_release(kiosk, person, card, "isn’t working")


async def test_a_circle(kiosk: BotUnderTest) -> None:
    """An address that redirects to itself is left after some rounds, and the credits go back at once."""
    person = kiosk.telegram.person("Circle")
    card = await kiosk.generate(person, "flux-pro a roundabout redirect-loop")
    await require_release(kiosk, person, card, "isn’t working")


async def test_without_end(kiosk: BotUnderTest) -> None:
    """More bytes than Telegram takes, and no end: not one more is stored; the person gets the link instead."""
    person = kiosk.telegram.person("Endless")
    card = await kiosk.generate(person, "flux-pro a sea endless-file")
    notified = await person.private.wait("too large for Telegram", after=card, timeout=40)
    assert notified.buttons[0][0].label == "Open"
    await kiosk.concluded(card)
    row = newest(kiosk, person)
    assert (row["state"], row["captured"]) == ("delivered", row["price"])
    assert not list((kiosk.folder / "media").iterdir())
    kiosk.require_exact_ledger()


async def test_silence(kiosk: BotUnderTest) -> None:
    """A file host that says nothing holds up no other person, and a new process fetches the file."""
    person, other = kiosk.telegram.person("Silent"), kiosk.telegram.person("Lively")
    card = await kiosk.generate(person, "flux-pro a monk silent-url")
    await until(lambda: newest(kiosk, person)["state"] == "ready")
    lively = await kiosk.generate(other, "flux-pro a fair")
    await require_one_delivery(kiosk, other, lively)
    assert newest(kiosk, person)["state"] == "ready"
    await kiosk.kill()
    await kiosk.start()
    await require_one_delivery(kiosk, person, card)
    assert newest(kiosk, person)["delivery_attempts"] == 2
    assert len(tasks_of(kiosk, "a monk")) == 1


async def test_a_private_address(kiosk: BotUnderTest) -> None:
    """Where private addresses are not allowed, a result there is refused without a single request; the credits go back."""
    person = kiosk.telegram.person("Inside")
    await kiosk.kill()
    await kiosk.start(KIE_ALLOW_PRIVATE_URLS="false")
    card = await kiosk.generate(person, "flux-pro a cellar")
    await require_release(kiosk, person, card, "isn’t working")
    (task,) = tasks_of(kiosk, "a cellar")
    assert not [request for request in kiosk.kie.requests if request.path.startswith(f"/files/{task.id}")]
