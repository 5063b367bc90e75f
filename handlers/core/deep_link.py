"""What a link to the bot leads to: `t.me/<bot>?start=<payload>`, written and read here alone.

A payload has 1 to 64 of A-Z, a-z, 0-9, `_` and `-` (Bot API, "Deep linking"), and comes from anybody: it names a thing,
and gives no right to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Self

from aiogram.enums import ChatType
from aiogram.filters import CommandObject, Filter
from aiogram.types import CallbackQuery, Message

LONGEST_PAYLOAD: Final = 64
"""Characters (Bot API, "Deep linking")."""


class LinkTarget(StrEnum):
    """What a link leads to, by the letter that its payload begins with."""

    MODEL = "m"
    """The card of a model; the value is its slug."""
    EXAMPLE = "e"
    """An example of what a model makes; the value is its number."""
    RECIPE = "r"
    """The card of a recipe; the value is its slug."""
    GROUP = "g"
    """A group's panel, in private; the value is the chat's id."""
    SHARED = "s"
    """What a shared result was asked for with; the value is a signed reference to it."""
    CAMPAIGN = "a"
    """The greeting; the value is the operator's name of where the link was published."""
    INVITE = "i"
    """The greeting, for a person who was invited; the value names whose link it is."""
    GIFT = "p"
    """A gift of credits; the value is its secret token."""
    PROMO = "c"
    """A promo code; the value is the code."""
    LOOK = "l"
    """A look that was given away; the value is its secret token."""


DIRECT: Final = "direct"
"""Source of a person who wrote without a link of ours."""
FROM_GROUP: Final = "group"
"""Source of a person who first spoke to the bot in a group, or came by a group's link."""

_LONGER_NAMES: Final = {"group": LinkTarget.GROUP, "ad": LinkTarget.CAMPAIGN}
_SLUG: Final = re.compile(r"[a-z0-9.-]+")
_NUMBER: Final = re.compile(r"-?[0-9]{1,16}")  # Telegram's ids and our rows' fit into 52 bits
_SIGNED: Final = re.compile(r"[A-Za-z0-9_-]+")
_VALUES: Final = {
    LinkTarget.MODEL: _SLUG,
    LinkTarget.EXAMPLE: _NUMBER,
    LinkTarget.RECIPE: _SLUG,
    LinkTarget.GROUP: _NUMBER,
    LinkTarget.SHARED: _SIGNED,
    LinkTarget.CAMPAIGN: _SIGNED,
    LinkTarget.INVITE: _SIGNED,
    LinkTarget.GIFT: _SIGNED,
    LinkTarget.PROMO: _SIGNED,
    LinkTarget.LOOK: _SIGNED,
}
_START: Final = re.compile(r"/start(?:@\w+)?\s+(\S+)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DeepLink:
    """Where a link leads.

    Attributes:
        target: what kind of thing.
        value: which one; its form depends on the target.
    """

    target: LinkTarget
    value: str

    @classmethod
    def parse(cls, payload: str) -> Self | None:
        """What a payload names; None when it has no form of ours. Whether the thing exists is not known here."""
        name, _, written = payload[: LONGEST_PAYLOAD + 1].partition("_")
        target = _LONGER_NAMES.get(name) or next((one for one in LinkTarget if one == name), None)
        if target is None or len(payload) > LONGEST_PAYLOAD:
            return None
        value = written.replace("_", ".") if _VALUES[target] is _SLUG else written
        return cls(target, value) if _VALUES[target].fullmatch(value) else None

    @property
    def payload(self) -> str:
        """The payload that leads there. A slug has dots and never an underscore, a payload the other way round."""
        return f"{self.target}_{self.value.replace('.', '_')}"

    @property
    def number(self) -> int:
        """The number of an example or of a chat.

        Raises:
            ValueError: the target is named by something else.
        """
        return int(self.value)

    def url(self, username: str) -> str:
        """The link, for the bot of this name."""
        return f"https://t.me/{username}?start={self.payload}"


def source_of(event: Message | CallbackQuery) -> str:
    """What brought the person of an update here, should they be new: `direct`, or the kind of link; `ad:name` for a campaign."""
    message = event if isinstance(event, Message) else event.message
    if message is not None and message.chat.type != ChatType.PRIVATE:
        return FROM_GROUP
    started = _START.fullmatch(event.text or "") if isinstance(event, Message) else None
    link = DeepLink.parse(started[1]) if started else None
    if link is None:
        return DIRECT
    return f"ad:{link.value.lower()}" if link.target is LinkTarget.CAMPAIGN else link.target.name.lower()


class LinkTo(Filter):
    """`/start` by a link to this kind of thing, in a private chat; it arrives as `link`.

    Its handler raises `SkipHandler` where the link leads to nothing: then it greets as every `/start` does.
    """

    def __init__(self, target: LinkTarget) -> None:
        self._target = target

    async def __call__(self, message: Message, command: CommandObject) -> bool | dict[str, Any]:
        """The link, or no match."""
        link = DeepLink.parse(command.args or "")
        if link is None or link.target is not self._target or message.chat.type != ChatType.PRIVATE:
            return False
        return {"link": link}
