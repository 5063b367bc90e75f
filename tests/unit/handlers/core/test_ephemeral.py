"""Where Telegram refuses to whisper is remembered for a while; which messages are whose menus."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.catalog.spec import Kind
from handlers.core.callback_data import (
    AgainTap,
    ApproveTap,
    CardTap,
    GenerateTap,
    GroupTap,
    MenuTap,
    PickTap,
    ShelfTap,
    StopTap,
)
from handlers.core.ephemeral import Way, Whispers
from handlers.core.keyboards import keyboard, tap
from handlers.core.menu_ownership import about, is_personal


def test_a_refusal_is_remembered_for_a_while() -> None:
    """Per group and way; rights for ten minutes, a late tap for one."""
    now = 0.0
    whispers = Whispers(monotonic=lambda: now)
    assert whispers.may(-1, Way.ADMIN)
    whispers.refused(-1, Way.ADMIN)
    whispers.refused(-1, Way.TAP)
    assert not whispers.may(-1, Way.ADMIN)
    assert whispers.may(-1, Way.COMMAND)
    assert whispers.may(-2, Way.ADMIN)
    now = 61.0
    assert (whispers.may(-1, Way.TAP), whispers.may(-1, Way.ADMIN)) == (True, False)
    now = 601.0
    assert whispers.may(-1, Way.ADMIN)


def test_what_memory_of_refusals_costs_is_bounded() -> None:
    """The oldest of very many groups is forgotten, and merely tried again."""
    whispers = Whispers(monotonic=lambda: 0.0)
    for chat in range(1, 1002):
        whispers.refused(-chat, Way.ADMIN)
    assert whispers.may(-1, Way.ADMIN)
    assert not whispers.may(-1001, Way.ADMIN)


def test_which_messages_are_menus() -> None:
    """Menus and prices are somebody's; progress, results, the group's panel and links are not."""
    link = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="x", url="https://example.org")]])
    assert about(keyboard([[tap("x", MenuTap())]])) == 0
    assert about(keyboard([[tap("x", ShelfTap(kind=Kind.VIDEO, draft=3))]])) == 3
    assert about(keyboard([[tap("x", MenuTap())], [tap("x", CardTap(draft=5))]])) == 5
    assert about(keyboard([[tap("x", GenerateTap(token="t", draft=7))]])) == 7
    for other in (
        StopTap(generation=1),
        AgainTap(generation=1),
        GroupTap(),
        ApproveTap(token="t", agree=True),
    ):
        assert about(keyboard([[tap("x", other)]])) is None
    assert about(link) is None
    assert about(None) is None


def test_which_buttons_say_nothing_of_whose_they_are() -> None:
    """Only those need the message's owner; data that nobody made are none of them."""
    assert is_personal(PickTap(slug="a").pack())
    assert is_personal(MenuTap().pack())
    assert not is_personal(CardTap(draft=1).pack())
    assert not is_personal("")
