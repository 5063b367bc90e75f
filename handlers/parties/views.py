"""A party in words: the invitation, the question to who joins, the gallery's captions, the ballot, the outcome."""

from __future__ import annotations

from typing import Final

from aiogram.enums import ButtonStyle
from aiogram.types import InlineKeyboardButton

from bot.domain.party import JOINING, VOTING, Party, PartyState, Tally
from bot.i18n import Html, Words
from bot.parties.entries import Piece, Scene
from handlers.core.callback_data import PartyEndTap, PartyJoinTap, PartyVoteTap
from handlers.core.keyboards import grid, keyboard, tap
from handlers.core.views.screen import Screen, one_line, paragraphs

_PROMPT_IN_CAPTION: Final = 200
_PROMPT_IN_BALLOT: Final = 60
_LISTED: Final = 30
"""Pieces that the ballot lists in words: more would not fit a message. All have their buttons."""
_BUTTONS: Final = 100
"""Buttons of a message (Bot API, observed), one of them ends the vote."""
_IN_A_ROW: Final = 5


def invitation(words: Words, scene: Scene) -> Screen:
    """What it is about, who gives how much, and how to join."""
    party = scene.party
    text = paragraphs(
        words("party-title", theme=party.theme),
        _pot(words, scene),
        words("party-how", share=party.share),
        words("party-until", minutes=int(JOINING.total_seconds() // 60)),
    )
    join = tap(words.plain("button-party-join"), PartyJoinTap(party=party.id), ButtonStyle.SUCCESS)
    return Screen(
        text, keyboard([[join], [_end(words.plain("button-party-end-open"), party, PartyState.OPEN)]])
    )


def closed(words: Words, scene: Scene) -> Screen:
    """The invitation when nobody joins any more."""
    return Screen(paragraphs(words("party-title", theme=scene.party.theme), words("party-closed")))


def question(words: Words, party: Party, *, title: str, available: int) -> Screen:
    """What a member who joins is asked: the theme is the suggestion."""
    return Screen(
        words("party-ask", theme=party.theme, model=title, share=min(party.share, available)),
    )


def caption(words: Words, piece: Piece) -> Html:
    """Under a piece of the gallery: its number, its member, their words."""
    wish = one_line(piece.generation.wish, _PROMPT_IN_CAPTION)
    return words("party-piece", number=piece.number, name=_name(words, piece), prompt=wish)


def ballot(words: Words, scene: Scene, *, by_reactions: bool) -> Screen:
    """How to vote, what for, and what is left of the pot."""
    party, pieces = scene.party, scene.pieces
    listed = [
        words(
            "party-piece",
            number=piece.number,
            name=_name(words, piece),
            prompt=one_line(piece.generation.wish, _PROMPT_IN_BALLOT),
        )
        for piece in pieces[:_LISTED]
    ]
    minutes = int(VOTING.total_seconds() // 60)
    text = paragraphs(
        words("party-vote", theme=party.theme),
        paragraphs(*listed),
        paragraphs(
            words("party-vote-how-reactions" if by_reactions else "party-vote-how"),
            words("party-vote-until", minutes=minutes),
            _returned(words, scene),
        ),
        gap="\n\n",
    )
    numbers = [
        tap(_digit(piece.number), PartyVoteTap(party=party.id, generation=piece.generation.id))
        for piece in pieces[: _BUTTONS - 1]
    ]
    return Screen(
        text,
        keyboard(
            [
                *grid(numbers, _IN_A_ROW),
                [_end(words.plain("button-party-end-voting"), party, PartyState.VOTING)],
            ]
        ),
    )


def counted(words: Words, scene: Scene) -> Screen:
    """The ballot when the vote has ended."""
    return Screen(words("party-vote-over", theme=scene.party.theme))


def few(words: Words, scene: Scene) -> Screen:
    """Nobody joined, or only one: there is no vote."""
    theme = scene.party.theme
    if scene.pieces:
        text = words("party-alone", theme=theme, name=_mention(words, scene.pieces[0]))
    else:
        text = words("party-nobody", theme=theme)
    return Screen(paragraphs(text, _returned(words, scene)))


def outcome(words: Words, scene: Scene, tally: Tally) -> Screen:
    """Who won; that several did; or that nobody voted."""
    theme = scene.party.theme
    winners = [piece for piece in scene.pieces if piece.generation.id in tally.winners]
    if not winners:
        return Screen(words("party-unvoted", theme=theme))
    if len(winners) > 1:
        names = ", ".join(_mention(words, piece) for piece in winners)
        return Screen(words("party-tie", theme=theme, votes=tally.votes, names=Html(names)))
    (winner,) = winners
    return Screen(
        paragraphs(
            words("party-winner", theme=theme, votes=tally.votes, name=_mention(words, winner)),
            words("quote-prompt", prompt=one_line(winner.generation.wish, _PROMPT_IN_CAPTION)),
        )
    )


def _pot(words: Words, scene: Scene) -> Html:
    given = scene.party.credits
    if scene.from_purse:
        return words("party-pot-group", count=given)
    return words("party-pot", count=given, name=scene.starter or words.plain("party-somebody"))


def _returned(words: Words, scene: Scene) -> Html | None:
    back = scene.party.returned
    if not back:
        return None
    if scene.from_purse:
        return words("party-returned-group", count=back)
    return words("party-returned", count=back, name=scene.starter or words.plain("party-somebody"))


def _end(label: str, party: Party, state: PartyState) -> InlineKeyboardButton:
    return tap(label, PartyEndTap(party=party.id, state=state))


def _name(words: Words, piece: Piece) -> str:
    return piece.name or words.plain("party-somebody")


def _mention(words: Words, piece: Piece) -> Html:
    """A name that rings for its person; who was forgotten has none."""
    if not piece.name:
        return words("party-somebody")
    return words("mention", id=piece.generation.person_id, name=piece.name)


def _digit(number: int) -> str:
    """A number as Telegram's people like it on a button."""
    return f"{number}\ufe0f\u20e3" if number < 10 else str(number)
