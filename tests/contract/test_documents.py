"""The documents speak of files that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_that_is_named_exists(path: Path) -> None:
    """A path in backticks, from the root of the repository, leads somewhere; wildcards match something."""
    text = path.read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:bot|handlers|storage|tests|docs)/[\w./*-]+)`", text))
    missing = [name for name in sorted(named) if not any(ROOT.glob(name.rstrip("/")))]
    assert not missing
