"""On the way to a purchase: who has not agreed to the terms is asked, and the answer goes on with what they were about to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import cast

import pytest

from bot.i18n import Texts
from bot.people.consent import Consents
from handlers.core.buttons import button_in
from handlers.core.buttons.account import LanguageButton
from handlers.core.buttons.base import Button
from handlers.core.consent import has_agreed
from handlers.core.context import Context
from handlers.core.views.screen import Screen
from storage.core.database import Database
from storage.people.consents import SqliteConsentRepository
from tests.support.fake_clock import FakeClock


@dataclass
class _Chat:
    """Remembers what was shown, and how."""

    in_group: bool
    shown: list[tuple[str, Screen]] = field(default_factory=list)

    async def send(self, screen: Screen, *, alone: bool) -> None:
        self.shown.append(("alone" if alone else "aloud", screen))

    async def replace(self, screen: Screen) -> None:
        self.shown.append(("instead", screen))


def _again(agreed: str) -> Button:
    return LanguageButton(code=agreed)


@pytest.fixture
def consents(database: Database, clock: FakeClock) -> Consents:
    """No one has agreed to anything."""
    return Consents(SqliteConsentRepository(database), clock, "2026-11-29")


def _press(language: str, *, in_group: bool = False) -> tuple[Context, _Chat]:
    chat = _Chat(in_group)
    t = Texts.load().speaking(language)
    return cast("Context", SimpleNamespace(person=SimpleNamespace(id=7), t=t, chat=chat)), chat


@pytest.mark.parametrize(
    ("language", "asks", "again"),
    [
        ("en", "Before your first purchase", "The terms have changed"),
        ("ru", "Перед первой покупкой", "Условия изменились"),
    ],
)
async def test_asked_once_for_each_version(
    consents: Consents, database: Database, clock: FakeClock, language: str, asks: str, again: str
) -> None:
    """The question's button agrees and goes on; later presses go on at once, until the terms change."""
    ctx, chat = _press(language)
    assert not await has_agreed(ctx, consents, "", _again)
    (way, screen), *_ = chat.shown
    assert (way, asks in screen.text, "/terms" in screen.text) == ("instead", True, True)
    assert screen.buttons is not None
    pressed = button_in(screen.buttons.inline_keyboard[0][0].callback_data or "")
    assert pressed == LanguageButton(code=consents.stamp)
    assert await has_agreed(ctx, consents, consents.stamp, _again)
    assert await has_agreed(ctx, consents, "", _again)
    assert len(chat.shown) == 1

    new = Consents(SqliteConsentRepository(database), clock, "2027-01-31")
    assert not await has_agreed(ctx, new, consents.stamp, _again)
    assert again in chat.shown[1][1].text


async def test_in_a_group_one_is_asked_alone(consents: Consents) -> None:
    """What the group sees stays as it is: the next member may have agreed."""
    ctx, chat = _press("en", in_group=True)
    assert not await has_agreed(ctx, consents, "made up", _again)
    assert [way for way, _ in chat.shown] == ["alone"]
