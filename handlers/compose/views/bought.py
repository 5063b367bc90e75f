"""What is bought, in one line: the model and everything about the result that was settled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.catalog.pricing import price_options
from bot.catalog.results import results_of
from bot.catalog.spec import Kind, Offer, Option
from bot.i18n import Html, Translator
from handlers.core.draft_service import DraftTarget
from handlers.core.views.screen import cut, option_name, option_value, paragraphs

_VALUE_SHOWN = 40
_ALWAYS_NAMED = (
    "mode",
    "voice",
    "duration",
    "aspect_ratio",
    "size",
    "resolution",
    "quality",
    "enlarge",
    "action",
    "format",
    "audio",
)
"""Options that say what comes out, in the order in which they are said, also when they hold by default."""


def what_is_bought(t: Translator, target: DraftTarget, choices: Mapping[str, str]) -> Html:
    """`Kling 2.5 Turbo · 5 s · 16:9 · no sound`: the model, and each settled option that people pay for or chose."""
    return paragraphs(
        t("card-title", model=target.title), *_parts(t, target.kind, target.offer, choices), gap=" · "
    )


def goes_without_saying(offer: Offer, option: Option, value: str) -> bool:
    """Whether a value need not be named: it is the default of an option that changes neither the price nor what comes out."""
    return value == option.default and option.name not in {*_ALWAYS_NAMED, *price_options(offer)}


def option_in_words(t: Translator, option: Option, value: str) -> Html:
    """One option as a person would say it: `10 s`, `quality: high`, `speed 1.2`, `title “Rain”`, `no sound`."""
    name, shown = option_name(t, option.name), cut(option_value(t, option, value), _VALUE_SHOWN)
    name = name[:1].lower() + name[1:]
    for own in (f"quote-option-{option.name}-{value}", f"quote-option-{option.name}"):
        if option.choices and t.has(own):
            return t(own, option=name, value=shown)
    if option.switch:
        return t("quote-option-on" if value == "on" else "quote-option-off", option=name)
    if option.choices:
        return t(
            "quote-option" if speaks_for_itself(shown) else "quote-option-named", option=name, value=shown
        )
    free = option.minimum is None and option.maximum is None
    return t("quote-option-text" if free else "quote-option-number", option=name, value=shown)


def speaks_for_itself(shown: str) -> bool:
    """Whether a value is understood without the option's name: seconds, a format, a resolution."""
    return any(character.isdigit() for character in shown)


def _parts(t: Translator, kind: Kind, offer: Offer, choices: Mapping[str, str]) -> Iterator[Html]:
    for option in sorted(offer.options, key=_place):
        value = choices.get(option.name, "")
        is_count = option.name == offer.results.option  # said last, in words
        if value and not is_count and not goes_without_saying(offer, option, value):
            yield option_in_words(t, option, value)
    if (count := results_of(offer, choices)) > 1:
        yield t("quote-results", kind=str(kind), count=count)


def _place(option: Option) -> int:
    return _ALWAYS_NAMED.index(option.name) if option.name in _ALWAYS_NAMED else len(_ALWAYS_NAMED)
