"""A party in words: the invitation, the question to who joins, the gallery's captions, the ballot, the outcome."""

from __future__ import annotations

from typing import Final

from aiogram.enums import ButtonStyle
from aiogram.types import InlineKeyboardButton

from bot.domain.party import JOINING, VOTING, Party, PartyState, Tally
from bot.i18n import Html, Translator
from bot.parties.entries import PartyEntry, PartyView
from handlers.core.buttons.party import PartyEndButton, PartyJoinButton, PartyVoteButton
from handlers.core.keyboards import grid, inline_button, keyboard
from handlers.core.views.ai_label import labelled
from handlers.core.views.screen import Screen, one_line, paragraphs

_PROMPT_IN_CAPTION: Final = 200
_PROMPT_IN_BALLOT: Final = 60
_LISTED: Final = 30
"""Pieces that the ballot lists in words: more would not fit a message. All have their buttons."""
_BUTTONS: Final = 100
"""Buttons of a message (Bot API, observed), one of them ends the vote."""
_IN_A_ROW: Final = 5


def invitation(t: Translator, view: PartyView) -> Screen:
    """What it is about, who gives how much, and how to join."""
    party = view.party
    text = paragraphs(
        t("party-title", theme=party.theme),
        _budget(t, view),
        t("party-how", share=party.share),
        t("party-until", minutes=int(JOINING.total_seconds() // 60)),
    )
    join = inline_button(t.plain("button-party-join"), PartyJoinButton(party=party.id), ButtonStyle.SUCCESS)
    return Screen(text, keyboard([[join], [_end(t.plain("button-party-end-open"), party, PartyState.OPEN)]]))


def closed(t: Translator, view: PartyView) -> Screen:
    """The invitation when no one joins any more."""
    return Screen(paragraphs(t("party-title", theme=view.party.theme), t("party-closed")))


def question(t: Translator, party: Party, *, title: str, available: int) -> Screen:
    """What a member who joins is asked: the theme is the suggestion."""
    return Screen(
        t("party-ask", theme=party.theme, model=title, share=min(party.share, available)),
    )


def caption(t: Translator, piece: PartyEntry) -> Html:
    """Under a piece of the gallery: its number, its member, their words."""
    prompt = one_line(piece.generation.shown_prompt, _PROMPT_IN_CAPTION)
    return labelled(t, t("party-entry", number=piece.number, name=_name(t, piece), prompt=prompt))


def ballot(t: Translator, view: PartyView, *, by_reactions: bool) -> Screen:
    """How to vote, what for, and what is left of the budget."""
    party, pieces = view.party, view.pieces
    listed = [
        t(
            "party-entry",
            number=piece.number,
            name=_name(t, piece),
            prompt=one_line(piece.generation.shown_prompt, _PROMPT_IN_BALLOT),
        )
        for piece in pieces[:_LISTED]
    ]
    minutes = int(VOTING.total_seconds() // 60)
    text = paragraphs(
        t("party-vote", theme=party.theme),
        paragraphs(*listed),
        paragraphs(
            t("party-vote-how-reactions" if by_reactions else "party-vote-how"),
            t("party-vote-until", minutes=minutes),
            _returned(t, view),
        ),
        gap="\n\n",
    )
    numbers = [
        inline_button(_digit(piece.number), PartyVoteButton(party=party.id, generation=piece.generation.id))
        for piece in pieces[: _BUTTONS - 1]
    ]
    return Screen(
        text,
        keyboard(
            [
                *grid(numbers, _IN_A_ROW),
                [_end(t.plain("button-party-end-voting"), party, PartyState.VOTING)],
            ]
        ),
    )


def counted(t: Translator, view: PartyView) -> Screen:
    """The ballot when the vote has ended."""
    return Screen(t("party-vote-over", theme=view.party.theme))


def few(t: Translator, view: PartyView) -> Screen:
    """No one joined, or only one: there is no vote."""
    theme = view.party.theme
    if view.pieces:
        text = t("party-alone", theme=theme, name=_mention(t, view.pieces[0]))
    else:
        text = t("party-no-entries", theme=theme)
    return Screen(paragraphs(text, _returned(t, view)))


def outcome(t: Translator, view: PartyView, tally: Tally) -> Screen:
    """Who won; that several did; or that no one voted."""
    theme = view.party.theme
    winners = [piece for piece in view.pieces if piece.generation.id in tally.winners]
    if not winners:
        return Screen(t("party-unvoted", theme=theme))
    if len(winners) > 1:
        names = ", ".join(_mention(t, piece) for piece in winners)
        return Screen(t("party-tie", theme=theme, votes=tally.votes, names=Html(names)))
    (winner,) = winners
    return Screen(
        paragraphs(
            t("party-winner", theme=theme, votes=tally.votes, name=_mention(t, winner)),
            t("quote-prompt", prompt=one_line(winner.generation.shown_prompt, _PROMPT_IN_CAPTION)),
        )
    )


def _budget(t: Translator, view: PartyView) -> Html:
    given = view.party.credits
    if view.from_group_account:
        return t("party-budget-group", count=given)
    return t("party-budget", count=given, name=view.starter or t.plain("party-unknown-name"))


def _returned(t: Translator, view: PartyView) -> Html | None:
    back = view.party.returned
    if not back:
        return None
    if view.from_group_account:
        return t("party-returned-group", count=back)
    return t("party-returned", count=back, name=view.starter or t.plain("party-unknown-name"))


def _end(label: str, party: Party, state: PartyState) -> InlineKeyboardButton:
    return inline_button(label, PartyEndButton(party=party.id, state=state))


def _name(t: Translator, piece: PartyEntry) -> str:
    return piece.name or t.plain("party-unknown-name")


def _mention(t: Translator, piece: PartyEntry) -> Html:
    """A name that rings for its person; who was forgotten has none."""
    if not piece.name or piece.generation.person_id is None:
        return t("party-unknown-name")
    return t("mention", id=piece.generation.person_id, name=piece.name)


def _digit(number: int) -> str:
    """A number as Telegram's people like it on a button."""
    return f"{number}\ufe0f\u20e3" if number < 10 else str(number)
