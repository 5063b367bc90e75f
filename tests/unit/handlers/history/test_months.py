"""Months on the labels of a gallery."""

from __future__ import annotations

from bot.domain.month import Month
from bot.i18n import Texts
from handlers.history.views.history import month_name


def test_each_month_has_a_name_of_its_own() -> None:
    """Twelve in each language, none of which is another's."""
    texts = Texts.load()
    for language in texts.finished:
        names = [month_name(texts.speaking(language), Month(2026, number)) for number in range(1, 13)]
        assert len(set(names)) == 12, language
    assert month_name(texts.speaking("en"), Month(2026, 11)) == "Nov 2026"
