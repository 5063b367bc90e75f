"""Films of clips on the screen: the list, the progress, and what is said when there is none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from aiogram.enums import ButtonStyle
from aiogram.types import InlineKeyboardButton

from bot.catalog.spec import Media
from bot.domain.gallery import GalleryItem
from bot.domain.join import (
    LONGEST,
    MOST_CLIPS,
    MOST_MEGABYTES,
    STOPPABLE,
    Join,
    JoinPiece,
    JoinProblem,
    JoinState,
)
from bot.generation.result_reference import media_of
from bot.i18n import Html, Translator
from handlers.core.buttons.join import AddToJoinButton, BeginJoinButton, CancelJoinButton, TakeBackButton
from handlers.core.keyboards import grid, inline_button, keyboard
from handlers.core.views.ai_label import labelled
from handlers.core.views.screen import Screen, paragraphs

_IN_A_ROW: Final = 3


def choosing(t: Translator, join: Join, recent: Sequence[GalleryItem], *, in_group: bool) -> Screen:
    """The list so far, what can be added by a tap, and the way to have it made."""
    lines = [_line(t, piece, number) for number, piece in enumerate(join.clips, start=1)]
    song = [_line(t, join.song, 0)] if join.song is not None else []
    together = t("join-together", seconds=join.seconds, maximum=LONGEST) if join.clips else None
    how = t("join-how-group" if in_group else "join-how", maximum=MOST_CLIPS)
    text = paragraphs(t("join-title"), paragraphs(*lines, *song, together) or None, how, gap="\n\n")
    begin = inline_button(
        t.plain("button-join-begin", count=len(join.clips)),
        BeginJoinButton(join=join.id),
        ButtonStyle.SUCCESS,
    )
    back = inline_button(t.plain("button-join-back"), TakeBackButton(join=join.id))
    cancel = inline_button(t.plain("button-join-cancel"), CancelJoinButton(join=join.id))
    rows = [
        [begin] if join.is_ready else [],
        *grid([_add(t, join, item) for item in recent], _IN_A_ROW),
        [back, cancel] if join.clips or join.song else [cancel],
    ]
    return Screen(text, keyboard(rows))


def progress(t: Translator, join: Join, before: int = 0) -> Screen:
    """Where a film is."""
    match join.state:
        case JoinState.WAITING if before:
            text = t("join-waiting", before=before)
        case JoinState.WAITING:
            text = t("join-soon")
        case JoinState.SENDING:
            text = t("join-sending")
        case _:
            text = t("join-working", count=len(join.clips))
    cancel = inline_button(t.plain("button-join-cancel"), CancelJoinButton(join=join.id))
    return Screen(text, keyboard([[cancel] if join.state in STOPPABLE else []]))


def cancelled(t: Translator) -> Screen:
    """No film is made."""
    return Screen(t("join-cancelled"))


def refusal(t: Translator, join: Join) -> Screen:
    """Why no film was made, and what to do."""
    match join.problem:
        case JoinProblem.UNREADABLE if join.problem_at:
            return Screen(t("join-unreadable", number=join.problem_at))
        case JoinProblem.UNREADABLE:
            return Screen(t("join-song-unreadable"))
        case JoinProblem.TOO_LONG:
            return Screen(t("join-too-long", maximum=LONGEST))
        case JoinProblem.TOO_LARGE:
            return Screen(t("join-too-large", maximum=MOST_MEGABYTES))
        case JoinProblem.INTERRUPTED:
            return Screen(t("join-interrupted"))
        case _:
            return Screen(t("join-failed"))


def caption(t: Translator, join: Join, seconds: float) -> Html:
    """Below the film; what is sent once more after an interruption says so."""
    again = t("join-again") if join.sent > 1 else None
    return labelled(t, paragraphs(t("join-done", count=len(join.clips), seconds=round(seconds)), again))


def _line(t: Translator, piece: JoinPiece, number: int) -> Html:
    """One line of the list."""
    name = t("join-made", id=piece.generation_id) if piece.generation_id else t("join-sent")
    if piece.reference.media is Media.AUDIO:
        return t("join-song", name=name)
    if not piece.reference.seconds:
        return t("join-clip-unmeasured", number=number, name=name)
    return t("join-clip", number=number, name=name, seconds=piece.reference.seconds)


def _add(t: Translator, join: Join, item: GalleryItem) -> InlineKeyboardButton:
    label = (
        t.plain("button-join-song", id=item.generation.id)
        if media_of(item.asset) is Media.AUDIO
        else t.plain("button-join-clip", id=item.generation.id)
    )
    return inline_button(
        label,
        AddToJoinButton(join=join.id, generation=item.generation.id, position=item.asset.position),
    )
