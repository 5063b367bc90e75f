"""What the documents say here: Kiosk's words with this bot's facts, or the operator's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.domain.legal import SHIPPED_VERSIONS, LegalDocument, Operator
from bot.i18n import FALLBACK, Html, Translator
from handlers.legal import views


@dataclass(frozen=True, slots=True)
class OwnDocument:
    """One document in the operator's words.

    Attributes:
        version: the same in every language.
        texts: Telegram HTML by language.
    """

    version: str
    texts: Mapping[str, Html] = field(default_factory=dict)

    def text(self, language: str) -> Html:
        """In this language, else in the fallback, else in any: two documents must not contradict each other."""
        return self.texts.get(language) or self.texts.get(FALLBACK) or next(iter(self.texts.values()))


@dataclass(frozen=True, slots=True)
class LegalDocuments:
    """The documents of this bot.

    Attributes:
        operator: who runs it.
        facts: what Kiosk's own privacy text says of this bot.
        own: documents in the operator's words.
        minimum_age: years that people say to have reached before their first generation, as the operator has it now; 0 = they
            are not asked.
    """

    operator: Operator
    facts: views.PrivacyFacts
    own: Mapping[LegalDocument, OwnDocument] = field(default_factory=dict)
    minimum_age: Callable[[], int] = lambda: 0

    def version(self, document: LegalDocument) -> str:
        """The version that is shown, and that people agree to."""
        own = self.own.get(document)
        return own.version if own is not None else SHIPPED_VERSIONS[document]

    def text(self, document: LegalDocument, t: Translator) -> Html:
        """The document without who runs the bot."""
        own, age = self.own.get(document), self.minimum_age()
        if own is not None:
            text = own.text(t.language)
            return views.with_age(t, text, age) if document is LegalDocument.TERMS and age else text
        if document is LegalDocument.PRIVACY:
            return views.privacy(t, self.facts, age)
        return views.terms(t, age)
