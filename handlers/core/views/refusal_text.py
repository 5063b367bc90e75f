"""A refusal in words."""

from __future__ import annotations

from bot.errors import Refusal
from bot.i18n import Html, Words
from handlers.core.views.screen import option_name


def refusal_text(words: Words, refusal: Refusal, *, plain: bool = False) -> str:
    """Why a rule said no: HTML, or plain text for a toast."""
    facts = dict(refusal.facts)
    if isinstance(option := facts.get("option"), str):
        facts["option_name"] = option_name(words, option)
    if "nearest" in facts:
        # Fluent chooses by names, and an empty one is none.
        facts["nearest"] = facts["nearest"] or "none"
    if refusal.code == "model-unavailable":
        facts["why"] = Html(_reason(words, str(facts.get("reason")), plain=plain))
    key = f"refusal-{refusal.code}"
    return words.plain(key, **facts) if plain else words(key, **facts)


def _reason(words: Words, code: str, *, plain: bool) -> str:
    key = f"model-unavailable-{code}"
    if not words.has(key):
        # The catalogue's files may know a reason that no language has words for yet.
        key = "model-unavailable-other"
    return words.plain(key) if plain else words(key)
