"""The media that a draft has: said in words, and the buttons that change them."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.catalog.image_constraints import needs_resize
from bot.catalog.spec import Media, Offer, ReferenceNeed
from bot.domain.generation import Reference
from bot.domain.person import Draft
from bot.i18n import Html, Translator
from handlers.core.buttons.draft import (
    CardButton,
    PriceButton,
    RemoveLastReferenceButton,
    RemoveReferencesButton,
    SwapReferencesButton,
)
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.views.screen import Screen, paragraphs


def references(
    t: Translator, offer: Offer, given: Sequence[Reference], *, open_frames: bool = True
) -> list[Html]:
    """The media so far: a line for each kind, and whether some of it will be made to fit.

    With `open_frames` a last frame that did not come is named too.
    """
    lines = []
    for media in Media:
        count = sum(reference.media is media for reference in given)
        if count:
            framed = _frames(offer, media) and (open_frames or count > 1)
            key = "references-frames" if framed else "card-reference"
            lines.append(t(key, media=str(media), count=count))
    mended = sum(_is_mended(offer, reference) for reference in given)
    return [*lines, t("references-resized", count=mended)] if mended else lines


def collecting(t: Translator, offer: Offer, draft: Draft, media: Media, room: int) -> Screen:
    """What there is, that more may come, and how to go on."""
    more = t("references-last-frame") if _frames(offer, media) else t("references-more", count=room)
    done = [inline_button(t.plain("button-done"), PriceButton(draft=draft.id))]
    text = paragraphs(paragraphs(*references(t, offer, draft.sent)), more, gap="\n\n")
    card = [inline_button(t.plain("button-options"), CardButton(draft=draft.id))]
    return Screen(text, keyboard([done, *changes(t, offer, draft, on_card=False), card]))


def changes(t: Translator, offer: Offer, draft: Draft, *, on_card: bool) -> list[list[InlineKeyboardButton]]:
    """Swap the frames, take the last one back, or forget them all."""
    count = len(draft.sent)
    if not count:
        return []
    back = inline_button(t.plain("button-take-back"), RemoveLastReferenceButton(draft=draft.id, card=on_card))
    drop = inline_button(t.plain("button-drop"), RemoveReferencesButton(draft=draft.id))
    frames = sum(_frames(offer, reference.media) for reference in draft.sent) > 1
    swap = (
        [inline_button(t.plain("button-swap-frames"), SwapReferencesButton(draft=draft.id, card=on_card))]
        if frames
        else []
    )
    return [swap, [back, drop] if count > 1 else [drop]]


def with_changes(t: Translator, offer: Offer, draft: Draft, screen: Screen) -> Screen:
    """The screen with the buttons that change several media, above its last row."""
    if len(draft.sent) < 2:
        return screen
    rows = list(screen.buttons.inline_keyboard) if screen.buttons else []
    at = max(len(rows) - 1, 0)
    return Screen(screen.text, keyboard([*rows[:at], *changes(t, offer, draft, on_card=False), *rows[at:]]))


def _frames(offer: Offer, media: Media) -> bool:
    return any(need.media is media and need.frames for need in offer.references)


def _is_mended(offer: Offer, reference: Reference) -> bool:
    def applies(need: ReferenceNeed) -> bool:
        return need.media is reference.media and needs_resize(need, reference)

    return any(applies(need) for need in offer.references)
