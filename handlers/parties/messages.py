"""What is said to all about a party, in its language (the delivery's `PartyCards`)."""

from __future__ import annotations

from bot.domain.party import Tally
from bot.i18n import Texts, Words
from bot.parties.entries import Piece, Scene
from handlers.core.views.screen import Screen
from handlers.parties import views


class TelegramPartyCards:
    """Writes the messages of parties."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def invitation(self, scene: Scene) -> Screen:
        """What it is about, what it costs, and a button to join."""
        return views.invitation(self._words(scene), scene)

    def closed(self, scene: Scene) -> Screen:
        """The invitation when nobody joins any more."""
        return views.closed(self._words(scene), scene)

    def caption(self, scene: Scene, piece: Piece) -> str:
        """Under a piece of the gallery."""
        return views.caption(self._words(scene), piece)

    def ballot(self, scene: Scene, *, by_reactions: bool) -> Screen:
        """How to vote, with a button for each piece."""
        return views.ballot(self._words(scene), scene, by_reactions=by_reactions)

    def counted(self, scene: Scene) -> Screen:
        """The ballot when the vote has ended."""
        return views.counted(self._words(scene), scene)

    def few(self, scene: Scene) -> Screen:
        """That there is no vote."""
        return views.few(self._words(scene), scene)

    def outcome(self, scene: Scene, tally: Tally) -> Screen:
        """Who won."""
        return views.outcome(self._words(scene), scene, tally)

    def _words(self, scene: Scene) -> Words:
        return self._texts.speaking(scene.party.language)
