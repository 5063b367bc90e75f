"""What a use case has refused, as a page."""

from __future__ import annotations

from bot.console.visit import Shown, Visit
from bot.errors import Refusal


def refused(visit: Visit, error: Refusal) -> Shown:
    """The refusal in the words of the chat, where it has any that need nothing more."""
    key = f"refusal-{error.code}"
    try:
        words = visit.t.plain(key, **error.facts)
    except (KeyError, AttributeError):
        words = visit.t.plain("console-refused")
    return said(visit, words)


def said(visit: Visit, words: str) -> Shown:
    """Nothing was changed, and why."""
    return Shown(
        template="refused", title=visit.t.plain("console-refused-title"), values={"words": words}, status=409
    )
