"""The same with each of several files: the list that is collected, and its price in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from aiogram.enums import ButtonStyle
from aiogram.types import InlineKeyboardButton

from bot.catalog.spec import Media
from bot.domain.batch import MOST_PARTS
from bot.domain.person import Draft
from bot.i18n import Html, Translator
from bot.ports import Quote
from handlers.core.buttons.draft import DismissButton, EachButton, EachReadyButton
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.views.screen import Screen, cut, paragraphs

_PROMPT_SHOWN = 300


def collecting(
    t: Translator,
    draft: Draft,
    left_out: Mapping[str, tuple[int, Sequence[str]]],
    *,
    model: str | None,
    in_group: bool,
) -> Screen:
    """What came so far, what of it is not used and why, and how to go on.

    Args:
        t: translator into the language of who reads it.
        draft: the draft that keeps the files.
        left_out: how many files are not used, and names of them, by the reason: `full`, `large`, `unreadable`, `unfit`.
        model: what makes it; None while that is not picked.
        in_group: whether files have to be sent as replies.
    """
    count = len(draft.sent)
    words = t("quote-prompt", prompt=cut(draft.prompt, _PROMPT_SHOWN)) if draft.prompt else None
    with_model = t("each-model", model=model) if model is not None else None
    came = [t("card-reference", media=str(media), count=number) for media, number in _counts(draft).items()]
    how = t("each-how-group" if in_group else "each-how", maximum=MOST_PARTS) if count < MOST_PARTS else None
    text = paragraphs(
        paragraphs(t("each-title"), with_model, words),
        paragraphs(*came, *_left_out(t, left_out)) or None,
        how,
        gap="\n\n",
    )
    ready = inline_button(
        t.plain("button-each-ready", count=count), EachReadyButton(draft=draft.id), ButtonStyle.SUCCESS
    )
    stop = inline_button(t.plain("button-each-stop"), DismissButton(draft=draft.id))
    return Screen(text, keyboard([[ready, stop] if count else [stop]]))


def each_row(
    t: Translator, draft: Draft, count: int = 0, price: int | None = None
) -> list[InlineKeyboardButton]:
    """The way to make the same with each of a draft's media.

    `count` is 0 while more of them may arrive, `price` credits of one; None where they differ, or none are paid.
    """
    if price is None:
        return [inline_button(t.plain("button-each", count=count), EachButton(draft=draft.id))]
    label = t.plain("button-each-price", count=count, price=price)
    return [inline_button(label, EachButton(draft=draft.id))]


def price_of_each(t: Translator, quote: Quote) -> Html | None:
    """`12 × 1 = 12`, where each costs the same in credits."""
    prices = {step.price for step in quote.steps}
    if len(prices) != 1 or quote.key_owner is not None:
        return None
    return t("each-price", parts=len(quote.steps), price=quote.steps[0].price, total=quote.price)


def _counts(draft: Draft) -> Mapping[Media, int]:
    given = [reference.media for reference in draft.sent]
    return {media: given.count(media) for media in Media if media in given}


def _left_out(t: Translator, left_out: Mapping[str, tuple[int, Sequence[str]]]) -> Iterator[Html]:
    """What is not used and why, with the names of files that have one."""
    nothing: tuple[int, Sequence[str]] = (0, ())
    lines = {
        "full": t("each-full", maximum=MOST_PARTS),
        "large": t("each-large", count=left_out.get("large", nothing)[0]),
        "unreadable": t("each-unreadable", count=left_out.get("unreadable", nothing)[0]),
        "unfit": t("each-unfit", count=left_out.get("unfit", nothing)[0]),
    }
    for why, line in lines.items():
        count, names = left_out.get(why, nothing)
        if count:
            yield paragraphs(line, t("each-names", names=", ".join(names)) if names else None)
