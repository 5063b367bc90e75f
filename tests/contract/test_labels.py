"""What the buttons of real screens promise: each label on one line of a phone, and no two with one name."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from aiogram.types import Chat, InlineKeyboardMarkup

from bot.catalog.spec import Dialect, Kind
from bot.domain.generation import Asset
from handlers.core.buttons.result import ResultButton, ResultPage
from tests.contract.authority.conftest import allowance, catalog, dialect, kiosk, texts
from tests.support.label_width import room, width
from tests.unit.handlers.conftest import BotUnderTest
from tests.unit.handlers.telegram import Person

__all__ = ["allowance", "catalog", "dialect", "kiosk", "texts"]

PICTURE = Asset(
    url="https://cdn.example/a.png", kind=Kind.IMAGE, file_id="sent", sent_as="photo", message_id=77
)
CLIP = Asset(url="https://cdn.example/a.mp4", kind=Kind.VIDEO, file_id="sent", sent_as="video", message_id=77)

GROUP = Chat(id=-1001, type="supergroup", title="Cats")

OWN_WORDS = re.compile("💡|🔁|🏷|✕")
"""Labels that carry words of a person or an idea as far as they fit: cut by nature."""

COMMANDS = (
    "/start",
    "/menu",
    "/models",
    "/models anime",
    "/video",
    "/image",
    "/audio",
    "/music",
    "/balance",
    "/quota",
    "/recipes",
    "/favourites",
    "/history",
    "/key",
    "/language",
    "/forget",
    "/settings",
    "/help",
    "/animate",
    "/voice",
    "/song",
    "a cat",
)


def keyboards(kiosk: BotUnderTest, since: int = 0) -> Iterator[InlineKeyboardMarkup]:
    """Every keyboard that the bot has shown since a call."""
    for call in kiosk.screen.calls[since:]:
        markup = getattr(call, "reply_markup", None)
        if isinstance(markup, InlineKeyboardMarkup):
            yield markup


def too_wide(kiosk: BotUnderTest, since: int = 0) -> set[str]:
    """The labels that do not fit their buttons, with the pixels that are missing."""
    return {
        f"{button.text} (+{width(button.text) - room(len(row)):.0f} of {len(row)})"
        for markup in keyboards(kiosk, since)
        for row in markup.inline_keyboard
        for button in row
        if not OWN_WORDS.match(button.text) and width(button.text) > room(len(row))
    }


def same_names(kiosk: BotUnderTest) -> set[str]:
    """Labels that stand twice on one keyboard, or differ by a sign only, and do different things."""
    found = set()
    for markup in keyboards(kiosk):
        known: dict[str, str | None] = {}
        for button in (button for row in markup.inline_keyboard for button in row):
            name = re.sub(r"[\W_]+", " ", button.text).strip().lower()
            if name and known.setdefault(name, button.callback_data) != button.callback_data:
                found.add(button.text)
    return found


async def taps(kiosk: BotUnderTest, person: Person) -> None:
    """Tap every button of the newest message once, each on the message as it was."""
    shown = kiosk.screen.last
    for label in shown.labels:
        rows = shown.markup.inline_keyboard if isinstance(shown.markup, InlineKeyboardMarkup) else []
        button = next((one for row in rows for one in row if one.text == label), None)
        if button is not None and button.callback_data:
            await person.tap_data(button.callback_data, shown.id)


@pytest.mark.parametrize("language", ["en", "ru"])
class TestOneLine:
    """A label that is cut says nothing: it fits one line of a phone of 390 pixels."""

    async def test_menus_settings_and_what_they_lead_to(self, kiosk: BotUnderTest, language: str) -> None:
        """Each command, and every button of its answer."""
        for number, command in enumerate(COMMANDS):
            person = kiosk.person(100 + number, language=language)
            await person.say(command)
            await taps(kiosk, person)
        assert too_wide(kiosk) == set()
        assert same_names(kiosk) == set()

    @pytest.mark.parametrize("dialect", list(Dialect))
    async def test_cards_of_all_models(self, kiosk: BotUnderTest, dialect: Dialect, language: str) -> None:
        """The card of each model with words, and every page that a button opens; shelves and searches come above."""
        for number, model in enumerate(kiosk.catalog.models(dialect)):
            person = kiosk.person(1000 + number, language=language)
            await person.say(f"/gen {model.slug} a cat on a roof")
            await taps(kiosk, person)
        assert too_wide(kiosk) == set()

    async def test_results_and_what_can_be_done_with_them(self, kiosk: BotUnderTest, language: str) -> None:
        """The card of a result, the rest of its buttons, and the question before it is deleted."""
        assets = {"qwen-image": PICTURE, "kling-2.5-turbo": CLIP}
        for number, (slug, asset) in enumerate(assets.items()):
            ann = kiosk.person(7 + number, language=language)
            made = await kiosk.make(ann, f"{slug} a cat", asset)
            for page in ResultPage:
                await ann.tap_data(ResultButton(generation=made.id, page=page).pack(), 77)
        assert too_wide(kiosk) == set()
        assert same_names(kiosk) == set()

    async def test_a_groups_panel(self, kiosk: BotUnderTest, language: str) -> None:
        """The panel of a group's rules, and each page of it."""
        kiosk.screen.admins = {9}
        await kiosk.person(9, language=language, chat=GROUP).say("/group topup 10")
        chief = kiosk.person(9, language=language, chat=Chat(id=9, type="private"))
        await chief.say("/start g_-1001")
        panel = kiosk.screen.last
        await taps(kiosk, chief)
        assert len(panel.labels) > 0
        assert too_wide(kiosk) == set()
