"""Names as they may be shown."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.person_name import shown_name


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ann", "Ann"),
        ("  Ann \n Lee ", "Ann Lee"),
        ("A\u200bn\u200dn\ufeff", "Ann"),
        ("\u202egnihton\u202c", "gnihton"),
        ("\u3164\u2800", ""),
        ("\u200b", ""),
        ("A" + "\u0301\u0302\u0303\u0304" * 20, "\u00c1\u0302\u0303"),
        ("\u05d3\u05e0\u05d4", "\u2068\u05d3\u05e0\u05d4\u2069"),
        ("Иван", "Иван"),
    ],
)
def test_a_name_is_what_can_be_seen(name: str, shown: str) -> None:
    """What has no shape goes, and what turns the line around stays within itself."""
    assert shown_name(name) == shown


@given(st.text())
def test_no_name_reaches_beyond_itself(name: str) -> None:
    """Whatever a person calls themselves: one line, no direction that is left open, nothing that cannot be seen alone."""
    shown = shown_name(name)
    inside = shown.removeprefix("\u2068").removesuffix("\u2069")
    assert not any(unicodedata.category(one) in {"Cc", "Cf", "Zl", "Zp"} for one in inside)
    assert not shown or inside.strip() == inside != ""
    assert shown_name(shown) == shown
