"""What a group likes best of a month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from bot.domain.month import Month
from bot.domain.result_favourite import RankedResult
from bot.i18n import Html, Translator
from handlers.core.buttons.result import VersionButton
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.views.screen import Screen, one_line, paragraphs
from handlers.history.views.history import kind_sign, month_name

_PROMPT_SHOWN: Final = 60


def best_of_month(
    t: Translator,
    month: Month,
    ranked: Sequence[RankedResult],
    *,
    names: Mapping[int, str],
    titles: Mapping[str, str],
    empty: Month | None = None,
) -> Screen:
    """The results of a month by their hearts, each with a button that shows it.

    Args:
        t: the language.
        month: which.
        ranked: most hearts first.
        names: of the people who made them, by id.
        titles: of the models, by slug.
        empty: the month that was asked for and has no hearts, None when it is this one.
    """
    lines = [_line(t, number, one, names, titles) for number, one in enumerate(ranked, 1)]
    instead = none_of_month(t, empty) if empty is not None else None
    numbers = [
        inline_button(str(number), VersionButton(generation=one.generation.id))
        for number, one in enumerate(ranked, 1)
    ]
    title = t("best-title", month=month_name(t, month))
    return Screen(paragraphs(instead, title, *lines, gap="\n\n"), keyboard([numbers]))


def none_of_month(t: Translator, month: Month) -> Html:
    """That nothing of a month has a heart."""
    return t("best-none", month=month_name(t, month))


def _line(
    t: Translator, number: int, ranked: RankedResult, names: Mapping[int, str], titles: Mapping[str, str]
) -> Html:
    generation = ranked.generation
    head = t(
        "best-line",
        number=number,
        kind=kind_sign(t, generation),
        model=titles[generation.model],
        hearts=ranked.hearts,
    )
    name = names.get(generation.person_id) if generation.person_id is not None else None
    by = t("best-by", name=one_line(name, _PROMPT_SHOWN)) if name else None
    words = generation.shown_prompt
    prompt = t("history-prompt", prompt=one_line(words, _PROMPT_SHOWN)) if words.strip() else None
    return paragraphs(paragraphs(head, by, gap=" · "), prompt)
