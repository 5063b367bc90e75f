"""Where a person is in the conversation about a recipe: what they have given so far, and which quote it became."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from aiogram.filters import Filter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import Message

from bot.catalog.spec import Media
from bot.domain.generation import Reference


class RecipeStates(StatesGroup):
    """Giving a recipe what it asks for: the next words or media are for it."""

    input = State()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipeInput:
    """What a person has given to a recipe.

    Attributes:
        recipe: slug.
        prompt: the words so far.
        references: media so far.
        chain: the quote that other words belong to; 0 = none yet.
        asked: the message that the results will reply to.
    """

    recipe: str
    prompt: str = ""
    references: tuple[Reference, ...] = ()
    chain: int = 0
    asked: int | None = None

    def with_media(self, reference: Reference) -> RecipeInput:
        """With this medium instead of an earlier one of its kind; an earlier quote is not about it."""
        others = (known for known in self.references if known.media is not reference.media)
        return replace(self, references=(*others, reference), chain=0)


async def save_input(state: FSMContext, recipe_input: RecipeInput) -> None:
    """From now on words and media are for this recipe."""
    await state.set_state(RecipeStates.input)
    await state.set_data({"input": asdict(recipe_input)})


async def load_input(state: FSMContext) -> RecipeInput | None:
    """What was given so far, or None outside a conversation about a recipe."""
    if await state.get_state() != RecipeStates.input.state:
        return None
    kept = (await state.get_data())["input"]
    references = tuple(Reference(**{**one, "media": Media(one["media"])}) for one in kept["references"])
    return RecipeInput(**{**kept, "references": references})


class InRecipe(Filter):
    """The person is giving a recipe what it asks for; it arrives as `recipe_input`."""

    async def __call__(self, message: Message, state: FSMContext) -> bool | dict[str, Any]:
        """What was given so far, or no match."""
        recipe_input = await load_input(state)
        return {"recipe_input": recipe_input} if recipe_input is not None else False
