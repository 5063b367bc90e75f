"""How many results one task of a model makes, by its file and by what was chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.catalog.choices import applicable, conflict_in, references_fact
from bot.catalog.spec import Offer

MOST_RESULTS: Final = 10
"""Of one task: so many fit into an album (Bot API, sendMediaGroup)."""


def results_of(offer: Offer, choices: Mapping[str, str]) -> int:
    """How many results a task with these settled choices makes."""
    said = choices.get(offer.results.option, "") if offer.results.option else ""
    return int(said) if said.isdecimal() else offer.results.count


def result_counts(
    offer: Offer, choices: Mapping[str, str], *, has_references: bool | None = None
) -> tuple[int, ...]:
    """The numbers of results that one task can make beside these choices, growing; a single one where nothing can be chosen.

    Args:
        offer: whose tasks they are.
        choices: everything else that is settled.
        has_references: whether media goes with the request; None = not known, and nothing is said about it.
    """
    option = offer.option(offer.results.option) if offer.results.option else None
    if option is None:
        return (offer.results.count,)
    facts = {} if has_references is None else references_fact(has_references=has_references)
    others = {name: value for name, value in choices.items() if name != option.name}
    possible = (
        value
        for value in option.choices
        if option.name in applicable(offer, set_to := {**others, option.name: value})
        and conflict_in(offer, {**set_to, **facts}) is None
    )
    return tuple(int(value) for value in possible) or (offer.results.count,)


def with_results(offer: Offer, choices: Mapping[str, str], count: int) -> dict[str, str]:
    """The choices for a task of `count` results, one of `result_counts`; the same where no option says how many."""
    option = offer.results.option
    return {**choices, option: str(count)} if offer.option(option) is not None else dict(choices)
