"""A group's panel. In the private chat of a member every button of it names the group (`chat`)."""

from __future__ import annotations

from bot.domain.group import Span
from handlers.core.buttons.base import Button, Owner


class GroupButton(Button, prefix="gr", owner=Owner.GROUP):
    """Show a page of a group's panel (None = its first), at a page of its list."""

    leaf: str | None = None
    page: int = 0
    chat: int | None = None


class GroupSettingButton(Button, prefix="gs", owner=Owner.GROUP):
    """Set a rule of a group to a value; `page` is the page that the button stands on."""

    rule: str
    value: str
    page: int = 0
    chat: int | None = None


class SpendingButton(Button, prefix="gx", owner=Owner.GROUP):
    """Who spent what of a group's account since this span began."""

    span: Span
    chat: int | None = None


class ChartButton(Button, prefix="gp", owner=Owner.GROUP):
    """The same as a picture."""

    span: Span
    chat: int | None = None


class GroupBuyButton(Button, prefix="gu", owner=Owner.GROUP):
    """What the group's account can be filled with; from a private chat it is shown in the group when that is agreed to."""

    chat: int | None = None
    post: bool = False
