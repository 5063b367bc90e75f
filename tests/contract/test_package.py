"""What an installed Kiosk has: every file that the code reads is packed with it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"][
    "package-data"
]


@pytest.mark.parametrize("package", ["bot", "handlers", "storage"])
def test_no_file_is_left_behind(package: str) -> None:
    """A folder of data that no one packs is there in a clone and missing in a container."""
    folder = ROOT / package
    there = {
        path for path in folder.rglob("*") if path.is_file() and path.suffix not in {".py", ".pyc", ".pyo"}
    }
    packed = {path for pattern in PACKED[package] for path in folder.glob(pattern)}
    assert there
    assert there - packed == set()
