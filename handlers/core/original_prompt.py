"""The words of a generation that may be shown, posted, or used once more: those of the person, never those of a recipe, nor hidden ones."""

from __future__ import annotations

from bot.catalog.spec import Offer
from bot.domain.generation import Generation


def original_prompt(generation: Generation, offer: Offer | None) -> str:
    """The person's own words, as far as the model takes them by themselves; empty where it does not."""
    words = generation.shown_prompt
    if not (generation.in_chain or generation.hides_words) or offer is None:
        return words
    rule = offer.prompt_for(generation.choices)
    return words if rule.minimum_length <= len(words) <= rule.room else ""


def needs_its_recipe(generation: Generation, offer: Offer | None) -> bool:
    """Whether a step of a recipe can be made again only with the words that the recipe puts around the person's."""
    return generation.in_chain and bool(generation.prompt) and not original_prompt(generation, offer)
