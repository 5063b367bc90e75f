"""What is said to all about a party, in its language (the delivery's `PartyMessageTemplates`)."""

from __future__ import annotations

from bot.domain.party import Tally
from bot.i18n import Texts, Translator
from bot.parties.entries import PartyEntry, PartyView
from handlers.core.views.screen import Screen
from handlers.parties import views


class LocalizedPartyMessageTemplates:
    """Writes the messages of parties."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def invitation(self, view: PartyView) -> Screen:
        """What it is about, what it costs, and a button to join."""
        return views.invitation(self._words(view), view)

    def closed(self, view: PartyView) -> Screen:
        """The invitation when no one joins any more."""
        return views.closed(self._words(view), view)

    def caption(self, view: PartyView, piece: PartyEntry) -> str:
        """Under a piece of the gallery."""
        return views.caption(self._words(view), piece)

    def ballot(self, view: PartyView, *, by_reactions: bool) -> Screen:
        """How to vote, with a button for each piece."""
        return views.ballot(self._words(view), view, by_reactions=by_reactions)

    def counted(self, view: PartyView) -> Screen:
        """The ballot when the vote has ended."""
        return views.counted(self._words(view), view)

    def few(self, view: PartyView) -> Screen:
        """That there is no vote."""
        return views.few(self._words(view), view)

    def outcome(self, view: PartyView, tally: Tally) -> Screen:
        """Who won."""
        return views.outcome(self._words(view), view, tally)

    def _words(self, view: PartyView) -> Translator:
        return self._texts.speaking(view.party.language)
