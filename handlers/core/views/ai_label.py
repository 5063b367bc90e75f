"""One line below results that says that AI has made them, where the operator wants it (AI_LABEL)."""

from __future__ import annotations

from bot.i18n import Html, Translator
from handlers.core.views.screen import paragraphs


def labelled(t: Translator, caption: Html) -> Html:
    """The caption of a result, with that line where it is wanted. It takes less than 40 characters."""
    return paragraphs(caption, t("ai-label")) if t.labels_results() else caption
