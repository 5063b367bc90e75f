"""What is said around people's words by itself, in the reader's language (the delivery's `SupportMessageTemplates`)."""

from __future__ import annotations

from bot.domain.person import Person
from bot.domain.support import SupportDelivery
from bot.i18n import Texts, Translator
from bot.support.facts import SupportCard, SupportFacts
from handlers.core.views.screen import Screen
from handlers.support import views


class LocalizedSupportMessageTemplates:
    """Writes it."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def above(self, delivery: SupportDelivery, facts: SupportFacts) -> Screen:
        """What stands above a message, with the buttons below it."""
        return views.above(self._words(facts.reader), delivery, facts)

    def mention(self, delivery: SupportDelivery, facts: SupportFacts) -> Screen:
        """That something was written that cannot be copied."""
        return views.mention(self._words(facts.reader), delivery, facts)

    def not_brought(self, facts: SupportFacts, *, gone: bool) -> str:
        """For an operator whose answer did not arrive."""
        return views.not_brought(self._words(facts.author), facts, gone=gone)

    def card(self, card: SupportCard) -> Screen:
        """What stands on top of a topic."""
        return views.card(self._words(card.reader), card)

    def topic(self, card: SupportCard) -> str:
        """The topic's name."""
        return views.topic(card, self._words(card.reader))

    def _words(self, reader: Person) -> Translator:
        return self._texts.speaking(self._texts.pick(reader.language, reader.telegram_language))
