"""What brought a person here, in words."""

from __future__ import annotations

from typing import Final

from bot.i18n import Translator
from handlers.core.views.screen import cut

_SHOWN: Final = 60


def source_name(t: Translator, source: str) -> str:
    """The words for it; of a link of the operator's its own name."""
    kind, _, name = source.partition(":")
    key = f"stats-source-{kind}"
    return t.plain(key, name=cut(name, _SHOWN)) if t.has(key) else cut(source, _SHOWN)  # another version's
