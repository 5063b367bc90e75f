"""A refusal in words."""

from __future__ import annotations

from bot.errors import Refusal
from bot.i18n import Html, Translator
from handlers.core.views.screen import option_name, typed_option_name


def refusal_text(t: Translator, refusal: Refusal, *, plain: bool = False) -> str:
    """Why a rule said no: HTML, or plain text for a toast."""
    facts = dict(refusal.facts)
    if isinstance(option := facts.get("option"), str):
        facts["option_name"] = option_name(t, option)
    if refusal.code == "unknown-option":
        facts["option_name"] = typed_option_name(t, str(facts["option"]))
        facts["known"] = ", ".join(option_name(t, one) for one in str(facts["known"]).split(", ") if one)
    if "nearest" in facts:
        # Fluent chooses by names, and an empty one is none.
        facts["nearest"] = facts["nearest"] or "none"
    if refusal.code == "model-unavailable":
        facts["why"] = Html(why_unavailable(t, str(facts.get("reason")), plain=plain))
    key = f"refusal-{refusal.code}"
    return t.plain(key, **facts) if plain else t(key, **facts)


def why_unavailable(t: Translator, code: str, *, plain: bool = False) -> str:
    """The reason for which a model cannot be had, by its code."""
    key = f"model-unavailable-{code}"
    if not t.has(key):
        # The catalogue's files may know a reason that no language has words for yet.
        key = "model-unavailable-other"
    return t.plain(key) if plain else t(key)
