"""While KIE serves no one, people read that before and after the tap, lose nothing, and hear when it works again."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.sandbox.telegram import Person
from tests.story.kiosk import BotUnderTest, kiosk_between
from tests.story.supplier import held_tasks, let_time_pass, newest, require_one_delivery, task_of, until

pytestmark = pytest.mark.story

WORDS = {
    "en": {
        "waits": "Nothing is lost",
        "paused": "The service is paused",
        "notify": "🔔 Tell me when it works",
        "toast": "I will write",
        "back": "The service works again",
        "cancel": "Cancel",
        "cancelled": "cancelled",
        "ready": "Finished, fetching the file",
        "about": "about",
    },
    "ru": {
        "waits": "Ничего не потеряно",
        "paused": "Сервис сейчас на паузе",
        "notify": "🔔 Сообщить, когда заработает",
        "toast": "Напишу",
        "back": "Сервис снова работает",
        "cancel": "Отменить",
        "cancelled": "отменено",
        "ready": "Готово, получаю файл",
        "about": "около",
    },
}


@pytest_asyncio.fixture
async def kiosk(folder: Path) -> AsyncGenerator[BotUnderTest]:
    """A bot in the live dialect."""
    async with kiosk_between(folder, "live") as started:
        yield started


def _returns(person: Person, words: str) -> int:
    return sum(words in message.text for message in person.private.messages)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_an_empty_balance_is_said_before_and_after_the_tap(kiosk: BotUnderTest, language: str) -> None:
    """Who waits reads that nothing is lost, and can cancel; who asks is warned, and hears once when it works."""
    words = WORDS[language]
    waiting = kiosk.telegram.person("Waiting", language=language)
    asking = kiosk.telegram.person("Asking", language=language)
    kiosk.kie.credits = 0
    progress = await kiosk.generate(waiting, "flux-pro a beggar")
    await waiting.private.wait_until(lambda: words["waits"] in progress.text, timeout=40)
    assert words["about"] not in progress.text
    assert words["cancel"] in progress.labels
    quote = await kiosk.quote(asking, "flux-pro a banker")
    assert words["paused"] in quote.text
    for _ in range(2):
        toast = await asking.tap(quote, words["notify"])
        assert words["toast"] in (toast.text or "")
    assert len(kiosk.rows("SELECT 1 FROM service_waits")) == 1

    assert await kiosk.stop() == 0
    kiosk.kie.credits = 1000
    await let_time_pass(kiosk, waiting, hours=0.1)
    await kiosk.start()
    await require_one_delivery(kiosk, waiting, progress)
    await asking.private.wait(words["back"], after=quote, timeout=40)
    await until(lambda: not kiosk.rows("SELECT 1 FROM service_waits"))
    await kiosk.kill()
    await kiosk.start()
    later = await kiosk.quote(asking, "flux-pro a baker")
    assert words["paused"] not in later.text
    assert not any("🔔" in label for label in later.labels)
    assert _returns(asking, words["back"]) == 1
    kiosk.require_exact_ledger()


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_maintenance_is_said_and_what_waits_can_be_cancelled(
    kiosk: BotUnderTest, language: str
) -> None:
    """455: the progress says that it waits for the service, and Cancel gives the credits back."""
    words = WORDS[language]
    person = kiosk.telegram.person("Patient", language=language)
    kiosk.kie.next_submission("fail-455")
    progress = await kiosk.generate(person, "flux-pro a broom")
    await person.private.wait_until(lambda: words["waits"] in progress.text, timeout=40)
    await person.tap(progress, words["cancel"])
    await person.private.wait_until(lambda: words["cancelled"] in progress.text.casefold(), timeout=20)
    assert newest(kiosk, person)["state"] == "cancelled"
    kiosk.require_exact_ledger()


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_the_end_of_a_maintenance_is_said_when_kie_accepts(kiosk: BotUnderTest, language: str) -> None:
    """Neither time nor a restart says that the service works again: an accepted request does."""
    words = WORDS[language]
    asking = kiosk.telegram.person("Asking", language=language)
    kiosk.kie.next_submission("fail-455")
    progress = await kiosk.generate(kiosk.alice, "flux-pro a broom")
    await kiosk.alice.private.wait_until(lambda: WORDS["en"]["waits"] in progress.text, timeout=40)
    quote = await kiosk.quote(asking, "flux-pro a banker")
    assert words["paused"] in quote.text
    await asking.tap(quote, words["notify"])
    await kiosk.alice.tap(progress, WORDS["en"]["cancel"])
    await until(lambda: newest(kiosk, kiosk.alice)["state"] == "cancelled")
    await kiosk.kill()
    await kiosk.start()
    await kiosk.quote(asking, "flux-pro a baker")
    assert not _returns(asking, words["back"])
    assert len(kiosk.rows("SELECT 1 FROM service_waits")) == 1
    accepted = await kiosk.generate(kiosk.alice, "flux-pro a bridge")
    await require_one_delivery(kiosk, kiosk.alice, accepted)
    await asking.private.wait(words["back"], after=quote, timeout=40)
    await until(lambda: not kiosk.rows("SELECT 1 FROM service_waits"))
    assert _returns(asking, words["back"]) == 1


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_file_that_cannot_be_fetched_yet_is_said(kiosk: BotUnderTest, language: str) -> None:
    """KIE has finished: the progress says so instead of going on to count."""
    words = WORDS[language]
    person = kiosk.telegram.person("Curious", language=language)
    with held_tasks(kiosk):
        progress = await kiosk.generate(person, "flux-pro a caravan")
        task = await task_of(kiosk, "a caravan")
    task.finish([f"{kiosk.kie.url}/files/{task.id}/9.png"])
    await person.private.wait_until(lambda: words["ready"] in progress.text, timeout=40)
    task.urls = [task.url_of(0)]
    await let_time_pass(kiosk, person, hours=0.01, attempts=3)
    await until(lambda: newest(kiosk, person)["attempts"] >= 4)
    await let_time_pass(kiosk, person, hours=0.01)
    await require_one_delivery(kiosk, person, progress)


async def test_who_is_forgotten_hears_nothing(kiosk: BotUnderTest) -> None:
    """/forget means no notice either."""
    kiosk.kie.credits = 0
    card = await kiosk.generate(kiosk.alice, "flux-pro a beggar")
    await kiosk.alice.private.wait_until(lambda: "Nothing is lost" in card.text, timeout=40)
    quote = await kiosk.quote(kiosk.boris, "flux-pro банкир")
    await kiosk.boris.tap(quote, WORDS["ru"]["notify"])
    await until(lambda: bool(kiosk.rows("SELECT 1 FROM service_waits")))
    asked = await kiosk.boris.send("/forget")
    panel = await kiosk.boris.private.wait(lambda message: bool(message.buttons), after=asked, timeout=20)
    await kiosk.boris.tap(panel, (0, 0))
    await until(lambda: not kiosk.rows("SELECT 1 FROM service_waits"))
