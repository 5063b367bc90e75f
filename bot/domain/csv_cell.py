"""Cells of a table for a spreadsheet."""

from __future__ import annotations

from typing import Final

_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r")
"""Signs at which spreadsheets take a cell for something to be carried out."""


def cell(text: str) -> str:
    """The text, which no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULAS) else text
