"""What payers read without asking, in their language (the delivery's `PayerMessageTemplates`)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.payment import FoundBy, Payment
from bot.domain.person import Person
from bot.domain.subscription import SubscribedPack
from bot.i18n import Texts, Translator
from bot.payments.receive import Receipt
from handlers.core.views.screen import Screen, paragraphs
from handlers.payments.refund_views import refunded_screen
from handlers.payments.subscription_views import changed_screen
from handlers.payments.views import receipt_screen


class LocalizedPayerMessageTemplates:
    """Writes the messages about payments."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def received(self, person: Person, receipt: Receipt) -> Screen:
        """What a payment has become; of one that was found also that it was found."""
        t = self._words(person)
        screen = receipt_screen(t, receipt)
        if receipt.payment.found_by is not FoundBy.RECONCILIATION:
            return screen
        return replace(screen, text=paragraphs(t("payment-found"), screen.text))

    def refunded(self, person: Person, receipt: Receipt) -> Screen:
        """The Stars are back."""
        return refunded_screen(self._words(person), receipt)

    def refund_refused(self, person: Person, payment: Payment) -> Screen:
        """Telegram does not return the Stars."""
        t = self._words(person)
        return Screen(t("refund-refused", stars=payment.stars, number=payment.number))

    def subscription_changed(self, person: Person, pack: SubscribedPack) -> Screen:
        """What has become of a subscription."""
        return changed_screen(self._words(person), pack)

    def _words(self, person: Person) -> Translator:
        return self._texts.speaking(self._texts.pick(person.language, person.telegram_language))
