"""The architecture, as tests: which module may import which, and what may stand where."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.catalog.load import load_catalog
from handlers.core.buttons import BUTTONS
from handlers.core.buttons.base import Button

ROOT = Path(__file__).parents[2]
PRODUCT = sorted(path for folder in ("bot", "handlers", "storage") for path in (ROOT / folder).rglob("*.py"))

TELEGRAMS_WORDS = {
    "message is not modified",
    "message thread not found",
    "message to delete not found",
}
"""What Telegram says and handlers must understand."""


def _queue_positions(pattern: str, *, outside: tuple[str, ...] = ()) -> list[str]:
    """Where a pattern stands in the product's Python files, apart from the files `outside`."""
    found = []
    for path in PRODUCT:
        name = path.relative_to(ROOT).as_posix()
        if name.startswith(outside):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if re.search(pattern, line):
                found.append(f"{name}:{number}: {line.strip()}")
    return found


def _texts(path: Path) -> list[tuple[int, str]]:
    """The string constants of a module that are no documentation."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation
    ]


def test_every_import_rule_is_kept() -> None:
    """The contracts of pyproject.toml hold: layers, and where each library may be known.

    In a process of its own: import-linter's command line switches off every logger that it finds.
    """
    command = Path(sys.executable).with_name("lint-imports")
    linted = subprocess.run(
        [command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    assert linted.returncode == 0, linted.stdout + linted.stderr


def test_no_model_is_named_in_code() -> None:
    """Adding a model touches no `.py`, so no `.py` knows one by its slug.

    The simulator plays KIE and may, and a wire shape of KIE's may be called like the one model that has it.
    """
    slugs = {model.slug for model in load_catalog()}
    named = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in PRODUCT
        if not {"sandbox", "families"} & set(path.parts)
        for line, text in _texts(path)
        if text in slugs
    ]
    assert not named


def test_only_the_database_commits() -> None:
    """One transaction per use case, begun and ended in one place."""
    assert not _queue_positions(r"\.commit\(", outside=("storage/core/database.py",))


def test_no_task_is_detached() -> None:
    """Every task belongs to a task group that waits for it."""
    assert not _queue_positions(r"asyncio\.create_task\(|loop\.create_task\(", outside=("bot/app/",))


def test_no_words_for_people_outside_the_locales() -> None:
    """Handlers hold no letter of a language that is not English, and no sentence of English."""
    sentences = [
        f"{path.relative_to(ROOT)}:{line}: {text!r}"
        for path in PRODUCT
        if path.parts[len(ROOT.parts)] == "handlers"
        for line, text in _texts(path)
        if text not in TELEGRAMS_WORDS and re.search(r"[А-Яа-яЁё]|[a-z]{2,} [a-z]{2,} [a-z]{2,}", text)
    ]
    assert not sentences


def test_statements_stand_in_storage_only() -> None:
    """No SQL outside `storage`."""
    assert not _queue_positions(
        r"\b(SELECT .* FROM|INSERT INTO|UPDATE \w+ SET|DELETE FROM)\b", outside=("storage/",)
    )


@pytest.mark.parametrize("field", ["callBackUrl", "taskId", "resultUrls", "recordInfo", "failCode"])
def test_kie_field_names_stay_with_kie(field: str) -> None:
    """KIE's JSON is known in `bot/kie` (and played in the sandbox), nowhere else."""
    assert not _queue_positions(rf"\b{field}\b", outside=("bot/kie/", "bot/sandbox/kie/"))


def test_no_two_buttons_say_the_same() -> None:
    """Each kind of button data has a prefix of its own: else one conversation would take another's taps."""
    kinds = {kind for kind in _subclasses(Button) if kind.__module__.startswith("handlers.")}
    assert len(kinds) > 70
    assert set(BUTTONS.values()) == kinds


def _subclasses(kind: type[Button]) -> set[type[Button]]:
    found = set(kind.__subclasses__())
    return found.union(*map(_subclasses, found)) if found else found


def test_handlers_take_few_parameters() -> None:
    """An event, what it says, the context and at most two use cases: more is a second context in disguise."""
    long = []
    for path in PRODUCT:
        if path.parts[len(ROOT.parts)] != "handlers":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.AsyncFunctionDef):
                arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
                if any(one.arg == "ctx" for one in arguments) and len(arguments) > 5:
                    long.append(f"{path.relative_to(ROOT)}:{node.lineno}: {node.name}")
    assert not long


def test_generations_begin_in_one_place() -> None:
    """What people ask for passes `admit`, with all that holds before a generation; a substitute goes on with what was begun, and
    examples are the operator's.
    """
    begin = {
        str(path.relative_to(ROOT))
        for path in PRODUCT
        if path.is_relative_to(ROOT / "bot")
        and ".add_generation(" in (text := path.read_text(encoding="utf-8"))
        and "await admit(" not in text
    }
    assert begin == {"bot/generation/fall_back.py", "bot/generation/example_recording.py"}
