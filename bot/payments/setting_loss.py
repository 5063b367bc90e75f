"""Whether a value of a setting sells at a loss: what is asked about before it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bot.domain.pack import Pack
from bot.domain.runtime_setting import RuntimeSetting
from bot.payments.break_even import packs_at_loss


@dataclass(frozen=True, slots=True)
class SettingLoss:
    """What would be sold at a loss.

    Attributes:
        multiplier: the value.
        packs: those that bring less than their credits cost; none where everything is given away.
    """

    multiplier: Decimal
    packs: Sequence[Pack]


def loss_of(setting: RuntimeSetting[Any], value: Any, on_sale: Sequence[Pack]) -> SettingLoss | None:
    """What a value would sell at a loss; None where it is none, or the setting is about no price."""
    if not setting.is_priced:
        return None
    multiplier = Decimal(value)
    if not multiplier:
        return SettingLoss(multiplier, [])
    losing = packs_at_loss(on_sale, multiplier)
    return SettingLoss(multiplier, losing) if losing else None
