"""What a person likes: the models they star, the ones they want by default, and what they used last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.catalog.spec import Kind

REMEMBERED = 200
"""A person's newest generations that tell what they used last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelUse:
    """A model as a person last asked for it.

    Attributes:
        model: slug; it may have left the catalogue since.
        choices: the options of that generation, complete.
    """

    model: str
    choices: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelPreferences:
    """What a person prefers. Slugs may have left the catalogue since.

    Attributes:
        favourites: starred models, the newest star first.
        defaults: the model that the person wants for a kind unless they say otherwise.
        used: each model that was asked for lately, the newest first.
    """

    favourites: Sequence[str] = ()
    defaults: Mapping[Kind, str]
    used: Sequence[ModelUse] = ()

    def likes(self, slug: str) -> bool:
        """Whether the model is starred."""
        return slug in self.favourites

    def is_default(self, slug: str) -> bool:
        """Whether the model is the person's own default of its kind."""
        return slug in self.defaults.values()

    def choices_of(self, slug: str) -> Mapping[str, str]:
        """The options with which the model was used last; none when it was not."""
        return next((use.choices for use in self.used if use.model == slug), {})


class ModelPreferencesRepository(Protocol):
    """Remembers what people like.

    What was used last is read from the generations that people confirmed by themselves: it is written in the same
    transaction as the confirmation. A chain's steps were chosen by its recipe and count for nothing.
    """

    async def preferences(self, person_id: int) -> ModelPreferences:
        """Everything that is known; empty preferences for an unknown person. `used` looks at the newest `REMEMBERED`."""
        ...

    async def set_favourite(self, person_id: int, slug: str, *, on: bool) -> None:
        """Star a model, or take the star off; repeating it changes nothing."""
        ...

    async def set_default(self, person_id: int, kind: Kind, slug: str) -> None:
        """Keep the model that the person wants for a kind; empty = none."""
        ...
