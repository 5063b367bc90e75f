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


def _threats() -> list[tuple[str, str]]:
    """What is feared, and the cell with its tests."""
    lines = (ROOT / "docs/threat-model.md").read_text(encoding="utf-8").splitlines()
    rows = [line.strip("|").split("|") for line in lines if line.startswith("|")]
    return [(row[0].strip(), row[-1]) for row in rows[2:]]


@pytest.mark.parametrize(("threat", "tests"), _threats(), ids=lambda cell: cell[:40])
def test_every_threat_names_its_tests(threat: str, tests: str) -> None:
    """Each guard is held by a test that is there: a path below `tests`, the name of one of its files, or of another check."""
    named = [name.partition("::")[0] for name in re.findall(r"`([^`]+)`", tests)]
    assert named, threat
    for name in named:
        whole = name if name.endswith(".py") else f"{name}.py"
        found = [ROOT / name, ROOT / "tests" / name, ROOT / "tests" / whole]
        beside = whole if "/" not in whole else ""
        assert any(path.exists() for path in found) or (beside and any((ROOT / "tests").rglob(beside))), name


def _promises() -> list[tuple[str, str]]:
    """What people can count on, and the cell with its tests."""
    texts = [
        (ROOT / "docs" / name).read_text(encoding="utf-8")
        for name in ("chat.md", "payments.md", "creating.md", "operators.md")
    ]
    lines = [line for text in texts for line in text.splitlines()]
    rows = [line.strip("|").split("|") for line in lines if line.startswith("| ")]
    return [(row[0].strip(), row[-1]) for row in rows if row[0].strip() != "what holds"]


@pytest.mark.parametrize(("promise", "tests"), _promises(), ids=lambda cell: cell[:40])
def test_every_promise_names_its_tests(promise: str, tests: str) -> None:
    """Each row names test files that are there, and in them the tests or classes themselves."""
    named = re.findall(r"`([^`]+)`", tests)
    assert named, promise
    for name in named:
        path, *inside = name.split("::")
        text = (ROOT / "tests" / f"{path}.py").read_text(encoding="utf-8")
        for one in inside:
            assert re.search(rf"(?:def|class) {one}\b", text), name
