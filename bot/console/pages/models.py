"""Models: which are sold, at which price, with what luck; one can be switched off and on, after a question."""

from __future__ import annotations

from collections.abc import Sequence

from bot.availability.model_switches import ModelSwitches
from bot.catalog.catalog import Catalog
from bot.catalog.spec import Model
from bot.console.visit import Answer, GoneTo, Page, Shown, Visit
from bot.domain.console_lists import ConsoleLists
from bot.domain.staff import Act
from bot.domain.terms import Tariff
from bot.i18n import Translator
from bot.payments.model_prices import SPANS, ModelCard, ModelPrices


class Models:
    """The list and a page for each, by the use cases of `/model`."""

    def __init__(
        self,
        lists: ConsoleLists,
        catalog: Catalog,
        switches: ModelSwitches,
        prices: ModelPrices,
        tariff: Tariff,
    ) -> None:
        self._lists = lists
        self._catalog = catalog
        self._switches = switches
        self._prices = prices
        self._tariff = tariff

    def pages(self) -> Sequence[Page]:
        """The list, one of them, and its switch."""
        slug = r"(?P<slug>[\w.-]{1,80})"
        return [
            Page(path="/models", act=Act.MODEL, show=self.list, name="models"),
            Page(path=f"/models/{slug}", act=Act.MODEL, show=self.one, section="models"),
            Page(path=f"/models/{slug}/switch", act=Act.MODEL, change=self.switch, section="models"),
        ]

    async def list(self, visit: Visit) -> Answer:
        """All models of the catalogue, in its order."""
        off, counts = await self._switches.disabled_models(), await self._lists.model_counts()
        lines = [
            (model, self._condition(model, model.slug in off), *counts.get(model.slug, (0, 0)))
            for model in self._catalog
        ]
        return Shown(template="models", title=visit.t.plain("console-models"), values={"lines": lines})

    def _condition(self, model: Model, is_off: bool) -> str:
        if is_off:
            return "off"
        if self._prices.terms(model.slug).hidden:
            return "hidden"
        offer = model.offer(self._tariff.dialect)
        return "on" if offer is not None and not offer.unavailable else "unavailable"

    async def one(self, visit: Visit) -> Answer | None:
        """Prices at KIE and here, and what was sold."""
        model = self._model(visit)
        if model is None:
            return None
        card = await self._prices.card(model.slug)
        return Shown(
            template="model",
            title=model.title,
            values={
                "model": model,
                "is_on": card.is_on,
                "facts": _facts(visit.t, card),
                "sales": list(zip(SPANS, card.sales, strict=True)),
            },
        )

    async def switch(self, visit: Visit) -> Answer | None:
        """Sell it or do not; first a question."""
        model, wanted = self._model(visit), visit.form.get("on")
        if model is None or wanted not in {"yes", "no"}:
            return None
        on = wanted == "yes"
        if not visit.is_sure:
            question = visit.t.plain("console-switch-on" if on else "console-switch-off", model=model.title)
            path = f"/models/{model.slug}"
            return visit.ask(question, f"{path}/switch", back=path, on=wanted)
        await self._switches.switch(model.slug, on=on, by=visit.person_id)
        return GoneTo(path=f"/models/{model.slug}")

    def _model(self, visit: Visit) -> Model | None:
        """By its slug alone: an address means one model or none."""
        return next((model for model in self._catalog if model.slug == visit.arguments["slug"]), None)


def _facts(t: Translator, card: ModelCard) -> Sequence[tuple[str, str]]:
    prices, terms = card.prices, card.terms
    own = f"×{terms.multiplier:f}" if terms.multiplier is not None else f"×{card.general:f}"
    margin = prices.margin if prices is not None else None
    return [
        ("slug", card.model.slug),
        (t.plain("console-price-kie"), _range(*(f"{one:f}" for one in prices.kie)) if prices else "–"),
        (t.plain("console-price-here"), _range(*map(str, prices.here)) if prices else "–"),
        (t.plain("console-margin"), _range(*(f"{one} %" for one in margin)) if margin else "–"),
        (t.plain("console-multiplier"), own),
        (t.plain("console-surcharge"), str(terms.surcharge)),
    ]


def _range(least: str, most: str) -> str:
    return least if least == most else f"{least} … {most}"
