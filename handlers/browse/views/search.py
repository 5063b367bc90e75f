"""Lists of models beyond the shelves: all of them, what a search found, the starred ones."""

from __future__ import annotations

from bot.catalog.search import Findings
from bot.domain.model_preferences import Taste
from bot.i18n import Words
from handlers.core.callback_data import FavouritesTap
from handlers.core.keyboards import keyboard, tap
from handlers.core.priced_catalog import Shop
from handlers.core.views.model_lists import kind_rows, model_rows
from handlers.core.views.screen import Screen, cut

SHOWN = 20
"""Models that one list of buttons shows."""


def all_models(words: Words, shop: Shop, taste: Taste) -> Screen:
    """How many models there are, the shelves, and the stars of who has any."""
    stars = [tap(words.plain("button-favourites"), FavouritesTap())] if taste.favourites else []
    text = words("models-all", count=len(shop.everything()))
    return Screen(text, keyboard([stars, *kind_rows(words, draft=0)]))


def found(words: Words, shop: Shop, wanted: str, findings: Findings) -> Screen:
    """The models that a search found; else the nearest, and the shelves."""
    shown = cut(wanted, 64)
    if findings.slugs:
        models = [shop.model(slug) for slug in findings.slugs]
        rows = model_rows(words, shop, models[:SHOWN], 0)
        return Screen(words("models-found", wanted=shown, count=len(models)), keyboard(rows))
    nearest = model_rows(words, shop, [shop.model(slug) for slug in findings.nearest], 0)
    text = words("models-nearest" if nearest else "models-none", wanted=shown)
    return Screen(text, keyboard([*nearest, *kind_rows(words, draft=0)]))


def favourites(words: Words, shop: Shop, taste: Taste) -> Screen:
    """The starred models, each a tap away; or how to star one."""
    models = [shop.model(slug) for slug in taste.favourites if slug in shop.catalog]
    if not models:
        return Screen(words("favourites-none"), keyboard(kind_rows(words, draft=0)))
    return Screen(words("favourites-title"), keyboard(model_rows(words, shop, models[:SHOWN], 0)))
