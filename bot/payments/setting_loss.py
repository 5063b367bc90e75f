"""Sets what changes while the bot runs; a value that would sell at a loss is asked about before it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bot.catalog.spec import Model
from bot.domain.pack import Pack, PackReader
from bot.domain.runtime_setting import PRICE_MULTIPLIER, STAR_USD, RuntimeSetting, SettingValue
from bot.domain.terms import Tariff
from bot.payments.break_even import BreakEven
from bot.payments.model_prices import ModelPrices
from bot.runtime_settings.change import SettingChanger


@dataclass(frozen=True, slots=True)
class SettingLoss:
    """What would be sold at a loss.

    Attributes:
        value: of the setting.
        terms: that would hold with it.
        packs: those that bring less than their credits cost; none where everything is given away.
        models: those with terms of their own that would begin to bring less than they cost.
    """

    value: Decimal
    terms: BreakEven
    packs: Sequence[Pack]
    models: Sequence[Model]

    @property
    def is_free(self) -> bool:
        """Whether everything would be given away."""
        return not self.terms.multiplier


class LossCheckedSettings:
    """Changes settings, once it is sure that a loss is meant.

    Args:
        changer: changes them.
        tariff: the terms now.
        packs: what is on sale.
        models: the terms of single models.
    """

    def __init__(
        self, changer: SettingChanger, tariff: Tariff, packs: PackReader, models: ModelPrices
    ) -> None:
        self.changer = changer
        self._tariff = tariff
        self._packs = packs
        self._models = models

    async def change(
        self, setting: RuntimeSetting[Any], text: str | None, *, by: int, is_sure: bool
    ) -> SettingValue | SettingLoss:
        """Set it, or take back what was set (`text` None). Raises as `SettingChanger.change`.

        Returns:
            What holds then; or what would be sold at a loss, unless that `is_sure` to be meant: nothing was changed.
        """
        value = self.changer.parse(setting, text)
        loss = None if is_sure else await self._loss(setting, value)
        return await self.changer.change(setting, text, by=by) if loss is None else loss

    async def _loss(self, setting: RuntimeSetting[Any], value: Any) -> SettingLoss | None:
        """What a value would sell at a loss; None where it is nothing, or the setting is about no price."""
        if setting is PRICE_MULTIPLIER:
            terms = BreakEven(Decimal(value), self._tariff.star_usd)
        elif setting is STAR_USD:
            terms = BreakEven(self._tariff.multiplier, Decimal(value))
        else:
            return None
        if not terms.multiplier:
            return SettingLoss(value, terms, [], []) if setting is PRICE_MULTIPLIER else None
        packs = terms.packs_at_loss(await self._packs.packs_on_sale())
        models = await self._models.begin_to_lose(terms)
        return SettingLoss(value, terms, packs, models) if packs or models else None
