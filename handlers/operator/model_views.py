"""What operators see of single models."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from aiogram.enums import ButtonStyle
from aiogram.types import InlineKeyboardButton

from bot.catalog.spec import Model
from bot.domain.model_terms import ModelTerms
from bot.i18n import Html, Translator
from bot.payments.model_prices import SPANS, ModelCard, Prices
from handlers.core.buttons.operator import ModelAction, ModelActionButton, ModelPriceButton
from handlers.core.keyboards import inline_button, keyboard
from handlers.core.views.screen import Screen, paragraphs


def card(t: Translator, shown: ModelCard, *, changed: bool = False) -> Screen:
    """A model: its price at KIE and here, what is left, what was sold, and its own terms."""
    terms, slug = shown.terms, shown.model.slug
    sales = (
        t("priced-sales", days=days, sold=one.sold, credits=one.credits, failed=one.failed)
        for days, one in zip(SPANS, shown.sales, strict=True)
    )
    text = paragraphs(
        t("priced-saved") if changed else None,
        t("priced-title", model=shown.model.title, slug=slug),
        paragraphs(t("priced-state", state=_state(shown)), *_prices(t, shown)),
        paragraphs(*sales),
        t("priced-usage", slug=slug),
        gap="\n\n",
    )
    switches = [
        _button(t, shown, ModelAction.SHOW if terms.hidden else ModelAction.HIDE),
        _button(t, shown, ModelAction.OFF if shown.is_on else ModelAction.ON),
    ]
    has_price = terms.multiplier is not None or bool(terms.surcharge)
    return Screen(text, keyboard([switches, [_button(t, shown, ModelAction.USUAL)] if has_price else []]))


def _button(t: Translator, shown: ModelCard, action: ModelAction) -> InlineKeyboardButton:
    data = ModelActionButton(slug=shown.model.slug, action=action, revision=shown.terms.revision)
    return inline_button(t.plain(f"button-model-terms-{action}"), data)


def _state(shown: ModelCard) -> str:
    """Off comes first: there hidden makes no difference."""
    if not shown.is_on:
        return "off"
    return "hidden" if shown.terms.hidden else "on"


def _prices(t: Translator, shown: ModelCard) -> Iterator[Html]:
    terms, prices = shown.terms, shown.prices
    if prices is None:
        yield t("priced-no-price")
        return
    yield t("priced-kie", credits=_range(*map(_number, prices.kie)), per=str(shown.per))
    yield t("priced-here", credits=_range(*map(str, prices.here)), per=str(shown.per))
    if prices.margin is None:
        yield t("priced-free")
    else:
        margin = _range(*(f"{one}\N{NO-BREAK SPACE}%".replace("-", "−") for one in prices.margin))
        yield t("priced-margin", margin=margin, loss="yes" if prices.is_loss else "no")
    if terms.multiplier is None:
        yield t("priced-multiplier-usual", multiplier=_number(shown.general))
    else:
        yield t("priced-multiplier", multiplier=_number(terms.multiplier), usual=_number(shown.general))
    if terms.surcharge:
        yield t("priced-surcharge", count=terms.surcharge)


def loss_question(t: Translator, model: Model, terms: ModelTerms, prices: Prices) -> Screen:
    """Whether to sell a model below its cost; `terms` has the revision of those that it has now."""
    sell = ModelPriceButton(
        slug=model.slug,
        multiplier="" if terms.multiplier is None else _number(terms.multiplier),
        surcharge=terms.surcharge,
        revision=terms.revision,
    )
    leave = ModelActionButton(slug=model.slug, action=ModelAction.LOOK)
    return Screen(
        t(
            "priced-loss",
            model=model.title,
            kie=_range(*map(_number, prices.kie)),
            here=_range(*map(str, prices.here)),
        ),
        keyboard(
            [
                [inline_button(t.plain("button-model-terms-loss"), sell, ButtonStyle.DANGER)],
                [inline_button(t.plain("button-model-terms-leave"), leave)],
            ]
        ),
    )


def _range(least: str, most: str) -> str:
    return least if least == most else f"{least}–{most}"


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"
