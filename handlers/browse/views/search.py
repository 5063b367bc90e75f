"""Lists of models beyond the shelves: all of them, what a search found, the starred ones."""

from __future__ import annotations

from bot.catalog.search import SearchResults
from bot.domain.model_preferences import ModelPreferences
from bot.i18n import Translator
from handlers.core.buttons.menu import FavouritesButton
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.priced_catalog import PricedCatalog
from handlers.core.views.model_lists import kind_rows, model_rows
from handlers.core.views.screen import Screen, cut

SHOWN = 20
"""Models that one list of buttons shows."""


def all_models(t: Translator, catalog: PricedCatalog, preferences: ModelPreferences) -> Screen:
    """How many models there are, the shelves, and the stars of who has any."""
    stars = (
        [inline_button(t.plain("button-favourites"), FavouritesButton())] if preferences.favourites else []
    )
    text = t("models-all", count=len(catalog.everything()))
    return Screen(text, keyboard([stars, *kind_rows(t, draft=None)]))


def found(t: Translator, catalog: PricedCatalog, wanted: str, findings: SearchResults) -> Screen:
    """The models that a search found; else the nearest, and the shelves."""
    shown = cut(wanted, 64)
    if findings.slugs:
        models = [catalog.model(slug) for slug in findings.slugs]
        rows = model_rows(t, catalog, models[:SHOWN], 0)
        return Screen(t("models-found", wanted=shown, count=len(models)), keyboard(rows))
    nearest = model_rows(t, catalog, [catalog.model(slug) for slug in findings.nearest], 0)
    text = t("models-nearest" if nearest else "models-none", wanted=shown)
    return Screen(text, keyboard([*nearest, *kind_rows(t, draft=None)]))


def favourites(t: Translator, catalog: PricedCatalog, preferences: ModelPreferences) -> Screen:
    """The starred models, each a tap away; or how to star one."""
    models = [catalog.model(slug) for slug in preferences.favourites if slug in catalog.models]
    if not models:
        return Screen(t("favourites-none"), keyboard(kind_rows(t, draft=None)))
    return Screen(t("favourites-title"), keyboard(model_rows(t, catalog, models[:SHOWN], 0)))
