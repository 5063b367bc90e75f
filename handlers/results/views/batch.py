"""What became of generations that were confirmed together: one message below their album."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.domain.batch import ALBUM_ITEMS
from bot.domain.chat import is_group
from bot.domain.generation import MAKING_STATES, NOTHING_CAME, OPEN_STATES, Generation, State
from bot.i18n import Html, Translator
from bot.ledger.entries import Balance
from handlers.core.buttons.archive import ZipPartsButton
from handlers.core.buttons.result import MissingPartsButton, PartButton, PartsAgainButton, PartsButton
from handlers.core.keyboards import Rows, grid, inline_button, keyboard
from handlers.core.views.model_lists import credits_line
from handlers.core.views.screen import Screen, cut, paragraphs
from handlers.results.views.result import ResultFacts, result

_PROMPT_SHOWN: Final = 300
_IN_A_ROW: Final = 6
"""At most: of more numbers each row has as many as the others, or one less."""


def batch(t: Translator, facts: Sequence[ResultFacts], balance: Balance | None = None) -> Screen:
    """How many came, what came back for the others, and a number for each that came.

    Args:
        t: translator into the language of who reads it.
        facts: of all parts, in order.
        balance: what the account has, said where nothing came.
    """
    parts = [one.generation for one in facts]
    arrived = delivered(parts)
    text = paragraphs(became_of(t, facts, balance), t("batch-choose") if len(arrived) > 1 else None)
    return Screen(text, keyboard([*_numbers(t, parts), *_once_more(t, parts)]))


def became_of(t: Translator, facts: Sequence[ResultFacts], balance: Balance | None = None) -> Html:
    """The same without what can be done."""
    parts = [one.generation for one in facts]
    arrived = delivered(parts)
    words = parts[0].shown_prompt if len(arrived) < 2 else ""  # an album shows them itself
    prompt = t("quote-prompt", prompt=cut(words, _PROMPT_SHOWN)) if words else None
    in_group = is_group(parts[0].destination.chat_id)
    money = credits_line(t, balance) if balance is not None and not arrived and not in_group else None
    return paragraphs(
        _title(t, facts),
        prompt,
        *_lines(t, facts),
        _arrived(t, parts),
        _failed(t, parts),
        _failed_numbers(t, parts),
        money,
    )


def part(t: Translator, facts: ResultFacts) -> Screen:
    """One of them, as if it had come alone, with the way back to the list."""
    screen = result(t, facts)
    back = inline_button(
        t.plain("button-parts", parts=facts.generation.batch_parts),
        PartsButton(generation=facts.generation.id),
    )
    rows = screen.buttons.inline_keyboard if screen.buttons is not None else []
    return Screen(screen.text, keyboard([*rows, [back]]))


def delivered(parts: Sequence[Generation]) -> Sequence[Generation]:
    """Those that came and are not deleted, in the order of the album."""
    return [one for one in parts if one.state is State.DELIVERED and not one.deleted]


def without_result(parts: Sequence[Generation]) -> Sequence[Generation]:
    """Those that came to nothing."""
    return [one for one in parts if one.state in NOTHING_CAME]


def numbered(parts: Sequence[Generation]) -> Sequence[tuple[int, Generation]]:
    """Those that came, each with its number: the place of its file, where the files differ, else its place in the album."""
    arrived = delivered(parts)
    if _files_differ(parts):
        return [(one.part + 1, one) for one in arrived]
    return list(enumerate(arrived, 1))


def _files_differ(parts: Sequence[Generation]) -> bool:
    """Whether each was made of a file of its own; the address where KIE serves one may differ for the same file."""
    return len({tuple((file.file_id, file.task) for file in one.references) for one in parts}) > 1


def _failed_numbers(t: Translator, parts: Sequence[Generation]) -> Html | None:
    """Of which files nothing came."""
    numbers = [str(one.part + 1) for one in without_result(parts)]
    if not numbers or len(numbers) == len(parts) or not _files_differ(parts) or _models_differ(parts):
        return None
    return t("batch-failed-numbers", numbers=", ".join(numbers), count=len(numbers))


def _models_differ(parts: Sequence[Generation]) -> bool:
    return len({one.model for one in parts}) > 1


def _numbers(t: Translator, parts: Sequence[Generation]) -> Rows:
    buttons = [
        inline_button(t.plain("button-part", number=number), PartButton(generation=one.id))
        for number, one in numbered(parts)
    ]
    rows = -(-len(buttons) // _IN_A_ROW)
    return grid(buttons, -(-len(buttons) // rows)) if rows else []


def _once_more(t: Translator, parts: Sequence[Generation]) -> Rows:
    """What came to nothing once more, or all of it, with what that cost; without what was deleted.

    The buttons name a part that came, so that other members of a group may press them.
    """
    parts = [one for one in parts if not one.deleted]
    if not parts:
        return []
    named = next(iter(delivered(parts)), parts[0]).id
    ended = [one for one in parts if one.state not in OPEN_STATES]
    missing = without_result(parts)
    rows = []
    if missing and len(missing) < len(parts):
        rows.append(
            [
                inline_button(
                    t.plain("button-missing-parts", price=sum(one.price for one in missing)),
                    MissingPartsButton(generation=named),
                )
            ]
        )
    if len(ended) == len(parts) and len(delivered(parts)) > ALBUM_ITEMS:
        zipped = inline_button(t.plain("button-zip-parts"), ZipPartsButton(generation=named))
        rows.append([zipped])
    if len(ended) == len(parts):
        rows.append(
            [
                inline_button(
                    _again_label(t, parts),
                    PartsAgainButton(generation=named),
                )
            ]
        )
    return rows


def _again_label(t: Translator, parts: Sequence[Generation]) -> str:
    """Of several models it is a comparison once more: a number would look like so many of one of them."""
    price = sum(one.price for one in parts)
    if _models_differ(parts):
        return t.plain("button-compare-again", price=price)
    return t.plain("button-parts-again", parts=len(parts), price=price)


def _title(t: Translator, facts: Sequence[ResultFacts]) -> Html:
    models = list(dict.fromkeys(one.title for one in facts))
    if len(models) == len(facts):
        return t("card-title", model=", ".join(models))
    return t("batch-title", models=", ".join(models), parts=len(facts))


def _lines(t: Translator, facts: Sequence[ResultFacts]) -> list[Html]:
    """Of several models each that came by its number, with what it cost, and each that came to nothing."""
    parts = [one.generation for one in facts]
    if not _models_differ(parts):
        return []
    titles = {one.generation.id: one.title for one in facts}
    failed = [one for one in facts if one.generation in without_result([one.generation])]
    return [
        *(
            t(
                "batch-line",
                number=number,
                model=titles[one.id],
                id=one.id,
                price=one.captured,
                paid_by="key" if one.own_key else "credits",
            )
            for number, one in numbered(parts)
        ),
        *(t("batch-line-failed", model=one.title, id=one.generation.id) for one in failed),
    ]


def _arrived(t: Translator, parts: Sequence[Generation]) -> Html:
    arrived = delivered(parts)
    came = t("batch-arrived", arrived=len(arrived), parts=len(parts)) if arrived else None
    coming = sum(one.state in MAKING_STATES or one.state is State.READY for one in parts)
    still = t("batch-still-coming", count=coming) if coming else None
    return paragraphs(paragraphs(came, _paid(t, parts), gap=" · "), still)


def _paid(t: Translator, parts: Sequence[Generation]) -> Html | None:
    if any(one.own_key for one in parts):
        return t("result-own-key")
    taken = sum(one.captured for one in parts)
    return t("result-price", price=taken) if delivered(parts) else None


def _failed(t: Translator, parts: Sequence[Generation]) -> Html | None:
    without = without_result(parts)
    if not without:
        return None
    returned = 0 if without[0].own_key else sum(one.price for one in without)
    return t("batch-failed", failed=len(without), parts=len(parts), returned=returned)
