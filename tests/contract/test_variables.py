"""The operator's variables: settings, the table in the README and the example file name the same ones."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import Settings

ROOT = Path(__file__).parents[2]
VARIABLES = {name.upper() for name in Settings.model_fields}


def _readme() -> dict[str, str]:
    """The default of every variable in the README's table, as it is written there."""
    table = (ROOT / "README.md").read_text(encoding="utf-8").split("## Settings")[1].split("## ")[0]
    notified: dict[str, str] = {}
    for row in re.findall(r"^\| (`.*) \|$", table, re.MULTILINE):
        first, *_, last = re.split(r"(?<!\\) \| ", row)
        names = re.findall(r"`([A-Z_]+)`", first)
        defaults = last.split(", ") if len(names) > 1 and ", " in last else [last] * len(names)
        notified |= dict(zip(names, (default.strip("`") for default in defaults), strict=True))
    return notified


def _example() -> dict[str, str]:
    """The value of every variable in `.env.example`, commented out or not."""
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    return dict(re.findall(r"^(?:# )?([A-Z_]+)=([^ \n]*)", text, re.MULTILINE))


def test_every_variable_is_told() -> None:
    """Nothing is missing, and nothing is reported that does not exist."""
    assert set(_readme()) == VARIABLES
    assert set(_example()) == VARIABLES


@pytest.mark.parametrize("name", sorted(VARIABLES))
def test_defaults_are_true(name: str) -> None:
    """The default that README and example tell is the one that counts; words in the README stand for none."""
    field = Settings.model_fields[name.lower()]
    if field.is_required() or field.default in (None, "", frozenset(), ()):
        assert _example()[name] == ""
        return
    meant = str(field.default).lower() if isinstance(field.default, bool) else str(field.default)
    assert _readme()[name] == meant
    assert _example()[name] == meant
