"""The settings that the operator may change while the bot runs: each is declared here, once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, Generic, Protocol, TypeVar

from bot.domain.age import LEAST_AGE, MOST_AGE
from bot.domain.free_gate import FreeGate
from bot.domain.setting_kinds import Choice, Gate, Number, SettingKind, Switch, Text, Whole, WholeOrNone
from bot.ledger.allowance import Period
from bot.ledger.entries import LARGEST_AMOUNT

_T = TypeVar("_T")


class SettingGroup(StrEnum):
    """Settings that are shown together."""

    PRICES = "prices"
    FREE = "free"
    LIMITS = "limits"
    FEATURES = "features"
    PROFILE = "profile"
    OPERATION = "operation"


class SettingSource(StrEnum):
    """Where a value comes from; what stands first wins."""

    ENVIRONMENT = "environment"
    """The environment or `.env`: it is locked."""
    CHAT = "chat"
    """An operator has set it."""
    DEFAULT = "default"
    """It was not set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuntimeSetting(Generic[_T]):
    """A setting.

    Attributes:
        name: as in `.env`, where it has the same meaning and bounds, unless it is for the chat alone.
        group: where it is shown.
        kind: which values it may have.
        default: its value where none was set.
    """

    name: str
    group: SettingGroup
    kind: SettingKind[_T]
    default: _T

    @property
    def field(self) -> str:
        """Its name among those that are read at the start."""
        return self.name.lower()


PRICE_MULTIPLIER: Final = RuntimeSetting(
    name="PRICE_MULTIPLIER",
    group=SettingGroup.PRICES,
    kind=Number(Decimal(0), Decimal(1000)),
    default=Decimal(1),
)
STAR_USD: Final = RuntimeSetting(
    name="STAR_USD",
    group=SettingGroup.PRICES,
    kind=Number(Decimal("0.001"), Decimal("0.1")),
    default=Decimal("0.013"),
)
SALES: Final = RuntimeSetting(name="SALES", group=SettingGroup.PRICES, kind=Switch(), default=True)
SELF_REFUND: Final = RuntimeSetting(
    name="SELF_REFUND", group=SettingGroup.PRICES, kind=Switch(), default=True
)
FREE_CREDITS: Final[RuntimeSetting[int | None]] = RuntimeSetting(
    name="FREE_CREDITS",
    group=SettingGroup.FREE,
    kind=WholeOrNone(0, LARGEST_AMOUNT, "unlimited"),
    default=100,
)
FREE_PERIOD: Final[RuntimeSetting[str]] = RuntimeSetting(
    name="FREE_PERIOD", group=SettingGroup.FREE, kind=Choice(tuple(Period)), default=Period.MONTH
)
FREE_BUDGET: Final[RuntimeSetting[int | None]] = RuntimeSetting(
    name="FREE_BUDGET", group=SettingGroup.FREE, kind=WholeOrNone(0, LARGEST_AMOUNT, "none"), default=None
)
FREE_GATE: Final = RuntimeSetting(name="FREE_GATE", group=SettingGroup.FREE, kind=Gate(), default=FreeGate())
OPEN_PER_ACCOUNT: Final = RuntimeSetting(
    name="OPEN_PER_ACCOUNT", group=SettingGroup.LIMITS, kind=Whole(1, 1000), default=5
)
OPEN_PER_CHAT: Final = RuntimeSetting(
    name="OPEN_PER_CHAT", group=SettingGroup.LIMITS, kind=Whole(1, 10_000), default=20
)
WRITER_DAILY: Final = RuntimeSetting(
    name="WRITER_DAILY", group=SettingGroup.LIMITS, kind=Whole(0, 10_000), default=20
)
WRITER: Final[RuntimeSetting[str]] = RuntimeSetting(
    name="WRITER", group=SettingGroup.FEATURES, kind=Choice(("auto", "off")), default="auto"
)
VOICE_SAMPLES: Final = RuntimeSetting(
    name="VOICE_SAMPLES", group=SettingGroup.FEATURES, kind=Switch(), default=True
)
AI_LABEL: Final[RuntimeSetting[str]] = RuntimeSetting(
    name="AI_LABEL", group=SettingGroup.FEATURES, kind=Choice(("off", "caption")), default="off"
)
GROUP_POLICY: Final[RuntimeSetting[str]] = RuntimeSetting(
    name="GROUP_POLICY",
    group=SettingGroup.FEATURES,
    kind=Choice(("ask", "open", "listed", "closed")),
    default="ask",
)
OWN_KEYS: Final = RuntimeSetting(name="OWN_KEYS", group=SettingGroup.FEATURES, kind=Switch(), default=True)
CAST: Final[RuntimeSetting[str]] = RuntimeSetting(
    name="CAST", group=SettingGroup.FEATURES, kind=Choice(("on", "off")), default="on"
)
MINIMUM_AGE: Final[RuntimeSetting[int | None]] = RuntimeSetting(
    name="MINIMUM_AGE",
    group=SettingGroup.FEATURES,
    kind=WholeOrNone(LEAST_AGE, MOST_AGE, "0"),
    default=None,
)
PROFILE_DESCRIPTION: Final = RuntimeSetting(
    name="PROFILE_DESCRIPTION", group=SettingGroup.PROFILE, kind=Text(512), default=""
)
PROFILE_DESCRIPTION_RU: Final = RuntimeSetting(
    name="PROFILE_DESCRIPTION_RU", group=SettingGroup.PROFILE, kind=Text(512), default=""
)
PROFILE_SHORT_DESCRIPTION: Final = RuntimeSetting(
    name="PROFILE_SHORT_DESCRIPTION", group=SettingGroup.PROFILE, kind=Text(120), default=""
)
PROFILE_SHORT_DESCRIPTION_RU: Final = RuntimeSetting(
    name="PROFILE_SHORT_DESCRIPTION_RU", group=SettingGroup.PROFILE, kind=Text(120), default=""
)
REPORT_HOUR: Final[RuntimeSetting[int | None]] = RuntimeSetting(
    name="REPORT_HOUR", group=SettingGroup.OPERATION, kind=WholeOrNone(0, 23, "off"), default=9
)

RUNTIME_SETTINGS: Final[Mapping[str, RuntimeSetting[Any]]] = {
    setting.name: setting
    for setting in (
        *(PRICE_MULTIPLIER, STAR_USD, SALES, SELF_REFUND),
        *(FREE_CREDITS, FREE_PERIOD, FREE_BUDGET, FREE_GATE),
        *(OPEN_PER_ACCOUNT, OPEN_PER_CHAT, WRITER_DAILY),
        *(WRITER, VOICE_SAMPLES, AI_LABEL, GROUP_POLICY, CAST, OWN_KEYS, MINIMUM_AGE),
        *(
            PROFILE_DESCRIPTION,
            PROFILE_DESCRIPTION_RU,
            PROFILE_SHORT_DESCRIPTION,
            PROFILE_SHORT_DESCRIPTION_RU,
        ),
        REPORT_HOUR,
    )
}
"""All of them by name, in the order in which they are shown."""

PAUSE: Final = "PAUSE"
"""The name of the row that says that the bot is paused; its value is the operator's words, empty for ours."""

MOST_PAUSE_WORDS: Final = 500
"""Characters of the operator's words while the bot is paused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingValue:
    """A setting as it stands.

    Attributes:
        setting: which.
        value: as it is written.
        source: where it comes from.
        default: what it would be without an operator's or the environment's value, as it is written.
    """

    setting: RuntimeSetting[Any]
    value: str
    source: SettingSource
    default: str


class RuntimeSettingRepository(Protocol):
    """What operators have set, within a transaction."""

    async def setting_rows(self) -> Mapping[str, str | None]:
        """The values by name, as they were written; None where a value is no text."""
        ...

    async def save_setting(self, name: str, value: str) -> None:
        """Keep a value in place of the earlier one."""
        ...

    async def delete_setting(self, name: str) -> None:
        """It is not set any more."""
        ...


def settings_of(group: SettingGroup) -> Sequence[RuntimeSetting[Any]]:
    """The settings of a group, in their order."""
    return [setting for setting in RUNTIME_SETTINGS.values() if setting.group is group]
