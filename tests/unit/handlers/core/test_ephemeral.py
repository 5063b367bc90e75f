"""Where Telegram refuses ephemeral messages is remembered for a while; which messages are whose menus."""

from __future__ import annotations

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.catalog.spec import Kind
from handlers.core.buttons import button_in, draft_of_menu, is_menu
from handlers.core.buttons.draft import CardButton
from handlers.core.buttons.group import GroupButton
from handlers.core.buttons.menu import MenuButton, ShelfButton
from handlers.core.buttons.quote import ApproveButton, GenerateButton
from handlers.core.buttons.result import AgainButton, StopButton
from handlers.core.ephemeral import EphemeralRight, EphemeralSupport
from handlers.core.keyboards import inline_button, keyboard


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
    """Menus and prices belong to one person; progress, results, the group's panel and links do not."""
    link = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="x", url="https://example.org")]])
    menu = inline_button("x", MenuButton())
    menus = {
        None: keyboard([[menu]]),
        3: keyboard([[inline_button("x", ShelfButton(kind=Kind.VIDEO, draft=3))]]),
        5: keyboard([[menu], [inline_button("x", CardButton(draft=5))]]),
        7: keyboard([[inline_button("x", GenerateButton(token="t", draft=7))]]),
    }
    for draft, markup in menus.items():
        assert is_menu(markup)
        assert draft_of_menu(markup) == draft
    for other in (
        StopButton(generation=1),
        AgainButton(generation=1),
        GroupButton(),
        ApproveButton(token="t", agree=True),
    ):
        assert not is_menu(keyboard([[inline_button("x", other)]]))
    assert not is_menu(link)
    assert not is_menu(None)


def test_data_that_stands_for_no_button() -> None:
    """Callback data can be anything: what no kind of button wrote is none."""
    assert button_in(MenuButton().pack()) == MenuButton()
    for data in ("", ":", "m:1:2", "k:", "k:x", "zz:1", "k:1:2:3"):
        assert button_in(data) is None
