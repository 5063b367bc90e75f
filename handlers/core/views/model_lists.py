"""The start, the menu, the shelves and the answers to a search."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aiogram.types import InlineKeyboardButton

from bot.catalog.spec import Kind, Model
from bot.domain.model_preferences import ModelPreferences
from bot.domain.paging import PageNumber
from bot.domain.person import Draft
from bot.i18n import Html, Translator
from bot.ledger.entries import Balance
from handlers.core.buttons.draft import PriceButton
from handlers.core.buttons.example import ExamplesButton
from handlers.core.buttons.look import LooksButton
from handlers.core.buttons.menu import MenuButton, MenuWithDraftButton, PickButton, ShelfButton, ShelfView
from handlers.core.buttons.recipe import RecipesButton
from handlers.core.buttons.result import AgainButton
from handlers.core.keyboards import grid, inline_button, keyboard, pager
from handlers.core.priced_catalog import PricedCatalog
from handlers.core.suggested_models import last_used, viewed, views
from handlers.core.views.requirement_marks import RequirementMarks, legend
from handlers.core.views.screen import Screen, cut, one_line, paragraphs

PAGE = 8
"""Models on one page of a shelf."""

_PROMPT_SHOWN = 300
_LAST_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """What a person made last: it can be had again by one tap."""

    generation: int
    title: str
    prompt: str


def menu(
    t: Translator,
    balance: Balance,
    *,
    name: str = "",
    last: Last | None = None,
    first: tuple[Model, int] | None = None,
    examples: bool = False,
    draft: int | None = None,
    buying: Sequence[InlineKeyboardButton] = (),
    looks: bool = False,
) -> Screen:
    """What can be made and what there is to spend; with a name it is a welcome. Who made something is offered it again.

    `first` is the picture, and its price, that a new person is offered to begin with; `examples` says whether there are any;
    `draft` is carried along; `looks` says whether there are any; `buying` is the way to more credits, where they reach for nothing.
    """
    money = credits_line(t, balance)
    recipes = [inline_button(t.plain("button-recipes"), RecipesButton())]
    if examples:
        recipes.append(inline_button(t.plain("button-examples"), ExamplesButton()))
    own = [_looks_button(t, draft)] if looks else []
    if last is None:
        greeting = t("start-welcome", name=cut(name, 64)) if name else t("menu-title")
        text = paragraphs(greeting, paragraphs(money, t("menu-choose")), gap="\n\n")
        return Screen(
            text, keyboard([*_first_row(t, first), *kind_rows(t, draft=draft), own, recipes, buying])
        )
    greeting = t("start-back", name=cut(name, 64)) if name else t("menu-title")
    made = _made(t, last)
    again = inline_button(
        t.plain("button-same-again", model=last.title), AgainButton(generation=last.generation)
    )
    return Screen(
        paragraphs(greeting, paragraphs(money, made), gap="\n\n"),
        keyboard([[again], *kind_rows(t, draft=draft), own, recipes, buying]),
    )


def group_menu(
    t: Translator, money: Html, last: Last | None, *, draft: int | None = None, looks: bool = False
) -> Screen:
    """What can be made in a group: how to ask there, and, to its person alone, what pays and what was made last."""
    made = _made(t, last) if last else None
    text = paragraphs(t("menu-title"), paragraphs(money, made, t("group-menu-choose")), gap="\n\n")
    again = (
        [
            inline_button(
                t.plain("button-same-again", model=last.title), AgainButton(generation=last.generation)
            )
        ]
        if last
        else []
    )
    recipes = [inline_button(t.plain("button-recipes"), RecipesButton())]
    own = tuple((line, Html("")) for line in (money, made) if line)
    kept = [_looks_button(t, draft)] if looks else []
    return Screen(text, keyboard([again, *kind_rows(t, draft=draft), kept, recipes]), own=own)


def _looks_button(t: Translator, draft: int | None) -> InlineKeyboardButton:
    return inline_button(t.plain("button-looks"), LooksButton(draft=draft))


def _made(t: Translator, last: Last) -> Html:
    """What was made last, and its words where it was made of some."""
    if not last.prompt.strip():
        return t("menu-last-wordless", model=last.title)
    return t("menu-last", model=last.title, prompt=one_line(last.prompt, _LAST_SHOWN))


def _first_row(t: Translator, first: tuple[Model, int] | None) -> list[list[InlineKeyboardButton]]:
    if first is None:
        return []
    model, price = first
    label = t.plain("button-first-picture", model=model.title, price=price)
    return [[inline_button(label, PickButton(slug=model.slug))]]


def credits_line(t: Translator, balance: Balance) -> Html:
    """What there is to spend, in one line; after it, what came back too late to be spent."""
    if balance.unlimited:
        return t("credits-unlimited")
    lapsed = t("balance-lapsed", count=balance.lapsed) if balance.lapsed else None
    return paragraphs(t("credits-have", count=balance.available), lapsed, gap=" ")


def next_free_credits(t: Translator, balance: Balance) -> Html | None:
    """When free credits come again; None when they do not."""
    return t("quota-refill", date=balance.refills_at) if balance.refills_at else None


def shelf(
    t: Translator,
    catalog: PricedCatalog,
    preferences: ModelPreferences,
    place: ShelfButton,
    kept: Draft | None = None,
) -> Screen:
    """A page of the models of one kind, looked at as the place says: each with what its card would cost now.

    Models that cannot begin from what is `kept` come last.
    """
    models = viewed(catalog, preferences, place.kind, place.view, kept=kept)
    last = last_used(catalog, preferences, place.kind)
    page = PageNumber.near(place.page, total=len(models), size=PAGE)
    shown = [(model, RequirementMarks.of(preferences, model, last)) for model in page.of(models)]
    view = t(f"shelf-view-{place.view}") if place.view is not ShelfView.BEST else None
    title = paragraphs(t(f"shelf-{place.kind}"), view, gap=" · ")
    text = paragraphs(title, legend(t, [marks for _, marks in shown]))
    rows = [
        [
            inline_button(
                label(t, catalog, model, preferences) + marks.short,
                PickButton(slug=model.slug, draft=place.draft),
            )
        ]
        for model, marks in shown
    ]
    menu_button = MenuButton() if place.draft is None else MenuWithDraftButton(draft=place.draft)
    back = inline_button(t.plain("button-back"), menu_button)
    turning = pager(page, place)
    return Screen(text, keyboard([*rows, _views(t, catalog, place), [back, *turning]]))


def _views(t: Translator, catalog: PricedCatalog, place: ShelfButton) -> list[InlineKeyboardButton]:
    """The other ways to look at the shelf."""
    return [
        inline_button(
            t.plain(f"button-shelf-{view}"), ShelfButton(kind=place.kind, draft=place.draft, view=view)
        )
        for view in views(catalog, place.kind)
        if view is not place.view
    ]


def page_of(
    catalog: PricedCatalog, preferences: ModelPreferences, model: Model, kept: Draft | None = None
) -> int:
    """The page of its shelf that a model stands on, for who has what is `kept`."""
    slugs = [one.slug for one in viewed(catalog, preferences, model.kind, kept=kept)]
    # A card may show what its group has switched off since.
    return slugs.index(model.slug) // PAGE if model.slug in slugs else 0


def offer_text(
    t: Translator,
    model: Model,
    *,
    draft: int | None,
    prompt: str,
    price: int | None,
) -> Screen:
    """Words came without a conversation: make something of them with the model of choice, or pick another."""
    text = t("offer-prompt", prompt=cut(prompt, _PROMPT_SHOWN))
    if price is None:
        label = t.plain("button-make-with", model=model.title)
    else:
        label = t.plain("button-make-for", model=model.title, price=price)
    return Screen(
        text, keyboard([[inline_button(label, PriceButton(draft=draft))], *kind_rows(t, draft=draft)])
    )


def kind_rows(
    t: Translator, *, draft: int | None, kinds: Iterable[Kind] = Kind
) -> list[list[InlineKeyboardButton]]:
    """The four shelves, or some of them; a draft is carried along."""
    buttons = [
        inline_button(t.plain(f"button-{kind}"), ShelfButton(kind=kind, draft=draft)) for kind in kinds
    ]
    return grid(buttons, 2)


def model_rows(
    t: Translator,
    catalog: PricedCatalog,
    models: Sequence[Model],
    draft: int | None,
    preferences: ModelPreferences | None = None,
) -> list[list[InlineKeyboardButton]]:
    """A button for each model, with what its card would cost now, or that it is not available."""
    return [
        [inline_button(label(t, catalog, model, preferences), PickButton(slug=model.slug, draft=draft))]
        for model in models
    ]


def _marked(t: Translator, catalog: PricedCatalog, model: Model) -> str:
    """The title, with a mark while the model keeps failing."""
    return t.plain("button-troubled", model=model.title) if catalog.is_troubled(model) else model.title


def label(
    t: Translator, catalog: PricedCatalog, model: Model, preferences: ModelPreferences | None = None
) -> str:
    """A model's button: its title and what its card would cost now, or that it is not available."""
    if not catalog.is_sold(model):
        return t.plain("button-model-off", model=model.title)
    return t.plain(
        f"button-model-{catalog.priced_per(model)}",
        model=_marked(t, catalog, model),
        price=catalog.price_now(model, preferences),
    )
