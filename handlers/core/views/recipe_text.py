"""The words for recipes."""

from __future__ import annotations

from bot.i18n import Html, Translator


def recipe_title(t: Translator, slug: str) -> str:
    """A recipe's name; its slug when no language has words for it."""
    key = f"recipe-{slug}"
    return t.plain(key) if t.has(key) else slug


def recipe_about(t: Translator, slug: str) -> Html:
    """What a recipe makes, in a sentence."""
    key = f"recipe-{slug}-about"
    return t(key) if t.has(key) else Html("")
