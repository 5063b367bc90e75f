"""Hints for new people, through the dispatcher: below a price of their own, each once, one a day, and never in a group."""

from __future__ import annotations

from datetime import timedelta

import pytest
from aiogram.types import Chat

from bot.domain.hint import Hint
from handlers.core.buttons.draft import CopiesButton
from handlers.core.buttons.quote import GenerateButton
from tests.unit.handlers.conftest import BotUnderTest

SAID = {
    "en": {"words": "rewrites your words", "several": "make several at once", "off": "/settings"},
    "ru": {"words": "перепишет ваш текст", "several": "сразу несколько", "off": "/settings"},
}
SWITCH = {"en": "💡 Hints: yes", "ru": "💡 Подсказки: да"}
HINT = "💡"


@pytest.fixture(autouse=True)
def _hinted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A button that stands below every price has something to hint at; those of several at once do by themselves."""
    monkeypatch.setattr(GenerateButton, "hint", Hint.WORDS)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_one_a_day_each_once(kiosk: BotUnderTest, language: str) -> None:
    """The first says how to be rid of them; the same day brings no other; the next day does; then there are none left."""
    said, ann = SAID[language], kiosk.person(language=language)
    await ann.say("/gen flux-pro a cat")
    assert said["words"] in kiosk.screen.last.text
    assert said["off"] in kiosk.screen.last.text
    await ann.say("/gen flux-pro a dog")
    assert HINT not in kiosk.screen.last.text
    kiosk.clock.advance(timedelta(days=1))
    await ann.say("/gen flux-pro a cow")
    assert said["several"] in kiosk.screen.last.text
    assert said["off"] not in kiosk.screen.last.text
    kiosk.clock.advance(timedelta(days=1))
    await ann.say("/gen flux-pro a hen")
    assert HINT not in kiosk.screen.last.text


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_they_are_switched_off_in_the_settings(kiosk: BotUnderTest, language: str) -> None:
    """A tap, and there are none; another, and they come again."""
    ann = kiosk.person(language=language)
    await ann.say("/settings")
    await ann.tap(SWITCH[language])
    await ann.say("/gen flux-pro a cat")
    assert HINT not in kiosk.screen.last.text
    await ann.say("/settings")
    await ann.tap(next(label for label in kiosk.screen.last.labels if label.startswith(HINT)))
    await ann.say("/gen flux-pro a cat")
    assert SAID[language]["words"] in kiosk.screen.last.text


async def test_never_in_a_group_nor_after_two_weeks(kiosk: BotUnderTest) -> None:
    """Others would read it, and who knows the bot needs none."""
    group = Chat(id=-100, type="supergroup", title="Cats")
    await kiosk.person(chat=group).say("/gen flux-pro a cat")
    assert HINT not in kiosk.screen.last.text
    ann = kiosk.person(numbers=iter(range(60, 99)))
    kiosk.clock.advance(timedelta(days=15))
    await ann.say("/gen flux-pro a cat")
    assert HINT not in kiosk.screen.last.text


async def test_only_at_what_stands_there(kiosk: BotUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no button of the screen is of what is hinted at, there is no hint, and none is used up."""
    for kind in (GenerateButton, CopiesButton):
        monkeypatch.setattr(kind, "hint", None)
    ann = kiosk.person()
    await ann.say("/gen flux-pro a cat")
    assert HINT not in kiosk.screen.last.text
    known = await kiosk.people.person(7)
    assert known is not None
    assert not known.hints_shown
