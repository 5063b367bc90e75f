"""The media that a draft has: said in words, and the buttons that change them."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.catalog.image_constraints import needs_mending
from bot.catalog.spec import Media, Offer, ReferenceNeed
from bot.domain.generation import Reference
from bot.domain.person import Draft
from bot.i18n import Html, Words
from handlers.core.callback_data import CardTap, DropTap, PriceTap, SwapTap, TakeBackTap
from handlers.core.keyboards import keyboard, tap
from handlers.core.views.screen import Screen, paragraphs


def references(
    words: Words, offer: Offer, given: Sequence[Reference], *, open_frames: bool = True
) -> list[Html]:
    """The media so far: a line for each kind, and whether some of it will be made to fit.

    With `open_frames` a last frame that did not come is named too.
    """
    lines = []
    for media in Media:
        count = sum(reference.media is media for reference in given)
        if count:
            framed = _frames(offer, media) and (open_frames or count > 1)
            key = "given-frames" if framed else "card-reference"
            lines.append(words(key, media=str(media), count=count))
    mended = sum(_is_mended(offer, reference) for reference in given)
    return [*lines, words("given-mended", count=mended)] if mended else lines


def collecting(words: Words, offer: Offer, draft: Draft, media: Media, room: int) -> Screen:
    """What there is, that more may come, and how to go on."""
    more = words("given-last-frame") if _frames(offer, media) else words("given-more", count=room)
    done = [tap(words.plain("button-done"), PriceTap(draft=draft.id))]
    text = paragraphs(paragraphs(*references(words, offer, draft.references)), more, gap="\n\n")
    card = [tap(words.plain("button-options"), CardTap(draft=draft.id))]
    return Screen(text, keyboard([done, *changes(words, offer, draft, on_card=False), card]))


def changes(words: Words, offer: Offer, draft: Draft, *, on_card: bool) -> list[list[InlineKeyboardButton]]:
    """Swap the frames, take the last one back, or forget them all."""
    count = len(draft.references)
    if not count:
        return []
    back = tap(words.plain("button-take-back"), TakeBackTap(draft=draft.id, card=on_card))
    drop = tap(words.plain("button-drop"), DropTap(draft=draft.id))
    frames = sum(_frames(offer, reference.media) for reference in draft.references) > 1
    swap = [tap(words.plain("button-swap-frames"), SwapTap(draft=draft.id, card=on_card))] if frames else []
    return [swap, [back, drop] if count > 1 else [drop]]


def with_changes(words: Words, offer: Offer, draft: Draft, screen: Screen) -> Screen:
    """The screen with the buttons that change several media, above its last row."""
    if len(draft.references) < 2:
        return screen
    rows = list(screen.buttons.inline_keyboard) if screen.buttons else []
    at = max(len(rows) - 1, 0)
    return Screen(
        screen.text, keyboard([*rows[:at], *changes(words, offer, draft, on_card=False), *rows[at:]])
    )


def _frames(offer: Offer, media: Media) -> bool:
    return any(need.media is media and need.frames for need in offer.references)


def _is_mended(offer: Offer, reference: Reference) -> bool:
    def applies(need: ReferenceNeed) -> bool:
        return need.media is reference.media and needs_mending(need, reference)

    return any(applies(need) for need in offer.references)
