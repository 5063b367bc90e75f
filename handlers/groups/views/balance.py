"""What there is to spend in a group: whose purse pays, and what of it is left for one member."""

from __future__ import annotations

from bot.domain.group import Payer, Span
from bot.groups.administration import Overview
from bot.i18n import Html, Words
from bot.ledger.entries import Balance
from handlers.core.callback_data import MenuTap
from handlers.core.keyboards import keyboard, tap
from handlers.core.views.model_lists import credits_line
from handlers.core.views.screen import Screen, paragraphs


def balance(words: Words, overview: Overview, own: Balance) -> Screen:
    """What is available now to who asks in this group."""
    text = paragraphs(_pays(words, overview), *_purse(words, overview), _own(words, overview, own))
    return Screen(text, keyboard([[tap(words.plain("button-make"), MenuTap())]]))


def quota(words: Words, overview: Overview, own: Balance) -> Screen:
    """The same with every limit of the group."""
    rules = overview.group.rules
    limits = [
        words("group-cap-generation", count=rules.cap_generation)
        if rules.cap_generation is not None
        else None,
        words("group-approval", limit=rules.approval_above)
        if rules.approval_above is not None and rules.paid_by is Payer.GROUP
        else None,
        words("group-open", count=rules.open_maximum) if rules.open_maximum is not None else None,
    ]
    return Screen(
        paragraphs(
            paragraphs(_pays(words, overview), *_purse(words, overview)),
            paragraphs(*limits),
            _own(words, overview, own),
            gap="\n\n",
        )
    )


def _pays(words: Words, overview: Overview) -> Html:
    return words(f"group-payer-{overview.group.rules.paid_by}")


def _purse(words: Words, overview: Overview) -> list[Html | None]:
    """The purse, and what the caps leave; nothing where everybody pays for themselves."""
    if overview.group.rules.paid_by is not Payer.GROUP:
        return []
    caps, held = overview.group.rules.caps, overview.purse.held
    return [
        words("group-purse", count=overview.purse.available),
        words("balance-held", count=held) if held else None,
        *(
            words(f"group-left-{span}", cap=caps[span], left=max(0, caps[span] - overview.spent[span]))
            for span in Span
            if span in caps
        ),
    ]


def _own(words: Words, overview: Overview, own: Balance) -> Html:
    """What the member has beside it; the first thing to know where that is what pays."""
    if own.unlimited or overview.group.rules.paid_by is Payer.ASKER:
        return credits_line(words, own)
    return words("group-own", count=own.available)
