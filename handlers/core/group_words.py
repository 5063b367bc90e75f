"""The words for what is said to a whole group."""

from __future__ import annotations

from bot.i18n import Translator
from handlers.core.context import Context


def group_words(ctx: Context) -> Translator:
    """In the language that the group's admins chose, else in that of who asked; in private, the person's."""
    chosen = ctx.group.rules.language if ctx.group is not None else ""
    return ctx.user.texts.speaking(chosen) if chosen else ctx.t
