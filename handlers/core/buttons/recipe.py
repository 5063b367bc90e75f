"""Recipes and their chains."""

from __future__ import annotations

from handlers.core.buttons.base import Button, Owner


class RecipesButton(Button, prefix="rc", owner=Owner.MENU):
    """Show the recipes."""


class RecipeButton(Button, prefix="rp", owner=Owner.MENU):
    """Open a recipe's card, with what a draft has so far."""

    slug: str
    draft: int | None = None


class ChainAgainButton(Button, prefix="ca", owner=Owner.FOLLOW_UP):
    """A price for what a chain has not made."""

    quote: int


class ChainWordsButton(Button, prefix="cw", owner=Owner.FOLLOW_UP):
    """The same chain with another prompt."""

    quote: int
