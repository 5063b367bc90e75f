"""What the operator sees of packs: what each brings beside what its credits cost at KIE."""

from __future__ import annotations

import math
from collections.abc import Sequence

from aiogram.enums import ButtonStyle

from bot.domain.pack import Pack
from bot.i18n import Html, Translator
from bot.payments.break_even import BreakEven
from handlers.core.buttons.payment import AddPackButton, EndPackButton, PacksButton
from handlers.core.keyboards import grid, inline_button, keyboard
from handlers.core.views.screen import Screen, cut, paragraphs

_WORD_SHOWN = 32


def packs_list(
    t: Translator,
    packs: Sequence[Pack],
    terms: BreakEven,
    *,
    is_known: bool = False,
    ended: Pack | None = None,
) -> Screen:
    """What is sold, each with its margin and a button that takes it off sale.

    Args:
        t: the operator's words.
        packs: what is on sale.
        terms: the operator's.
        is_known: whether what was to be added was on sale before.
        ended: what was taken off sale just now, and can be put back.
    """
    lines = [_about(t, pack.stars, pack.credits, terms, monthly=pack.monthly) for pack in packs]
    text = paragraphs(
        t("packs-known") if is_known else None,
        t("packs-title") if packs else t("packs-none"),
        *lines,
        t("packs-usage"),
        gap="\n\n",
    )
    ends = [
        inline_button(
            t.plain("button-pack-end-monthly" if pack.monthly else "button-pack-end", stars=pack.stars),
            EndPackButton(pack_id=pack.id),
        )
        for pack in packs
    ]
    back = []
    if ended is not None:
        again = AddPackButton(stars=ended.stars, credits=ended.credits, monthly=ended.monthly)
        back = [inline_button(t.plain("button-pack-back", stars=ended.stars), again)]
    return Screen(text, keyboard([*grid(ends, 2), back]))


def not_understood(t: Translator, word: str) -> Screen:
    """What is wrong with what was written, and how a pack is written; `word` is empty when it is the numbers."""
    wrong = t("packs-not-understood", word=cut(word, _WORD_SHOWN)) if word else t("packs-not-numbers")
    return Screen(paragraphs(wrong, t("packs-usage"), gap="\n\n"))


def loss_question(t: Translator, pack: AddPackButton, terms: BreakEven) -> Screen:
    """Whether to sell at a loss."""
    about = _about(t, pack.stars, pack.credits, terms, monthly=pack.monthly)
    sell = inline_button(t.plain("button-pack-add-loss"), pack, ButtonStyle.DANGER)
    no = inline_button(t.plain("button-pack-no-loss"), PacksButton())
    return Screen(paragraphs(t("packs-loss"), about, gap="\n\n"), keyboard([[sell], [no]]))


def _about(t: Translator, stars: int, credits_: int, terms: BreakEven, *, monthly: bool) -> Html:
    """Stars and credits, Stars per credit, what they cost at KIE, and what is left."""
    margin = terms.margin_percent(stars, credits_)
    if margin is None:
        money = t("packs-margin-free")
    else:
        cost = math.ceil(terms.stars_at_cost(credits_))
        loses = terms.is_loss(stars, credits_)
        money = t("packs-margin-loss" if loses else "packs-margin", cost=cost, margin=margin)
    title = t("packs-terms-monthly" if monthly else "packs-terms", stars=stars, credits=credits_)
    return paragraphs(title, t("packs-rate", rate=round(stars / credits_, 3)), money)
