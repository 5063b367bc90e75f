"""The words for what is said to a whole group."""

from __future__ import annotations

from bot.domain.group import Group
from bot.i18n import Texts, Translator
from handlers.core.user_context import Desk


def group_words(desk: Desk, group: Group | None, texts: Texts) -> Translator:
    """In the language that the group's admins chose, else in that of who asked; in private, the person's."""
    chosen = group.rules.language if group is not None else ""
    return texts.speaking(chosen) if chosen else desk.t
