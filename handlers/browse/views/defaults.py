"""The default models of a person, a page of the settings."""

from __future__ import annotations

from bot.catalog.spec import Kind
from bot.domain.model_preferences import ModelPreferences
from bot.domain.paging import PageNumber
from bot.i18n import Translator
from handlers.core.buttons.account import SettingsButton
from handlers.core.buttons.menu import DefaultButton, DefaultsButton
from handlers.core.keyboards import grid, inline_button, keyboard, pager
from handlers.core.priced_catalog import PricedCatalog
from handlers.core.suggested_models import arranged
from handlers.core.views.screen import Screen

PAGE = 10
"""Models on one page of the choice."""


def defaults(t: Translator, catalog: PricedCatalog, preferences: ModelPreferences) -> Screen:
    """Each kind with the model that the person wants for it."""
    rows = [[inline_button(_row(t, catalog, preferences, kind), DefaultsButton(kind=kind))] for kind in Kind]
    return Screen(
        t("defaults-title"),
        keyboard([*rows, [inline_button(t.plain("button-back"), SettingsButton())]]),
    )


def choose(
    t: Translator, catalog: PricedCatalog, preferences: ModelPreferences, kind: Kind, *, page: int
) -> Screen:
    """The models of a kind, the present default marked; and the way back to none."""
    models = [model for model in arranged(catalog, preferences, kind) if catalog.is_sold(model)]
    place = PageNumber.near(page, total=len(models), size=PAGE)
    chosen = preferences.defaults.get(kind, "")
    buttons = [
        inline_button(
            ("✓ " if model.slug == chosen else "") + model.title, DefaultButton(kind=kind, slug=model.slug)
        )
        for model in place.of(models)
    ]
    none = inline_button(("" if chosen else "✓ ") + t.plain("button-default-last"), DefaultButton(kind=kind))
    back = inline_button(t.plain("button-back"), DefaultsButton())
    turning = pager(place, DefaultsButton(kind=kind))
    title = t("defaults-choose", kind=t.plain(f"button-{kind}"))
    return Screen(title, keyboard([[none], *grid(buttons, 2), [back, *turning]]))


def _row(t: Translator, catalog: PricedCatalog, preferences: ModelPreferences, kind: Kind) -> str:
    slug = preferences.defaults.get(kind, "")
    model = catalog.title(slug) if slug else t.plain("value-default-last")
    return t.plain("button-default", kind=t.plain(f"button-{kind}"), model=model)
