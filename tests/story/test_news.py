"""News of the operator: one tap below them, or a line in /settings, ends them; what everyone must know still arrives."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.sandbox.telegram import Message, Person
from tests.story.kiosk import BotUnderTest, kiosk_between, until

pytestmark = pytest.mark.story

WORDS = {
    "en": {
        "stop": "No more news",
        "again": "Send me news again",
        "toast": "get it again: /settings",
        "off": "News: no",
        "on": "News: yes",
    },
    "ru": {
        "stop": "Больше не присылать новости",
        "again": "Присылать новости снова",
        "toast": "Включить снова: /settings",
        "off": "Новости: нет",
        "on": "Новости: да",
    },
}


async def question(kiosk: BotUnderTest, text: str) -> Message:
    """The admin's question whether to send this."""
    asked = await kiosk.admin.send(f"/broadcast {text}")
    return await kiosk.admin.private.wait("message is above", after=asked, timeout=20)


async def broadcast(kiosk: BotUnderTest, text: str, *, important: bool = False) -> str:
    """Sends it, and returns the report."""
    asked = await question(kiosk, text)
    if important:
        await kiosk.admin.tap(asked, "Make it Important")
        await kiosk.admin.private.wait_until(
            lambda: any("ordinary news" in label for label in asked.labels), timeout=20
        )
    await kiosk.admin.tap(asked, next(label for label in asked.labels if label.startswith("Send to")))
    report = await kiosk.admin.private.wait("finished: ", after=asked, timeout=30)
    return report.text


def got(person: Person, text: str) -> list[Message]:
    """The copies of a broadcast that a person has."""
    return [message for message in person.private.messages if message.text == text and message.sender.is_bot]


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_one_tap_ends_them(folder: Path, language: str) -> None:
    """The next broadcast leaves the person out and counts them; Important still arrives; one tap brings news back."""
    words = WORDS[language]
    async with kiosk_between(folder, "live") as kiosk:
        person = kiosk.boris if language == "ru" else kiosk.alice
        other = kiosk.alice if language == "ru" else kiosk.boris
        for one in (person, other, kiosk.admin):
            await one.start()
            await one.private.wait(lambda message: message.sender.is_bot, timeout=20)

        assert "3 received it, 0 want no news" in await broadcast(kiosk, "We have a new model")
        (news,) = got(person, "We have a new model")
        toast = await person.tap(news, words["stop"])
        assert words["toast"] in (toast.text or "")
        await person.private.wait_until(
            lambda: any(words["again"] in label for label in news.labels), timeout=20
        )

        asked = await question(kiosk, "And another one")
        assert "2 people" in asked.text
        assert "1 person has switched news off" in asked.text
        await kiosk.admin.tap(asked, "Send to 2 people")
        report = await kiosk.admin.private.wait("finished: ", after=asked, timeout=30)
        assert "2 received it, 1 want no news, 0 unreachable" in report.text
        assert (len(got(person, "And another one")), len(got(other, "And another one"))) == (0, 1)

        assert "3 received it" in await broadcast(kiosk, "Your keys were read", important=True)
        (urgent,) = got(person, "Your keys were read")
        assert not urgent.buttons

        await person.tap(news, words["again"])
        await until(lambda: not kiosk.rows("SELECT 1 FROM people WHERE news = 0"))
        assert "3 received it, 0 want" in await broadcast(kiosk, "Welcome back")
        assert len(got(person, "Welcome back")) == 1


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_line_of_the_settings(folder: Path, language: str) -> None:
    """/settings shows and switches it."""
    words = WORDS[language]
    async with kiosk_between(folder, "live") as kiosk:
        person = kiosk.boris if language == "ru" else kiosk.alice
        asked = await person.send("/settings")
        panel = await person.private.wait(lambda message: bool(message.buttons), after=asked, timeout=20)
        label = next(one for one in panel.labels if words["on"] in one)
        await person.tap(panel, label)
        await person.private.wait_until(lambda: any(words["off"] in one for one in panel.labels), timeout=20)
        await kiosk.admin.start()
        assert "1 received it, 1 want no news" in await broadcast(kiosk, "Hello")
        assert got(person, "Hello") == []
