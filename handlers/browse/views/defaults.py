"""The default models of a person, a page of the settings."""

from __future__ import annotations

from bot.catalog.spec import Kind
from bot.domain.model_preferences import Taste
from bot.i18n import Words
from handlers.core.callback_data import DefaultsTap, DefaultTap, SettingsTap
from handlers.core.keyboards import grid, keyboard, pager, tap
from handlers.core.priced_catalog import Shop
from handlers.core.suggested_models import arranged
from handlers.core.views.screen import Screen

PAGE = 10
"""Models on one page of the choice."""


def defaults(words: Words, shop: Shop, taste: Taste) -> Screen:
    """Each kind with the model that the person wants for it."""
    rows = [[tap(_row(words, shop, taste, kind), DefaultsTap(kind=kind))] for kind in Kind]
    return Screen(
        words("defaults-title"), keyboard([*rows, [tap(words.plain("button-back"), SettingsTap())]])
    )


def choose(words: Words, shop: Shop, taste: Taste, kind: Kind, *, page: int) -> Screen:
    """The models of a kind, the present default marked; and the way back to none."""
    models = [model for model in arranged(shop, taste, kind) if shop.is_sold(model)]
    pages = max(1, -(-len(models) // PAGE))
    page = min(max(page, 0), pages - 1)
    chosen = taste.defaults.get(kind, "")
    buttons = [
        tap(("✓ " if model.slug == chosen else "") + model.title, DefaultTap(kind=kind, slug=model.slug))
        for model in models[page * PAGE : (page + 1) * PAGE]
    ]
    none = tap(("" if chosen else "✓ ") + words.plain("button-default-last"), DefaultTap(kind=kind))
    back = tap(words.plain("button-back"), DefaultsTap())
    turning = pager(page, pages, DefaultsTap(kind=kind))
    title = words("defaults-choose", kind=words.plain(f"button-{kind}"))
    return Screen(title, keyboard([[none], *grid(buttons, 2), [back, *turning]]))


def _row(words: Words, shop: Shop, taste: Taste, kind: Kind) -> str:
    slug = taste.defaults.get(kind, "")
    model = shop.title(slug) if slug else words.plain("value-default-last")
    return words.plain("button-default", kind=words.plain(f"button-{kind}"), model=model)
