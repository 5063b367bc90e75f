"""The daily report as it comes by itself, in the operator's language (the delivery's `DailyReportTemplates`)."""

from __future__ import annotations

from aiogram.types import InlineKeyboardMarkup

from bot.catalog.catalog import Catalog
from bot.domain.person import Person
from bot.i18n import Html, Texts, Translator
from bot.payments.daily_report import DailyReport
from handlers.core.views.fall_back_text import title_in
from handlers.operator import daily_views as views
from handlers.operator.day_chart import drawn


class LocalizedDailyReportTemplates:
    """Writes and draws it."""

    def __init__(self, texts: Texts, catalog: Catalog) -> None:
        self._texts = texts
        self._catalog = catalog

    def text(self, person: Person, report: DailyReport) -> Html:
        """Short enough for a caption."""
        return views.report(self._words(person), report, lambda slug: title_in(self._catalog, slug))

    def buttons(self, person: Person) -> InlineKeyboardMarkup | None:
        """The way to have no more of them."""
        return views.switch(self._words(person), comes=True)

    async def picture(self, person: Person, report: DailyReport) -> bytes:
        """PNG."""
        return await drawn(views.chart(self._words(person), report))

    def _words(self, person: Person) -> Translator:
        return self._texts.speaking(self._texts.pick(person.language, person.telegram_language))
