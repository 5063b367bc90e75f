"""The one-line form: `/gen <model-slug> [option=value …] <prompt>`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.catalog.choices import canonical
from bot.catalog.spec import Offer
from bot.errors import BadOption

_PAIR = re.compile(
    r"""(?P<name>[A-Za-z][\w-]*)=
        (?: "(?P<double>[^"]*)" | '(?P<single>[^']*)' | “(?P<curly>[^”]*)” | «(?P<angle>[^»]*)» | (?P<bare>\S*) )
        (?=\s|$)""",
    re.VERBOSE,
)
_BARE = re.compile(r"(?:\d{1,2}:\d{1,2}|\d{1,4}s|\d{3,4}p|[1-9]k)(?=\s|$)", re.IGNORECASE)
"""Words that look like a value and like nothing else: an aspect ratio, seconds, a resolution."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OneLine:
    """What a one-line form says: options as they were written, and the rest."""

    choices: Mapping[str, str]
    prompt: str


def split_slug(text: str) -> tuple[str, str]:
    """The first word and what follows it; both may be empty."""
    slug, _, rest = text.strip().partition(_first_space(text.strip()))
    return slug, rest.lstrip()


def parse(text: str, offer: Offer) -> OneLine:
    """Take leading options off; the rest is the prompt, line breaks and all.

    `name=value` is an option whatever its name, so that a mistyped one is noticed. A bare value such as `9:16` or
    `10s` counts when exactly one option takes it and it was not set before; otherwise the prompt begins with it.
    """
    choices: dict[str, str] = {}
    rest = text.lstrip()
    while rest:
        if pair := _PAIR.match(rest):
            choices[pair["name"].casefold()] = _value(pair)
            rest = rest[pair.end() :].lstrip()
        elif (bare := _BARE.match(rest)) and (name := _only_taker(offer, bare[0], choices)):
            choices[name] = bare[0]
            rest = rest[bare.end() :].lstrip()
        else:
            break
    return OneLine(choices=choices, prompt=rest.rstrip())


def _first_space(text: str) -> str:
    """The first white space of the text, or a space when it has none."""
    found = re.search(r"\s", text)
    return found[0] if found else " "


def _value(pair: re.Match[str]) -> str:
    quoted = (pair[group] for group in ("double", "single", "curly", "angle"))
    return next((value for value in quoted if value is not None), pair["bare"] or "")


def _only_taker(offer: Offer, value: str, taken: Mapping[str, str]) -> str | None:
    """The one option that is a list of choices with this value in it."""
    takers = []
    for option in offer.options:
        if not option.choices:
            continue
        try:
            canonical(option, value)
        except BadOption:
            continue
        takers.append(option.name)
    return takers[0] if len(takers) == 1 and takers[0] not in taken else None
