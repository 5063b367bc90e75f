"""What a recipe's step is asked for with once more, alone: the words of the person, not those of the recipe."""

from __future__ import annotations

from bot.catalog.spec import Offer
from bot.domain.generation import Generation


def original_prompt(generation: Generation, offer: Offer | None) -> str:
    """The person's own words, where the model takes them by themselves; else all that the step was made with."""
    if offer is None:
        return generation.prompt
    rule = offer.prompt_for(generation.choices)
    fits = rule.minimum_length <= len(generation.shown_prompt) <= rule.room
    return generation.shown_prompt if generation.shown_prompt and fits else generation.prompt
