"""The one-line form: `/gen <model-slug> [option=value …] <prompt>`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.catalog.choices import canonical
from bot.catalog.spec import Offer
from bot.catalog.value_spelling import BARE_VALUES, COPIES_BEFORE, COPIES_BEHIND
from bot.errors import BadOption

_PAIR = re.compile(
    r"""(?P<name>[A-Za-z][\w-]*)=
        (?: "(?P<double>[^"]*)" | '(?P<single>[^']*)' | “(?P<curly>[^”]*)” | «(?P<angle>[^»]*)» | (?P<bare>\S*) )
        (?=\s|$)""",
    re.VERBOSE,
)
_QUOTES: Mapping[str, str] = {'"': '"', "'": "'", "“": "”", "«": "»"}


@dataclass(frozen=True, slots=True, kw_only=True)
class OneLine:
    """What a one-line form says.

    Attributes:
        choices: options that the model takes, or all of them where no model was named, as they were written.
        unfit: options that the model does not have, or not with this value.
        copies: how many of it at once, as `×3` or `x3` before or behind the words says; 1 when nothing does.
        prompt: the rest.
    """

    choices: Mapping[str, str]
    unfit: Mapping[str, str] = field(default_factory=dict)
    copies: int = 1
    prompt: str


def split_slug(text: str) -> tuple[str, str]:
    """The first word and what follows it; both may be empty."""
    slug, _, rest = text.strip().partition(_first_space(text.strip()))
    return slug, rest.lstrip()


def parse(text: str, offer: Offer | None = None) -> OneLine:
    """Take leading options off; the rest is the prompt, line breaks and all.

    `name=value` is an option whatever its name, so that a mistyped one is noticed. A bare value such as `9:16` or `10s` is
    one, too, whether the model has it or not; of two for one option the later counts. Quotes around what looks like an
    option make it a part of the prompt.

    Args:
        text: what stands behind the model's name.
        offer: of the model; None while it is not known which one is meant, when everything counts as taken.
    """
    said: dict[str, str] = {}
    copies = 1
    rest = text.strip()
    if behind := COPIES_BEHIND.search(rest):
        copies, rest = int(behind["copies"]), rest[: behind.start()].rstrip()
    while rest:
        if pair := _PAIR.match(rest):
            said[_name(pair["name"])] = _value(pair)
            rest = rest[pair.end() :].lstrip()
        elif before := COPIES_BEFORE.match(rest):
            copies = int(before["copies"])
            rest = rest[before.end() :].lstrip()
        elif bare := _bare(rest):
            name, value = bare
            said[name] = value
            rest = rest[len(value) :].lstrip()
        else:
            break
    unfit = {
        name: value for name, value in said.items() if offer is not None and not _fits(offer, name, value)
    }
    choices = {name: value for name, value in said.items() if name not in unfit}
    return OneLine(choices=choices, unfit=unfit, copies=copies, prompt=_literal(rest.rstrip()))


def _bare(text: str) -> tuple[str, str] | None:
    """The option and the value that a text begins with, None when it begins with a word."""
    matches = ((name, shape.match(text)) for name, shape in BARE_VALUES.items())
    return next(((name, found[0]) for name, found in matches if found), None)


def _literal(prompt: str) -> str:
    """The prompt without the quotes that say that it begins with words, and not with an option."""
    closing = _QUOTES.get(prompt[:1])
    if closing is None or len(prompt) < 2 or not prompt.endswith(closing) or closing in prompt[1:-1]:
        return prompt
    inner = prompt[1:-1].strip()
    is_option = (
        _PAIR.match(inner) or _bare(inner) or COPIES_BEFORE.match(inner) or COPIES_BEHIND.search(inner)
    )
    return inner if is_option else prompt


def _name(written: str) -> str:
    return written.casefold().replace("-", "_")


def _fits(offer: Offer, name: str, value: str) -> bool:
    """Whether the offer has the option with this value. Typed texts are checked where they are used."""
    option = offer.option(name)
    if option is None:
        return False
    if not option.choices and option.minimum is None and option.maximum is None:
        return True
    try:
        canonical(option, value)
    except BadOption:
        return False
    return True


def _first_space(text: str) -> str:
    """The first white space of the text, or a space when it has none."""
    found = re.search(r"\s", text)
    return found[0] if found else " "


def _value(pair: re.Match[str]) -> str:
    quoted = (pair[group] for group in ("double", "single", "curly", "angle"))
    return next((value for value in quoted if value is not None), pair["bare"] or "")


def written(choices: Mapping[str, str]) -> str:
    """Options as they stand in a line: values that say what they are bare, the others with their names."""
    return " ".join(
        value if name in BARE_VALUES and BARE_VALUES[name].fullmatch(value) else f"{name}={value}"
        for name, value in choices.items()
    )
