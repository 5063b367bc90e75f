"""The small celebration with which a result arrives in a private chat."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from bot.catalog.spec import Kind
from bot.domain.chat import is_group
from bot.domain.generation import Generation
from bot.telegram.message_effects import FIRE, HEART, PARTY

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
