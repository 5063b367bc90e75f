"""The declarations of settings that change while the bot runs."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.runtime_setting import (
    FREE_CREDITS,
    OPEN_PER_ACCOUNT,
    PRICE_MULTIPLIER,
    PROFILE_SHORT_DESCRIPTION,
    RUNTIME_SETTINGS,
    SALES,
    STAR_USD,
    RuntimeSetting,
)
from bot.settings import Settings

_SETTINGS = st.sampled_from(list(RUNTIME_SETTINGS.values()))
_WORDS = st.text() | st.integers().map(str) | st.decimals().map(str) | st.sampled_from(["on", "unlimited"])


@given(_SETTINGS, _WORDS)
def test_what_parses_is_written_and_parses_back(setting: RuntimeSetting[Any], text: str) -> None:
    """Whatever is taken is shown in one way, short enough for a button, and means the same when it is read again."""
    try:
        value = setting.kind.parse(text)
    except ValueError:
        return
    written = setting.kind.write(value)
    assert setting.kind.parse(written) == value
    assert setting.kind.write(setting.kind.parse(written)) == written
    assert len(written) < 40 or len(written) <= getattr(setting.kind, "most", 0)


def _is_taken(setting: RuntimeSetting[Any], text: str) -> bool:
    try:
        setting.kind.parse(text)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize(
    "text",
    ["1e309", "NaN", "Infinity", "-0", "-1", "1" + "0" * 30, "٣", "1,000", "", " ", "1.23456", "0x1", "1 2"],
)
def test_odd_numbers_are_none(text: str) -> None:
    """No number that Python would read in its own way is taken."""
    for setting in (PRICE_MULTIPLIER, OPEN_PER_ACCOUNT, FREE_CREDITS):
        assert not _is_taken(setting, text)


def test_numbers_as_people_write_them() -> None:
    """A comma is a decimal point; words are read in large letters, too."""
    assert PRICE_MULTIPLIER.kind.parse("1,25") == Decimal("1.25")
    assert STAR_USD.kind.parse("0,013") == STAR_USD.kind.parse("0.0130") == Decimal("0.013")
    assert PRICE_MULTIPLIER.kind.write(Decimal("10.00")) == "10"
    assert PRICE_MULTIPLIER.kind.write(Decimal(100)) == "100"
    assert FREE_CREDITS.kind.parse("Unlimited") is None
    assert SALES.kind.parse("OFF") is False


@pytest.mark.parametrize("setting", RUNTIME_SETTINGS.values(), ids=lambda setting: setting.name)
def test_each_is_as_in_the_environment(setting: RuntimeSetting[Any]) -> None:
    """Default and bounds are those of the variable of the same name; choices are values that it takes."""
    assert setting.kind.parse(setting.kind.write(setting.default)) == setting.default
    field = Settings.model_fields.get(setting.field)
    if field is None:
        assert setting is SALES
        return
    assert field.default == setting.default
    least, most = setting.kind.bounds
    bounds = {type(one).__name__: one for one in field.metadata}
    if least and "Ge" in bounds:
        assert setting.kind.parse(least) == bounds["Ge"].ge
        assert setting.kind.parse(most) == bounds["Le"].le


def test_texts_of_the_profile() -> None:
    """Lines are kept, `\\n` is one, too; what no one sees, and what Telegram would not take, is refused."""
    kind = PROFILE_SHORT_DESCRIPTION.kind
    assert kind.parse(" a\\nb\nc ") == "a\nb\nc"
    for odd in ("x" * 121, "a\u202eb", "a\x00b", "a\tb"):
        assert not _is_taken(PROFILE_SHORT_DESCRIPTION, odd)
