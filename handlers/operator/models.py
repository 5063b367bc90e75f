"""/model: what single models cost and whether they are sold, decided by the operator while the bot runs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Final

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery

from bot.availability.model_switches import ModelSwitches
from bot.domain.model_terms import ModelTerms, is_multiplier, is_surcharge
from bot.domain.staff import Act
from bot.errors import ModelTermsChanged, ModelTermsOutOfBounds, UnknownModel
from bot.payments.model_prices import ModelPrices
from handlers.core.buttons.operator import ModelAction, ModelActionButton, ModelPriceButton
from handlers.core.command import AnyCaseCommand
from handlers.core.context import Context
from handlers.core.filters import MayAct
from handlers.core.views.screen import Screen
from handlers.operator import model_views as views

_SWITCH: Final = {"on": True, "off": False}
_FORM: Final = re.compile(
    r"(?P<name>.*\S)\s+(?:[x×*\u0445]\s*(?P<multiplier>\d[\d.,]*)|\+\s*(?P<surcharge>\d+)|(?P<word>on|off|hide|show|default|usual))",
    re.IGNORECASE | re.DOTALL,
)
"""What may stand behind a model's name; the letter of "times" is the same key in Cyrillic."""
_LONGEST_NUMBER: Final = 12


def build() -> Router:
    """The router of /model; to everybody but the operator it does not exist."""
    router = Router(name="operator_models")
    router.message.register(model, AnyCaseCommand("model"), MayAct(Act.MODEL))
    router.callback_query.register(act, ModelActionButton.filter(), MayAct(Act.MODEL))
    router.callback_query.register(sell, ModelPriceButton.filter(), MayAct(Act.MODEL))
    return router


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the operator typed behind a model's name: one of them."""

    name: str
    word: str = ""
    multiplier: Decimal | None = None
    surcharge: int | None = None


def parse(words: str) -> Wanted | None:
    """What is to be changed, of which model; None where nothing is. Raises ModelTermsOutOfBounds."""
    found = _FORM.fullmatch(words)
    if found is None:
        return None
    name = found["name"]
    if found["word"]:
        return Wanted(name, word=found["word"].casefold())
    if found["multiplier"]:
        return Wanted(name, multiplier=_multiplier(found["multiplier"]))
    if len(found["surcharge"]) > _LONGEST_NUMBER or not is_surcharge(int(found["surcharge"])):
        raise ModelTermsOutOfBounds
    return Wanted(name, surcharge=int(found["surcharge"]))


def _multiplier(text: str) -> Decimal:
    """Raises ModelTermsOutOfBounds."""
    try:
        value = Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise ModelTermsOutOfBounds from None
    if len(text) > _LONGEST_NUMBER or not is_multiplier(value):
        raise ModelTermsOutOfBounds
    return value


async def model(
    _: object, command: CommandObject, ctx: Context, model_switches: ModelSwitches, model_prices: ModelPrices
) -> None:
    """A model's card, or a change of it: `/model suno ×1.2`; without a model, what is off. A loss is asked about."""
    words = (command.args or "").strip()
    wanted = parse(words)
    if not words or words.casefold() in _SWITCH:
        await _usage(ctx, model_switches)
    elif wanted is None:
        await _look(ctx, words, model_switches, model_prices)
    elif wanted.word in _SWITCH:
        on = _SWITCH[wanted.word]
        switched = await model_switches.switch(wanted.name, on=on, by=ctx.person.id)
        await ctx.chat.send(Screen(ctx.t("switch-on" if on else "switch-off", slug=switched.slug)))
    else:
        await _change(ctx, wanted, model_prices)


async def _look(ctx: Context, words: str, model_switches: ModelSwitches, model_prices: ModelPrices) -> None:
    try:
        card = await model_prices.card(words)
    except UnknownModel:
        name, _, _ = words.rpartition(" ")
        if not name or not _is_model(ctx, name):
            raise
        await _usage(ctx, model_switches)
        return
    await ctx.chat.send(views.card(ctx.t, card), alone=True)


def _is_model(ctx: Context, name: str) -> bool:
    try:
        ctx.catalog.models.get(name)
    except UnknownModel:
        return False
    return True


async def _usage(ctx: Context, model_switches: ModelSwitches) -> None:
    off = ", ".join(await model_switches.disabled_models()) or "–"
    await ctx.chat.send(Screen(ctx.t("switch-usage", off=off)))


async def _change(ctx: Context, wanted: Wanted, model_prices: ModelPrices) -> None:
    """A change of the price that loses money is asked about; what is only hidden or shown has the price that it had."""
    found = ctx.catalog.models.get(wanted.name)
    was = model_prices.terms(found.slug)
    terms = replace(_terms(was, wanted), revision=was.revision)
    changes_price = (terms.multiplier, terms.surcharge) != (was.multiplier, was.surcharge)
    prices = await model_prices.prices(found, terms) if changes_price else None
    if prices is not None and prices.is_loss:
        await ctx.chat.send(views.loss_question(ctx.t, found, terms, prices), alone=True)
        return
    await _set(ctx, found.slug, terms, was.revision, model_prices)
    card = await model_prices.card(found.slug)
    await ctx.chat.send(views.card(ctx.t, card, changed=True), alone=True)


def _terms(was: ModelTerms, wanted: Wanted) -> ModelTerms:
    """What holds after the change; `default` forgets the price, and does not show what is hidden."""
    if wanted.word in {"default", "usual"}:
        return ModelTerms(hidden=was.hidden)
    return ModelTerms(
        multiplier=was.multiplier if wanted.multiplier is None else wanted.multiplier,
        surcharge=was.surcharge if wanted.surcharge is None else wanted.surcharge,
        hidden={"hide": True, "show": False}.get(wanted.word, was.hidden),
    )


async def _set(
    ctx: Context, slug: str, terms: ModelTerms, revision: int, model_prices: ModelPrices
) -> ModelTerms:
    return await model_prices.change(
        slug,
        by=ctx.person.id,
        revision=revision,
        multiplier=terms.multiplier,
        surcharge=terms.surcharge,
        hidden=terms.hidden,
    )


async def act(
    _: CallbackQuery,
    callback_data: ModelActionButton,
    ctx: Context,
    model_switches: ModelSwitches,
    model_prices: ModelPrices,
) -> None:
    """A button of the card; the card is shown as it is afterwards."""
    slug = ctx.catalog.models.get(callback_data.slug).slug
    was = model_prices.terms(slug)
    match callback_data.action:
        case ModelAction.ON | ModelAction.OFF:
            on = callback_data.action is ModelAction.ON
            await model_switches.switch(slug, on=on, by=ctx.person.id)
        case ModelAction.HIDE | ModelAction.SHOW:
            hidden = callback_data.action is ModelAction.HIDE
            terms = ModelTerms(multiplier=was.multiplier, surcharge=was.surcharge, hidden=hidden)
            await _set(ctx, slug, terms, was.revision, model_prices)
        case ModelAction.USUAL:
            terms = ModelTerms(hidden=was.hidden, revision=was.revision)
            prices = await model_prices.prices(ctx.catalog.models.get(slug), terms)
            if was.revision != callback_data.revision:
                raise ModelTermsChanged
            if prices is not None and prices.is_loss:
                await ctx.chat.answer_callback()
                await ctx.chat.replace(
                    views.loss_question(ctx.t, ctx.catalog.models.get(slug), terms, prices)
                )
                return
            await _set(ctx, slug, terms, callback_data.revision, model_prices)
        case ModelAction.LOOK:
            pass
    await ctx.chat.answer_callback()
    await ctx.chat.replace(views.card(ctx.t, await model_prices.card(slug)))


async def sell(
    _: CallbackQuery, callback_data: ModelPriceButton, ctx: Context, model_prices: ModelPrices
) -> None:
    """The price that was asked about, once: after another change the question is over."""
    slug = ctx.catalog.models.get(callback_data.slug).slug
    terms = ModelTerms(
        multiplier=_multiplier(callback_data.multiplier) if callback_data.multiplier else None,
        surcharge=callback_data.surcharge,
        hidden=model_prices.terms(slug).hidden,
    )
    await _set(ctx, slug, terms, callback_data.revision, model_prices)
    await ctx.chat.answer_callback()
    await ctx.chat.replace(views.card(ctx.t, await model_prices.card(slug), changed=True))
