"""What is said about a film by itself, in its language (the delivery's `JoinMessageTemplates`)."""

from __future__ import annotations

from bot.domain.join import Join
from bot.i18n import Texts, Translator
from handlers.core.views.screen import Screen
from handlers.joins import views


class LocalizedJoinMessageTemplates:
    """Writes the messages of films."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def progress(self, join: Join) -> Screen:
        """Where it is, with a button to cancel while that is possible."""
        return views.progress(self._words(join), join)

    def refusal(self, join: Join) -> Screen:
        """Why no film was made."""
        return views.refusal(self._words(join), join)

    def caption(self, join: Join, seconds: float) -> str:
        """Below the film."""
        return views.caption(self._words(join), join, seconds)

    def _words(self, join: Join) -> Translator:
        return self._texts.speaking(join.language)
