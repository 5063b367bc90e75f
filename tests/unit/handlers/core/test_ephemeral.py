"""Where Telegram refuses to whisper is remembered for a while; which messages are whose menus."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.catalog.spec import Kind
from handlers.core.callback_data import (
    AgainButton,
    ApproveButton,
    CardButton,
    GenerateButton,
    GroupButton,
    MenuButton,
    PickButton,
    ShelfButton,
    StopButton,
)
from handlers.core.ephemeral import EphemeralRight, EphemeralSupport
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.menu_ownership import about, is_personal


def test_a_refusal_is_remembered_for_a_while() -> None:
    """Per group and way; rights for ten minutes, a late tap for one."""
    now = 0.0
    ephemeral_support = EphemeralSupport(monotonic=lambda: now)
    assert ephemeral_support.may(-1, EphemeralRight.ADMIN)
    ephemeral_support.refused(-1, EphemeralRight.ADMIN)
    ephemeral_support.refused(-1, EphemeralRight.TAP)
    assert not ephemeral_support.may(-1, EphemeralRight.ADMIN)
    assert ephemeral_support.may(-1, EphemeralRight.COMMAND)
    assert ephemeral_support.may(-2, EphemeralRight.ADMIN)
    now = 61.0
    assert (
        ephemeral_support.may(-1, EphemeralRight.TAP),
        ephemeral_support.may(-1, EphemeralRight.ADMIN),
    ) == (True, False)
    now = 601.0
    assert ephemeral_support.may(-1, EphemeralRight.ADMIN)


def test_what_memory_of_refusals_costs_is_bounded() -> None:
    """The oldest of very many groups is forgotten, and merely tried again."""
    ephemeral_support = EphemeralSupport(monotonic=lambda: 0.0)
    for chat in range(1, 1002):
        ephemeral_support.refused(-chat, EphemeralRight.ADMIN)
    assert ephemeral_support.may(-1, EphemeralRight.ADMIN)
    assert not ephemeral_support.may(-1001, EphemeralRight.ADMIN)


def test_which_messages_are_menus() -> None:
    """Menus and prices are somebody's; progress, results, the group's panel and links are not."""
    link = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="x", url="https://example.org")]])
    assert about(keyboard([[inline_button("x", MenuButton())]])) == 0
    assert about(keyboard([[inline_button("x", ShelfButton(kind=Kind.VIDEO, draft=3))]])) == 3
    assert (
        about(keyboard([[inline_button("x", MenuButton())], [inline_button("x", CardButton(draft=5))]])) == 5
    )
    assert about(keyboard([[inline_button("x", GenerateButton(token="t", draft=7))]])) == 7
    for other in (
        StopButton(generation=1),
        AgainButton(generation=1),
        GroupButton(),
        ApproveButton(token="t", agree=True),
    ):
        assert about(keyboard([[inline_button("x", other)]])) is None
    assert about(link) is None
    assert about(None) is None


def test_which_buttons_say_nothing_of_whose_they_are() -> None:
    """Only those need the message's owner; data that nobody made are none of them."""
    assert is_personal(PickButton(slug="a").pack())
    assert is_personal(MenuButton().pack())
    assert not is_personal(CardButton(draft=1).pack())
    assert not is_personal("")
