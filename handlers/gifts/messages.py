"""What is said about gifts without being asked (the delivery's `GiftMessageTemplates`)."""

from __future__ import annotations

from bot.domain.gift import Gift
from bot.domain.person import Person
from bot.gifts.give import GiftCard
from bot.i18n import Texts, Translator
from handlers.core.deep_link import DeepLink, LinkTarget
from handlers.core.views.screen import Screen
from handlers.gifts import views


class LocalizedGiftMessageTemplates:
    """Writes to givers in their language, and on cards in the cards' own."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def opened(self, giver: Person, gift: Gift, name: str) -> Screen:
        """That it was opened."""
        return views.was_opened(self._words(giver), gift, name)

    def returned(self, giver: Person, gift: Gift) -> Screen:
        """That it came back."""
        return views.was_returned(self._words(giver), gift)

    def bought(self, giver: Person, card: GiftCard, bot_name: str) -> Screen:
        """The card of a gift that was bought."""
        facts = views.CardFacts(
            gift=card.gift,
            url=DeepLink(LinkTarget.GIFT, card.token).url(bot_name),
            giver=giver.name,
            receiver="",
            in_group=False,
            bot_name=bot_name,
        )
        return views.card(self._texts.speaking(card.gift.language), facts)

    def closed(self, gift: Gift) -> Screen:
        """The card of one that is over."""
        return views.closed(self._texts.speaking(gift.language), gift)

    def _words(self, person: Person) -> Translator:
        return self._texts.speaking(self._texts.pick(person.language, person.telegram_language))
