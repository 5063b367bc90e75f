"""Settings that change while the bot runs, on SQLite."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.app.context import locked_settings
from bot.catalog.spec import Dialect
from bot.domain.runtime_setting import FREE_CREDITS, PRICE_MULTIPLIER, RUNTIME_SETTINGS, SALES, SettingSource
from bot.domain.staff import Act
from bot.ledger.allowance import Period
from bot.runtime_settings.change import SettingChanger, setting_named
from bot.runtime_settings.current import CurrentSettings
from bot.runtime_settings.refusals import BadSettingValue, SettingLocked, UnknownSetting
from bot.runtime_settings.tariff import RuntimeTariff
from bot.settings import Settings
from storage.core.database import Database
from storage.store import SqliteStore
from tests.support.fake_clock import FakeClock

OWNER = 1


class Operator:
    """The settings of one process."""

    def __init__(self, database: Database, clock: FakeClock, **environment: str) -> None:
        secrets = {"bot_token": "1:a", "kie_api_key": "k"}
        settings = Settings.model_validate({**secrets, **environment})
        self.database = database
        self.current = CurrentSettings(locked_settings(settings))
        self.changer = SettingChanger(SqliteStore(database, clock), clock, self.current)
        self.tariff = RuntimeTariff(self.current, dialect=Dialect.LIVE)

    async def acts(self) -> list[tuple[str, str, str, str]]:
        """The lines of the log: kind, subject, before, after."""
        rows = await self.database.rows("SELECT * FROM operator_acts ORDER BY id")
        return [(row["act"], row["subject"], row["before"], row["after"]) for row in rows]


async def test_a_change_holds_at_once_and_after_a_restart(database: Database, clock: FakeClock) -> None:
    """Readers see it at their next look; one line of the log each, none for what changes nothing."""
    operator = Operator(database, clock)
    await operator.changer.change(PRICE_MULTIPLIER, " 1,50 ", by=OWNER)
    await operator.changer.change(PRICE_MULTIPLIER, "1.5", by=OWNER)
    await operator.changer.change(FREE_CREDITS, "UNLIMITED", by=OWNER)
    assert operator.tariff.multiplier == Decimal("1.5")
    assert operator.tariff.allowance.unlimited
    again = Operator(database, clock)
    assert again.tariff.multiplier == 1
    await again.changer.restore()
    assert again.tariff.multiplier == Decimal("1.5")
    assert again.changer.value(PRICE_MULTIPLIER).source is SettingSource.CHAT
    await again.changer.change(PRICE_MULTIPLIER, None, by=OWNER)
    await again.changer.change(PRICE_MULTIPLIER, None, by=OWNER)
    assert again.changer.value(PRICE_MULTIPLIER).source is SettingSource.DEFAULT
    assert await again.acts() == [
        (Act.CONFIG, "PRICE_MULTIPLIER", "1", "1.5"),
        (Act.CONFIG, "FREE_CREDITS", "100", "unlimited"),
        (Act.CONFIG, "PRICE_MULTIPLIER", "1.5", "1"),
    ]


async def test_the_environment_locks(database: Database, clock: FakeClock) -> None:
    """What `.env` sets wins over what was set in the chat before, and cannot be changed there."""
    await Operator(database, clock).changer.change(PRICE_MULTIPLIER, "3", by=OWNER)
    operator = Operator(database, clock, price_multiplier="2", free_period="week", voice_samples="false")
    await operator.changer.restore()
    assert operator.tariff.multiplier == 2
    assert operator.tariff.allowance.period is Period.WEEK
    assert operator.changer.value(PRICE_MULTIPLIER).source is SettingSource.ENVIRONMENT
    for text in ("4", None):
        with pytest.raises(SettingLocked):
            await operator.changer.change(PRICE_MULTIPLIER, text, by=OWNER)
    for setting in RUNTIME_SETTINGS.values():
        value = operator.changer.value(setting)
        assert setting.kind.parse(value.value) == operator.current.get(setting)
    assert len(await operator.acts()) == 1


@pytest.mark.parametrize("stored", ["1e309", "NaN", "-1", "", b"\xff\xfe", "1" + "0" * 30, "1001"])
async def test_a_stored_value_that_does_not_fit(
    database: Database, clock: FakeClock, stored: str | bytes
) -> None:
    """The start goes on with the default, other values hold, the admins are notified, and a new value heals it."""
    async with database.transaction() as connection:
        await connection.execute(
            "INSERT INTO runtime_settings VALUES ('PRICE_MULTIPLIER', CAST(? AS TEXT)), ('SALES', 'off'), ('GONE', '1')",
            (stored,),
        )
    operator = Operator(database, clock)
    await operator.changer.restore()
    assert operator.tariff.multiplier == 1
    assert operator.current.get(SALES) is False
    notices = await database.rows("SELECT kind, detail FROM operator_notices")
    assert [tuple(row) for row in notices] == [("setting-unfit", "PRICE_MULTIPLIER")]
    await operator.changer.change(PRICE_MULTIPLIER, "2", by=OWNER)
    assert operator.tariff.multiplier == 2


async def test_what_is_refused_changes_nothing(database: Database, clock: FakeClock) -> None:
    """Values beyond the bounds, and names that nothing has; a slip finds the nearest."""
    operator = Operator(database, clock)
    for text in ("1001", "-0", "NaN", "1e309", "1" + "0" * 30, "٣", "default"):
        with pytest.raises(BadSettingValue):
            await operator.changer.change(PRICE_MULTIPLIER, text, by=OWNER)
    assert setting_named("price-multiplier") is PRICE_MULTIPLIER
    for name, nearest in (("PRICE_MULTIPLER", "PRICE_MULTIPLIER"), ("zzz", "none")):
        with pytest.raises(UnknownSetting) as refused:
            setting_named(name)
        assert refused.value.facts["nearest"] == nearest
    assert await operator.acts() == []


async def test_the_pause_survives_a_restart(database: Database, clock: FakeClock) -> None:
    """It is on until someone ends it, with its words; each change is one line of the log."""
    operator = Operator(database, clock)
    await operator.changer.pause("  Back at\n noon ", by=OWNER)
    await operator.changer.pause("Back at noon", by=OWNER)
    again = Operator(database, clock)
    await again.changer.restore()
    assert again.current.paused == "Back at noon"
    await again.changer.pause("", by=OWNER)
    assert again.current.paused == ""
    assert await again.changer.resume(by=OWNER)
    assert not await again.changer.resume(by=OWNER)
    assert again.current.paused is None
    with pytest.raises(BadSettingValue):
        await again.changer.pause("x" * 501, by=OWNER)
    assert await again.acts() == [
        (Act.PAUSE, "", "", "Back at noon"),
        (Act.PAUSE, "", "Back at noon", "paused"),
        (Act.PAUSE, "", "paused", ""),
    ]
