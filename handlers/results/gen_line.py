"""A generation as the one line that makes it again: `/gen <model-slug> [option=value …] <prompt>`."""

from __future__ import annotations

from collections.abc import Mapping

from bot.catalog.choices import canonical
from bot.catalog.spec import Offer
from bot.domain.generation import Generation
from bot.errors import BadOption
from handlers.compose.gen_parser import parse
from handlers.core.original_prompt import needs_its_recipe, original_prompt


def command_of(generation: Generation, offer: Offer) -> str:
    """The shortest line that asks for the same, or an empty string when no line would be understood so.

    None asks for words that the person may not read. Options at their defaults are left out. A prompt that begins with what would be taken for one stands in quotes.
    """
    if generation.hides_words or needs_its_recipe(generation, offer):
        return ""
    prompt = original_prompt(generation, offer)
    defaults = {option.name: option.default for option in offer.options}
    chosen = {name: value for name, value in generation.choices.items() if name in defaults and value}
    changed = {name: value for name, value in chosen.items() if value != defaults[name]}
    for words in (prompt, f'"{prompt}"', f"«{prompt}»"):
        tail = " ".join([*(_written(name, value) for name, value in changed.items()), words])
        if _is_understood(tail, offer, changed, prompt):
            return f"/gen {generation.model} {tail}".rstrip()
    return ""


def _written(name: str, value: str) -> str:
    if not any(letter.isspace() for letter in value) and value[0] not in "\"'“«":
        return f"{name}={value}"
    return f'{name}="{value}"' if '"' not in value else f"{name}=«{value}»"


def _is_understood(tail: str, offer: Offer, shown: Mapping[str, str], prompt: str) -> bool:
    read = parse(tail, offer)
    try:
        values = {
            name: canonical(option, value) if (option := offer.option(name)) is not None else value
            for name, value in read.choices.items()
        }
    except BadOption:
        return False
    return values == shown and read.prompt == prompt.strip()
