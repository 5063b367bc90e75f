"""What describing a picture needs beside the update."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.suggestion import SuggestionRepository
from handlers.core.ports import BackgroundTasks, PictureReader


@dataclass(frozen=True, slots=True)
class Describing:
    """Who reads the picture, where its prompts are kept, and what waits for them.

    Attributes:
        pictures: reads the picture.
        suggestions: remembers what was suggested.
        tasks: asks the writer beside the updates.
    """

    pictures: PictureReader
    suggestions: SuggestionRepository
    tasks: BackgroundTasks
