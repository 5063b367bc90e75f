"""Recipes and their chains."""

from __future__ import annotations

from handlers.core.buttons.base import Button, Owner


class RecipesButton(Button, prefix="rc", owner=Owner.MENU):
    """Show the recipes."""


class RecipeButton(Button, prefix="rp", owner=Owner.MENU):
    """Open a recipe's card."""

    slug: str


class ConfirmChainButton(Button, prefix="cg", owner=Owner.CHAIN_QUOTE):
    """Accept the price of a chain."""

    chain: int


class DismissChainButton(Button, prefix="cx", owner=Owner.CHAIN_QUOTE):
    """Put the price of a chain away."""

    chain: int


class ChainAgainButton(Button, prefix="ca", owner=Owner.CHAIN):
    """A price for what a chain has not made."""

    chain: int


class ChainWordsButton(Button, prefix="cw", owner=Owner.CHAIN):
    """The same chain with other words."""

    chain: int
