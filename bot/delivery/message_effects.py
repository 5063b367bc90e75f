"""The small celebration with which a result arrives in a private chat.

The Bot API names effects by ids that it does not list (Bot API, sendMessage, `message_effect_id`); the free ones are
known from use. Telegram refuses an id that it does not know, and every id in a group.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from bot.catalog.spec import Kind
from bot.domain.chat import is_group
from bot.domain.generation import Generation

PARTY: Final = "5046509860389126442"
HEART: Final = "5159385139981059251"
FIRE: Final = "5104841245755180586"

_OF: Final[Mapping[Kind, str]] = {
    Kind.VIDEO: FIRE,
    Kind.IMAGE: PARTY,
    Kind.AUDIO: PARTY,
    Kind.MUSIC: HEART,
}


@dataclass(frozen=True, slots=True)
class Effect:
    """An effect for one message.

    Attributes:
        id: Telegram's.
        forget: says that Telegram refused it.
    """

    id: str
    forget: Callable[[], None]


class Effects:
    """Chooses effects, and remembers for the life of the process which of them Telegram refuses."""

    def __init__(self) -> None:
        self._refused: set[str] = set()

    def choose(self, generation: Generation) -> Effect | None:
        """What fits the generation's media, or None where there is no effect: in groups, and when it was refused."""
        if is_group(generation.destination.chat_id) or not generation.assets:
            return None
        chosen = _OF[generation.assets[0].kind]
        if chosen in self._refused:
            return None
        return Effect(chosen, lambda: self._refused.add(chosen))
