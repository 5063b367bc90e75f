"""What is said about reports without being asked (the delivery's `ReportMessageTemplates`)."""

from __future__ import annotations

from bot.catalog.catalog import Catalog
from bot.domain.generation import Generation
from bot.domain.person import Person
from bot.domain.report import ReportState
from bot.i18n import Texts, Translator
from handlers.core.buttons.report import ReportedButton, ReportsButton
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.views.fall_back_text import title_in
from handlers.core.views.screen import Screen


class LocalizedReportMessageTemplates:
    """Writes to people in their language."""

    def __init__(self, texts: Texts, catalog: Catalog) -> None:
        self._texts = texts
        self._catalog = catalog

    def deleted(self, maker: Person, generation: Generation) -> Screen:
        """That their result was deleted."""
        title = title_in(self._catalog, generation.model)
        t = self._words(maker)
        return Screen(t("report-told-maker", id=generation.id, model=title))

    def outcome(self, reporter: Person, generation: Generation, state: ReportState) -> Screen:
        """What has become of what they have reported."""
        title = title_in(self._catalog, generation.model)
        t = self._words(reporter)
        return Screen(t(f"report-outcome-{state}", id=generation.id, model=title))

    def waiting(self, operator: Person, count: int, newest_id: int) -> Screen:
        """That so many wait, with the way to the only one, or to the list."""
        t = self._words(operator)
        way = ReportedButton(reported=newest_id) if count == 1 else ReportsButton()
        look = inline_button(t.plain("button-report-look"), way)
        return Screen(t("report-notice", count=count), keyboard([[look]]))

    def _words(self, person: Person) -> Translator:
        return self._texts.speaking(self._texts.pick(person.language, person.telegram_language))
