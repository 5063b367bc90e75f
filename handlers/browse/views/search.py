"""Lists of models beyond the shelves: all of them, what a search found, the starred ones."""

from __future__ import annotations

from dataclasses import dataclass

from aiogram.types import InlineKeyboardButton

from bot.catalog.search import SearchResults
from bot.catalog.spec import Model
from bot.catalog.spelling import sounds_of, words_in
from bot.domain.model_preferences import ModelPreferences
from bot.domain.paging import PageNumber
from bot.i18n import Html, Translator
from handlers.core.buttons.menu import BeginVerbButton, FavouritesButton, SearchButton
from handlers.core.keyboards import grid, inline_button, keyboard, pager
from handlers.core.priced_catalog import PricedCatalog
from handlers.core.views.model_lists import PAGE, kind_rows, model_rows
from handlers.core.views.refusal_text import why_unavailable
from handlers.core.views.screen import Screen, cut, paragraphs

SHOWN = 20
"""Starred models that one list of buttons shows."""
_UNSOLD = 3
"""Models that cannot be had, and are spoken of."""


@dataclass(frozen=True, slots=True)
class Search:
    """What a person looks for.

    Attributes:
        wanted: the words.
        page: of what is found.
        draft: what they have said and sent for it already.
    """

    wanted: str
    page: int = 0
    draft: int | None = None


def all_models(
    t: Translator, catalog: PricedCatalog, preferences: ModelPreferences, search: Search
) -> Screen:
    """How many models there are, the shelves, and the stars of who has any."""
    stars = (
        [inline_button(t.plain("button-favourites"), FavouritesButton())] if preferences.favourites else []
    )
    text = t("models-all", count=len(catalog.everything()))
    return Screen(text, keyboard([stars, *kind_rows(t, draft=search.draft)]))


def found(t: Translator, catalog: PricedCatalog, preferences: ModelPreferences, search: Search) -> Screen:
    """What a search found: what can be done, the models that fit, and why some cannot be had; else the nearest, and the
    shelves."""
    results = catalog.search(search.wanted)
    verbs = [
        inline_button(t.plain(f"button-verb-{verb}"), BeginVerbButton(verb=verb, draft=search.draft))
        for verb in results.verbs
    ]
    page = PageNumber.near(search.page, total=len(results.slugs), size=PAGE)
    slugs = page.of(results.slugs) or results.nearest
    models = [catalog.model(slug) for slug in slugs] or _instead(catalog, results)
    rows = [*grid(verbs, 2), *model_rows(t, catalog, models, search.draft, preferences)]
    if results.slugs:
        rows.append(_turning(search, page))
    elif not results.unsold:
        rows += kind_rows(t, draft=search.draft)
    return Screen(_text(t, catalog, search, results), keyboard(rows))


def favourites(t: Translator, catalog: PricedCatalog, preferences: ModelPreferences) -> Screen:
    """The starred models, each a tap away; or how to star one."""
    models = [catalog.model(slug) for slug in preferences.favourites if slug in catalog.models]
    if not models:
        return Screen(t("favourites-none"), keyboard(kind_rows(t, draft=None)))
    return Screen(t("favourites-title"), keyboard(model_rows(t, catalog, models[:SHOWN], None, preferences)))


def _text(t: Translator, catalog: PricedCatalog, search: Search, results: SearchResults) -> Html:
    shown = cut(search.wanted, 64)
    unsold = [_why_unsold(t, catalog, catalog.model(slug)) for slug in results.unsold[:_UNSOLD]]
    if results.slugs:
        return paragraphs(t("models-found", wanted=shown, count=len(results.slugs)), *unsold)
    if results.unsold:
        return paragraphs(*unsold, t("search-instead") if _instead(catalog, results) else None)
    return t("models-nearest" if results.nearest else "models-none", wanted=shown)


def _why_unsold(t: Translator, catalog: PricedCatalog, model: Model) -> Html:
    offer = model.offer(catalog.tariff.dialect)
    code = offer.unavailable if offer is not None else "not-here"
    return t("search-unsold", model=model.title, why=Html(why_unavailable(t, code)))


def _instead(catalog: PricedCatalog, results: SearchResults) -> list[Model]:
    """What can be had instead of the models that cannot, each once."""
    nearest = (catalog.instead_of(catalog.model(slug)) for slug in results.unsold[:_UNSOLD])
    return list({model.slug: model for model in nearest if model is not None}.values())


def _turning(search: Search, page: PageNumber) -> list[InlineKeyboardButton]:
    """Buttons to the other pages: as they were typed, or as they sound, the words fit into a button; else there are none."""
    for words in (words_in(search.wanted), sounds_of(search.wanted)):
        data = SearchButton(words=" ".join(words), page=page.count, draft=search.draft)
        try:
            data.pack()
        except ValueError:
            continue
        return pager(page, data)
    return []
