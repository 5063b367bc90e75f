"""What the handlers of broadcasts work with."""

from __future__ import annotations

from dataclasses import dataclass

from bot.broadcasts.control import BroadcastControl
from bot.broadcasts.edit import BroadcastEditor
from bot.domain.broadcast import BroadcastReader


@dataclass(frozen=True, slots=True, kw_only=True)
class Broadcasting:
    """Broadcasts to read, to put together, and to move from state to state."""

    reader: BroadcastReader
    editor: BroadcastEditor
    control: BroadcastControl
