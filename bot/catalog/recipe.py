"""What a recipe's file says, as frozen records, and how its words become a step's prompt.

A recipe is a named sequence of generations in which a result is the next one's reference. Reading and checking the
files is `catalog.recipe_catalog`'s work; its words for people are `recipe-<slug>`, `recipe-<slug>-about` and `step-<name>`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from bot.catalog.choices import canonical
from bot.catalog.spec import Kind, Media, Model, Offer
from bot.errors import BadOption

GIVEN: Final = "given"
"""Stands among a step's references for all media that the person gives."""

WORDS: Final = "{prompt}"
"""Stands in a step's prompt for the person's words."""

MADE: Mapping[Kind, Media] = {
    Kind.IMAGE: Media.PHOTO,
    Kind.VIDEO: Media.VIDEO,
    Kind.AUDIO: Media.AUDIO,
    Kind.MUSIC: Media.AUDIO,
}
"""What the result of a model is as a reference."""


MOST_TO_CHOOSE_FROM: Final = 4
"""Pictures of a step that waits: so many numbers fit side by side below an album."""

FORMAT: Final = "aspect_ratio"
"""Name of the option that gives all steps of a recipe one shape; no step is called so."""


class _Written:
    """A record of a recipe's file. A key that it does not know is a mistake there."""

    __slots__ = ()
    __pydantic_config__: ClassVar[Mapping[str, Any]] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipePrompt(_Written):
    """The words that a recipe asks for. `maximum_length` 0 = it takes none. Lengths in characters."""

    required: bool = True
    minimum_length: int = 3
    maximum_length: int = 1500


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(_Written):
    """One generation of a recipe.

    Attributes:
        name: unique in the recipe; its words are `step-<name>`.
        models: slugs in order of preference; the first one that is sold and works is taken.
        prompt: fixed words with `{prompt}` where the person's words go.
        longest: at most so many characters of the person's words are taken; 0 = all of them.
        choices: options that are set where the model has them.
        references: `given`, or names of earlier steps.
        choose: how many pictures it makes, of which the person chooses the one that the recipe goes on with; 0 = it makes
            one and nothing waits.
        again: whether other pictures can be made instead of choosing.
    """

    name: str
    models: tuple[str, ...]
    prompt: str = WORDS
    longest: int = 0
    choices: Mapping[str, str] = dataclasses.field(default_factory=dict)
    references: tuple[str, ...] = ()
    choose: int = 0
    again: bool = False

    @property
    def waits(self) -> bool:
        """Whether the recipe goes on only when a person has chosen."""
        return self.choose > 0

    def prompt_of(self, words: str) -> str:
        """The prompt of this step for a person's words, which may be empty."""
        said = shortened(words, self.longest) if self.longest else words
        return self.prompt.replace(WORDS, said).strip()

    def choices_for(self, offer: Offer, shape: Mapping[str, str] | None = None) -> dict[str, str]:
        """The step's choices, and those of a shape (`Recipe.formats`), as far as the offer has them."""
        known: dict[str, str] = {}
        for name, value in {**self.choices, **(shape or {})}.items():
            option = offer.option(name)
            if option is not None:
                try:
                    known[name] = canonical(option, value)
                except BadOption:
                    continue
        return known


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe(_Written):
    """A named sequence of generations.

    Attributes:
        slug: unique, `a-z0-9-`, at most 32 bytes (it travels in callback data).
        rank: place in the list; smaller first.
        prompt: the words that it asks for.
        given: the media that it asks for, one of each named.
        formats: the shapes that a person may choose from, in the order shown, and what each is in the options of the steps'
            models: they name it differently.
        format: the shape that is taken when nothing is said.
        steps: in the order in which they are made; each begins when the one before is in the chat.
    """

    slug: str
    rank: int = 100
    prompt: RecipePrompt = RecipePrompt()
    given: tuple[Media, ...] = ()
    formats: Mapping[str, Mapping[str, str]] = dataclasses.field(default_factory=dict)
    format: str = ""
    steps: tuple[Step, ...]

    def shape(self, wanted: str | None) -> Mapping[str, str]:
        """What a format is in the options of models; an unknown one, as of an earlier version, is the usual one."""
        return self.formats.get(wanted or self.format) or self.formats.get(self.format) or {}

    def times(self, position: int) -> int:
        """How often the step at this place is made: once, or as many pictures as are to choose from."""
        return max(1, self.steps[position].choose)


def takes_shape(offer: Offer, shape: Mapping[str, str]) -> bool:
    """Whether a model can make this shape."""
    for name, value in shape.items():
        option = offer.option(name)
        try:
            if option is not None and canonical(option, value):
                return True
        except BadOption:
            continue
    return False


def shortened(words: str, longest: int) -> str:
    """At most `longest` characters of the words, cut between two of them where there is a gap."""
    if len(words) <= longest:
        return words
    kept = words[:longest]
    whole = kept.rsplit(maxsplit=1)[0] if len(kept.split()) > 1 else kept
    return whole.rstrip()


def sources(step: Step, given: tuple[Media, ...], made: Mapping[str, Model]) -> list[Media]:
    """The media that a step's references are.

    Args:
        step: whose references.
        given: what the person gives.
        made: models of the earlier steps by the step's name.
    """
    media: list[Media] = []
    for source in step.references:
        media += given if source == GIVEN else (MADE[made[source].kind],)
    return media
