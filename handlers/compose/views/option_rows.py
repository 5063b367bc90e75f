"""A model's options as rows of buttons: the values themselves, each with what the request would cost with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aiogram.types import InlineKeyboardButton

from bot.catalog.choices import applicable
from bot.catalog.song_options import MODE
from bot.catalog.spec import Offer, Option
from bot.i18n import Translator
from handlers.compose.views.bought import speaks_for_itself
from handlers.core.buttons.draft import ChoiceButton, OptionButton
from handlers.core.keyboards import LABEL_ROOM, grid, inline_button
from handlers.core.views.screen import cut, option_name, option_value

ValuePrices = Mapping[str, Sequence[int | None]]
"""By the names of those options that change the price: credits with each of their choices, None where it goes with nothing."""

_CHOSEN = "✓ "
_SIDE_BY_SIDE = 3
_ALWAYS_A_ROW = frozenset({"duration", "aspect_ratio"})
_LISTED_VALUE = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionFacts:
    """What the rows are made of.

    Attributes:
        draft: id of the draft that they set.
        offer: whose options they are.
        settled: the complete choices.
        prices: what the values cost.
    """

    draft: int
    offer: Offer
    settled: Mapping[str, str]
    prices: ValuePrices

    def exists(self, option: Option) -> bool:
        """Whether the option exists beside the other choices."""
        wanted = {**self.settled, option.name: self.settled.get(option.name) or "?"}
        return option.name in applicable(self.offer, wanted)


def option_rows(t: Translator, facts: OptionFacts) -> list[list[InlineKeyboardButton]]:
    """First what is paid for: longer lists behind a button, few values side by side; then what costs nothing."""
    rows: list[list[InlineKeyboardButton]] = []
    priced: list[InlineKeyboardButton] = []
    others: list[InlineKeyboardButton] = []
    for option in facts.offer.options:
        if option.name == MODE or not facts.exists(option):
            continue
        values = _values(t, facts, option)
        rows += values
        if not values:
            (priced if option.name in facts.prices else others).append(_one_button(t, facts, option))
    return [*grid(priced, 2), *rows, *grid(others, 2)]


def value_label(t: Translator, option: Option, position: int, chosen: str, prices: ValuePrices) -> str:
    """`✓ 5 s · 42`: the value, whether it is set, and the price where that differs."""
    value = option.choices[position]
    shown = (_CHOSEN if value == chosen else "") + option_value(t, option, value)
    price = prices[option.name][position] if option.name in prices else None
    return shown if price is None else t.plain("button-value-price", value=shown, price=price)


def _values(t: Translator, facts: OptionFacts, option: Option) -> list[list[InlineKeyboardButton]]:
    """The values in a row, or in two where their labels are long; none when there are too many of them, when they need the
    option's name and have no room for it, or when they neither cost anything nor need to be seen."""
    count = len(option.choices)
    if not 1 < count <= _SIDE_BY_SIDE or option.name not in {*facts.prices, *_ALWAYS_A_ROW}:
        return []
    chosen = facts.settled.get(option.name, "")
    labels = [value_label(t, option, position, chosen, facts.prices) for position in range(count)]
    named = [t.plain("button-option", option=option_name(t, option.name), value=labels[0]), *labels[1:]]
    layouts = [(named, count), (labels, count), (named, 2), (labels, 2)]
    if not all(map(speaks_for_itself, labels)):
        layouts = [(named, count), (named, 2)]
    shown, width = next(((texts, width) for texts, width in layouts if _fits(texts, width)), ([], 1))
    buttons = [
        inline_button(label, ChoiceButton(draft=facts.draft, option=option.name, choice=position))
        for position, label in enumerate(shown)
    ]
    return grid(buttons, width)


def _fits(labels: Sequence[str], width: int) -> bool:
    """Whether each has room, wherever the mark of the chosen one stands: the rows look the same before and after a tap."""
    room = LABEL_ROOM[width] - len(_CHOSEN)
    return all(len(label.replace(_CHOSEN, "")) <= room for label in labels)


def _one_button(t: Translator, facts: OptionFacts, option: Option) -> InlineKeyboardButton:
    """The option and its value: a tap takes the next one of few that cost the same, else it opens the list."""
    chosen = facts.settled.get(option.name, "")
    value = cut(option_value(t, option, chosen), _LISTED_VALUE) if chosen else "—"
    label = t.plain("button-option", option=option_name(t, option.name), value=value)
    few = len(option.choices) <= _SIDE_BY_SIDE and option.name not in facts.prices
    if few and chosen in option.choices:
        following = (option.choices.index(chosen) + 1) % len(option.choices)
        return inline_button(label, ChoiceButton(draft=facts.draft, option=option.name, choice=following))
    return inline_button(label, OptionButton(draft=facts.draft, option=option.name))
