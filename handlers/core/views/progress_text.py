"""A generation on its way: where it is, how far, how long it may still take, and the list of what is open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.domain.generation import Generation, State
from bot.generation.progress_estimate import ProgressEstimate
from bot.i18n import Html, Translator
from handlers.core.keyboards import grid, keyboard
from handlers.core.views.chain_text import position_in_chain, stop_button, stop_button_in_list
from handlers.core.views.duration_text import usually
from handlers.core.views.fall_back_text import making_instead
from handlers.core.views.screen import Screen, cut, one_line, paragraphs

_PROMPT_IN_PROGRESS: Final = 300
_PROMPT_IN_LIST: Final = 60
_CELLS: Final = 10
_ESTIMATED_STEP: Final = 5
"""Per cent: an estimate that moves in single ones would promise more than is known."""
_BEYOND_CANCELLING: Final = frozenset({State.SUBMITTING, State.RUNNING})


def progress(
    t: Translator, generation: Generation, wait: ProgressEstimate, *, title: str, failed_title: str = ""
) -> Screen:
    """Where it is; while it waits in line it can be cancelled, and afterwards it says why not.

    Args:
        t: translator into the language of who reads it.
        generation: which one.
        wait: how it stands.
        title: its model's.
        failed_title: that of the model in whose place it is, empty when there is none.
    """
    prompt = (
        t("quote-prompt", prompt=cut(generation.shown_prompt, _PROMPT_IN_PROGRESS))
        if generation.shown_prompt
        else None
    )
    stop = stop_button(t, generation, waiting=bool(wait.waiting))
    final = stop is None and generation.state in _BEYOND_CANCELLING
    text = paragraphs(
        t("generation-title", model=title, id=generation.id),
        position_in_chain(t, generation),
        prompt,
        making_instead(t, generation, title=title, failed_title=failed_title),
        where(t, generation, wait),
        t("generation-auto-confirmed", price=generation.price) if generation.auto_confirmed else None,
        t("wait-no-cancel") if final else None,
    )
    return Screen(text, keyboard([[stop]] if stop is not None else []))


def where(t: Translator, generation: Generation, wait: ProgressEstimate) -> Html:
    """The state, the place in line, how much is done, and how long it usually takes."""
    usual_duration = usually(t, wait.usual_duration) if wait.usual_duration is not None else None
    if wait.paused:
        return t("wait-paused-key" if generation.own_key else "wait-paused")
    if wait.parts:
        return _beside(t("wait-batch", done=wait.done, parts=wait.parts, lost=wait.lost), usual_duration)
    if generation.state is State.HELD:
        line = t("state-held", place=max(1, wait.place))
        return _beside(line, usual_duration)
    if generation.state is not State.RUNNING or wait.fraction is None:
        return t(f"state-{generation.state}", price=generation.price)
    if wait.overdue and wait.estimated:
        return t("wait-overdue", bar=_bar(wait.fraction))  # what it usually takes is over
    if wait.estimated:
        line = t("wait-estimate", bar=_bar(wait.fraction), percent=_rounded(wait.fraction))
    else:
        line = t("state-running-progress", bar=_bar(wait.fraction), percent=_percent(wait.fraction))
    return line if wait.overdue else _beside(line, usual_duration)


def late(t: Translator, generation: Generation, *, title: str) -> Screen:
    """That it takes longer than usual, what comes back, and when at the latest."""
    back_at, price = generation.deadline_at, 0 if generation.own_key else generation.price
    when = t("wait-moment", unix=int(back_at.timestamp()), clock=f"{back_at:%H:%M}")
    return Screen(
        t("wait-late", model=title, id=generation.id, price=price, when=when),
    )


def open_ones(t: Translator, lines: Sequence[tuple[Generation, str, ProgressEstimate]]) -> Screen:
    """What is open now, each with its title and how it stands; those in line can be cancelled."""
    if not lines:
        return Screen(t("status-none"))
    listed = [
        t(
            "status-line",
            id=generation.id,
            model=title,
            prompt=one_line(generation.shown_prompt, _PROMPT_IN_LIST),
            where=paragraphs(position_in_chain(t, generation), where(t, generation, wait)),
        )
        for generation, title, wait in lines
    ]
    stops = [stop for generation, _, _ in lines if (stop := stop_button_in_list(t, generation)) is not None]
    return Screen(paragraphs(t("status-title"), *listed, gap="\n\n"), keyboard(grid(stops, 2)))


def _beside(line: Html, usual_duration: Html | None) -> Html:
    """The line, and after it how long it usually takes."""
    return paragraphs(line, usual_duration, gap=" · ")


def _percent(fraction: float) -> int:
    """Whole percents that are done. 0.29 is 29, although a hundred times it is 28.999… to the machine."""
    return min(int(round(fraction * 100, 6)), 99)


def _rounded(fraction: float) -> int:
    return max(_ESTIMATED_STEP, int(fraction * 100 / _ESTIMATED_STEP) * _ESTIMATED_STEP)


def _bar(fraction: float) -> str:
    """Ten cells; the last one stays empty until the media is there."""
    done = min(round(max(fraction, 0.0) * _CELLS), _CELLS - 1)
    return "▰" * done + "▱" * (_CELLS - done)
