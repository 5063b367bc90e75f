"""What a person reads of what operators have done for them, in their language (the delivery's `PersonMessageTemplates`)."""

from __future__ import annotations

from bot.domain.person import Person
from bot.i18n import Html, Texts, Translator
from bot.ledger.entries import Balance
from handlers.core.views.model_lists import credits_line
from handlers.core.views.screen import Screen, paragraphs


def credits_changed(t: Translator, amount: int, balance: Balance, reason: str) -> Html:
    """Credits were given, or, with a negative amount, taken back; why is said of the latter."""
    key = "grant-received" if amount > 0 else "grant-taken-told"
    return paragraphs(
        t(key, amount=abs(amount), money=credits_line(t, balance)),
        t("block-told-reason", reason=reason) if amount < 0 and reason else None,
    )


def blocked(t: Translator, reason: str) -> Html:
    """New requests are declined."""
    return paragraphs(t("block-told"), t("block-told-reason", reason=reason) if reason else None)


def unblocked(t: Translator) -> Html:
    """They are not, any more."""
    return t("unblock-told")


def message(t: Translator, words: str) -> Html:
    """What an operator writes."""
    return t("user-message", words=words)


class LocalizedPersonMessageTemplates:
    """Writes to people in their language."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def credits_changed(self, person: Person, amount: int, balance: Balance, reason: str) -> Screen:
        """Credits were given or taken back."""
        return Screen(credits_changed(self._words(person), amount, balance, reason))

    def blocked(self, person: Person, reason: str) -> Screen:
        """New requests are declined."""
        return Screen(blocked(self._words(person), reason))

    def unblocked(self, person: Person) -> Screen:
        """They are not, any more."""
        return Screen(unblocked(self._words(person)))

    def message(self, person: Person, words: str) -> Screen:
        """What an operator writes."""
        return Screen(message(self._words(person), words))

    def _words(self, person: Person) -> Translator:
        return self._texts.speaking(self._texts.pick(person.language, person.telegram_language))
