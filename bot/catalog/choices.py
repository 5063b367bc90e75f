"""What a person set on a model, completed and checked against the offer.

The checks of prompt and references live in modules of their own and are offered here too: who takes a request in
needs all three.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

from bot.catalog.prompt import check_prompt, tidy
from bot.catalog.references import GivenReference, check_references
from bot.catalog.spec import Model, Offer, Option, WireType
from bot.catalog.value_spelling import SECONDS, with_latin_letters
from bot.errors import BadOption, OptionConflict, OptionTooLong, UnknownOption

__all__ = [
    "GivenReference",
    "allowed_values",
    "applicable",
    "canonical",
    "check_prompt",
    "check_references",
    "conflict_in",
    "references_fact",
    "settle",
    "still_possible",
    "tidy",
    "turned",
]

_SAYS_ON = frozenset({"on", "yes", "true", "1"})
_SAYS_OFF = frozenset({"off", "no", "false", "0"})
_ECHO_LENGTH = 64


def settle(
    model: Model, offer: Offer, given: Mapping[str, str], *, has_references: bool | None = None
) -> dict[str, str]:
    """Complete what a person said to a full set of choices in the offer's order.

    Names and values are compared without regard to case; `10s` and the Russian `10с` are 10 for an option in seconds, `4к`
    is `4K`; a switch understands yes, no, true and false. An option that was not given gives way when its default conflicts with a given one.
    Options without a value are left out.

    Args:
        model: named in refusals.
        offer: whose options they are.
        given: what the person said.
        has_references: whether media goes with the request; None = not known yet, and nothing is said about it.

    Raises:
        UnknownOption, BadOption, OptionConflict: what was given is not possible.
    """
    pinned: dict[str, str] = {}
    for name, value in given.items():
        option = offer.option(name.strip().casefold().replace("-", "_").replace(" ", "_"))
        if option is None:
            known = ", ".join(known.name for known in offer.options)
            raise UnknownOption(option=name[:_ECHO_LENGTH], model=model.title, known=known)
        pinned[option.name] = canonical(option, value)
    wanted = {option.name: pinned.get(option.name, option.default) for option in offer.options}
    facts = {} if has_references is None else references_fact(has_references=has_references)
    settled = _mended(
        offer, {name: value for name, value in wanted.items() if value}, frozenset(pinned), facts
    )
    for name, value in pinned.items():
        if value and name not in settled:
            raise _conflict(*_missing_condition(offer, name, value, settled))
    return settled


def turned(offer: Offer, choices: Mapping[str, str], name: str, value: str) -> dict[str, str]:
    """The choices after a button set one option; whatever conflicts with it moves to its first possible value.

    Raises:
        BadOption: yesterday's button: the option is gone or does not take this value any more.
        OptionConflict: the value goes with nothing.
    """
    option = offer.option(name)
    if option is None:
        raise BadOption(option=name, value=value, allowed=", ".join(known.name for known in offer.options))
    wanted = {known.name: choices.get(known.name, known.default) for known in offer.options}
    wanted[name] = canonical(option, value)
    for needed, needed_value in option.only_with.items():
        wanted[needed] = needed_value
    kept = {known: kept_value for known, kept_value in wanted.items() if kept_value}
    return _mended(offer, kept, frozenset({name, *option.only_with}))


def still_possible(model: Model, offer: Offer, choices: Mapping[str, str]) -> dict[str, str]:
    """The choices that the offer knows; none of them when they do not go together."""
    known: dict[str, str] = {}
    for name, value in choices.items():
        option = offer.option(name)
        try:
            if option is not None:
                known[name] = canonical(option, value)
        except BadOption:
            continue
    try:
        settle(model, offer, known)
    except OptionConflict:
        return {}
    return known


def without_free_text(offer: Offer, choices: Mapping[str, str]) -> dict[str, str]:
    """The choices without those that a person wrote in words of their own, such as a song's style."""
    written = {one.name for one in offer.options if one.maximum_length and not one.choices}
    return {name: value for name, value in choices.items() if name not in written}


def canonical(option: Option, value: str) -> str:
    """The one way to write this value of the option; empty for an empty free option.

    Raises:
        BadOption, OptionTooLong: the option does not take it.
    """
    if value in option.choices:
        return value
    said = tidy(value).strip()
    if option.choices:
        return _choice(option, said)
    if option.minimum is not None or option.maximum is not None:
        return _number(option, said) if said else ""
    if len(said) > option.maximum_length:
        raise OptionTooLong(
            option=option.name,
            value=said[:_ECHO_LENGTH],
            allowed=allowed_values(option),
            length=len(said),
            maximum=option.maximum_length,
        )
    return said


def allowed_values(option: Option) -> str:
    """What the option takes, for people: the choices, the range, or the greatest number of characters as `1–80`."""
    if option.choices:
        return ", ".join(option.choices)
    if option.minimum is not None or option.maximum is not None:
        least, most = ("…" if bound is None else str(bound) for bound in (option.minimum, option.maximum))
        return f"{least}–{most}"
    return f"1–{option.maximum_length}"


def references_fact(*, has_references: bool) -> dict[str, str]:
    """What conditions of the catalogue see of the media: the pseudo-option `references`."""
    return {"references": "yes" if has_references else "no"}


def conflict_in(offer: Offer, choices: Mapping[str, str]) -> Mapping[str, str] | None:
    """The first combination among the choices that KIE does not take, or None."""
    for clash in offer.conflicts:
        if clash.items() <= choices.items():
            return clash
    return None


def applicable(offer: Offer, choices: Mapping[str, str]) -> dict[str, str]:
    """The choices without those whose option does not exist beside the others."""
    return {
        option.name: choices[option.name]
        for option in offer.options
        if option.name in choices and (not option.only_with or option.only_with.items() <= choices.items())
    }


def _choice(option: Option, said: str) -> str:
    folded = said.casefold()
    if option.switch and folded in _SAYS_ON | _SAYS_OFF:
        return "on" if folded in _SAYS_ON else "off"
    meant = {folded, with_latin_letters(folded)}
    for choice in option.choices:
        if choice.casefold() in meant:
            return choice
    if option.unit == "seconds":
        for suffix in SECONDS:
            bare = folded.removesuffix(suffix).strip()
            if bare != folded and bare in option.choices:
                return bare
    raise _bad(option, said)


def _number(option: Option, said: str) -> str:
    bare = said.casefold()
    if option.unit == "seconds":
        bare = next((bare.removesuffix(unit) for unit in SECONDS if bare.endswith(unit)), bare).strip()
    try:
        number = Decimal(bare.replace(",", "."))
    except InvalidOperation:
        raise _bad(option, said) from None
    # The order matters: comparing a NaN raises.
    if not number.is_finite() or (option.type is WireType.INTEGER and number != number.to_integral_value()):
        raise _bad(option, said)
    if (option.minimum is not None and number < option.minimum) or (
        option.maximum is not None and number > option.maximum
    ):
        raise _bad(option, said)
    return str(int(number)) if number == number.to_integral_value() else format(number.normalize(), "f")


def _bad(option: Option, said: str) -> BadOption:
    return BadOption(option=option.name, value=said[:_ECHO_LENGTH], allowed=allowed_values(option))


def _mended(
    offer: Offer, choices: Mapping[str, str], pinned: frozenset[str], facts: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The choices with every conflict, also with `facts`, resolved at the cost of options that are not pinned."""
    facts = facts or {}
    mended = applicable(offer, choices)
    while (clash := conflict_in(offer, {**mended, **facts})) is not None:
        moved = _moved(offer, mended, facts, [name for name in clash if name not in pinned])
        if moved is None:
            raise _conflict(*clash.items())
        mended = applicable(offer, moved)
    return mended


def _moved(
    offer: Offer, choices: Mapping[str, str], facts: Mapping[str, str], movable: Iterable[str]
) -> dict[str, str] | None:
    """The choices with one option moved to its first value that leaves fewer conflicts, or None."""
    before = _conflict_count(offer, {**choices, **facts})
    for name in movable:
        option = offer.option(name)
        for value in option.choices if option else ():
            moved = {**choices, name: value}
            if _conflict_count(offer, {**moved, **facts}) < before:
                return moved
    return None


def _conflict_count(offer: Offer, choices: Mapping[str, str]) -> int:
    return sum(clash.items() <= choices.items() for clash in offer.conflicts)


def _conflict(*pairs: tuple[str, str]) -> OptionConflict:
    first, *others = [f"{name}={value[:_ECHO_LENGTH]}" for name, value in pairs]
    return OptionConflict(first=first, second=", ".join(others))


def _missing_condition(
    offer: Offer, name: str, value: str, settled: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """The option that was set, and the choices beside which it does not exist."""
    option = offer.option(name)
    needs = option.only_with if option else {}
    return (
        (name, value),
        *((need, settled.get(need, "")) for need in needs if settled.get(need) != needs[need]),
    )
