"""One word per idea: no identifier, docstring, document or English text has a word that the glossary rules out.

The words stand in the glossary of ARCHITECTURE.md. A word comes back as a failure with its places; what is right all the same
is an exception, with its reason.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PYTHON = [
    path for folder in ("bot", "handlers", "storage", "tests") for path in (ROOT / folder).rglob("*.py")
]
DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *(ROOT / "docs").rglob("*.md"),
]
TEXTS = list((ROOT / "bot" / "locales" / "en").glob("*.ftl"))
CATALOGUE = [
    path for folder in ("models", "recipes") for path in (ROOT / "bot" / "catalog" / folder).glob("*.toml")
]

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[A-Z]")
"""A word of a text or of an identifier: `open_vault`, `openVault` and `VAULT` all have `vault`."""


@dataclass(frozen=True, slots=True)
class Exempt:
    """Where a word may stand all the same.

    Attributes:
        path: a pattern of the file's path.
        words: which words.
        why: the reason.
    """

    path: str
    words: frozenset[str]
    why: str


EXCEPTIONS = (
    Exempt("storage/core/old_schema.py", frozenset({"dialog"}), "a table of the old schema"),
    Exempt(
        "bot/catalog/recipes/product-clip.toml", frozenset({"stage"}), "where a product stands in a picture"
    ),
    *(
        Exempt(path, frozenset({"whisper"}), "a manner of speaking")
        for path in ("bot/catalog/models/gemini-tts*.toml", "bot/locales/en/options.ftl", "docs/models.md")
    ),
    Exempt(
        "tests/contract/test_glossary.py", frozenset({"desk", "vault", "whoever"}), "the proofs of this test"
    ),
    *(
        Exempt(
            path,
            frozenset({"stage"}),
            "KIE's own word for where a task is, and for what a song's callback is about",
        )
        for path in (
            "bot/kie/*.py",
            "bot/sandbox/kie/*.py",
            "bot/ports/*.py",
            "bot/availability/supplier_words.py",
            "bot/domain/generation.py",
            "bot/generation/*.py",
            "storage/generation/*.py",
            "handlers/operator/views.py",
            "bot/locales/en/operators.ftl",
            "tests/*.py",
        )
    ),
)


@cache
def _glossary() -> str:
    """The section of ARCHITECTURE.md."""
    return _architecture().partition("## Glossary\n")[2].partition("\n## ")[0]


@cache
def _architecture() -> str:
    return (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")


@cache
def _last_columns(heading: str) -> frozenset[str]:
    """The words in the last column of the table whose last heading this is."""
    table = _glossary().partition(f"| {heading} |\n")[2].partition("\n\n")[0]
    cells = [
        line.strip("| ").split("|")[-1].strip() for line in table.splitlines()[1:] if line.count("|") > 2
    ]
    rows = [
        cell for line, cell in zip(table.splitlines()[1:], cells, strict=True) if not line.endswith("| |")
    ]
    return frozenset(word for cell in rows for word in re.findall(r"[*\w]+", cell))


@cache
def everywhere() -> frozenset[str]:
    """Words that stand nowhere."""
    return frozenset(word for word in _last_columns("we do not say") if "*" not in word)


@cache
def in_prose() -> frozenset[str]:
    """Words that docstrings and comments do without, besides those that stand nowhere."""
    return everywhere() | _last_columns("we do not write")


@cache
def class_endings() -> tuple[str, ...]:
    """Ends of class names."""
    return tuple(word.lstrip("*") for word in _last_columns("we do not say") if "*" in word)


def found(text: str, words: Iterable[str]) -> frozenset[str]:
    """Which of the words a text has, in the singular or the plural."""
    return _said(text).intersection(words)


@cache
def _said(text: str) -> frozenset[str]:
    """The words of a line or of an identifier, in the singular as well; most identifiers stand in many places."""
    words = frozenset(word.lower() for word in _WORD.findall(text))
    return words | {word[:-1] for word in words if word.endswith("s")}


def prose(source: str) -> Iterator[tuple[int, str]]:
    """The docstrings and comments of a module, line by line."""
    for node in ast.walk(_tree(source)):
        if (
            isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
        ):
            for number, line in enumerate(node.value.value.splitlines()):
                yield node.lineno + number, line
    for token in _tokens(source):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


@cache
def _tree(source: str) -> ast.Module:
    return ast.parse(source)


@cache
def _tokens(source: str) -> tuple[tokenize.TokenInfo, ...]:
    """The comments and names of a module."""
    wanted = {tokenize.COMMENT, tokenize.NAME}
    return tuple(
        token for token in tokenize.generate_tokens(io.StringIO(source).readline) if token.type in wanted
    )


def names(source: str) -> Iterator[tuple[int, str]]:
    """Every identifier of a module."""
    for token in _tokens(source):
        if token.type == tokenize.NAME:
            yield token.start[0], token.string


def without_names_of_kie(text: str) -> str:
    """A model's file without what KIE calls its fields: all `field`, and the names in `fixed`. Comments stay whole."""
    names = sorted(_names_of_kie(tomllib.loads(text)), key=len, reverse=True)
    if not names:
        return text
    name = re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, names))})(?![\w.])")
    lines = text.splitlines()
    return "\n".join(line if line.lstrip().startswith("#") else name.sub("", line) for line in lines)


def _names_of_kie(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for one in node:
            yield from _names_of_kie(one)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key == "field" and value:
                yield value
            elif key == "fixed":
                yield from value
            else:
                yield from _names_of_kie(value)


def offences(path: Path) -> list[str]:
    """Where a file has a word that it should not have."""
    name = path.relative_to(ROOT).as_posix()
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        lines = [(number, found(line, in_prose())) for number, line in prose(text)]
        lines += [(number, found(line, everywhere())) for number, line in names(text)]
    else:
        if name == "ARCHITECTURE.md":
            text = text.replace(_glossary(), "\n" * _glossary().count("\n"))
        if path in CATALOGUE:
            text = without_names_of_kie(text)
        lines = [
            (number, found(line, everywhere())) for number, line in enumerate(text.splitlines(), start=1)
        ]
    allowed = {word for exempt in EXCEPTIONS if fnmatch(name, exempt.path) for word in exempt.words}
    in_name = [f"{name}: {word} (in its path)" for word in found(name, everywhere())]
    return in_name + [
        f"{name}:{number}: {word}" for number, words in lines for word in sorted(words - allowed)
    ]


def test_the_glossary_is_read() -> None:
    """Both tables have words, so that a changed heading does not switch the tests off."""
    assert {"desk", "purse", "pot", "whispered", "dialogue"} <= everywhere()
    assert {"nobody", "told"} <= in_prose()
    assert class_endings() == ("Tap",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("open_vaults", {"vault"}),
        ("VaultKeeper", {"vault"}),
        ("VAULT", {"vault"}),
        ("# Whoever asks at the desk", {"desk", "whoever"}),
        ("defaulted, desktop", set()),
    ],
)
def test_a_word_that_comes_back_is_found(text: str, words: set[str]) -> None:
    """In identifiers and in prose, in the plural and with capitals; not inside of another word."""
    assert found(text, {"vault", "desk", "whoever"}) == words


def test_only_fields_are_called_as_kie_calls_them() -> None:
    """What KIE calls a field may stand where the field is named: in no comment, and in no name of ours."""
    field = 'prompt = { field = "dialogue_turns.0.text" }\n[[routes]]\nfixed = { dialogue_turns = [] }\n'
    assert found(without_names_of_kie(field), {"dialogue"}) == set()
    for ours in ("# One of the dialogue_turns", 'slug = "dialogue"', '[[options]]\nname = "dialogue"'):
        assert found(without_names_of_kie(f"{field}\n{ours}\n"), {"dialogue"}) == {"dialogue"}, ours


@pytest.mark.parametrize(
    "paths", [PYTHON, DOCUMENTS, TEXTS, CATALOGUE], ids=["code", "documents", "texts", "data"]
)
def test_one_word_per_idea(paths: list[Path]) -> None:
    """No identifier, docstring, comment, document or English text has a word of the last column."""
    assert paths
    assert [offence for path in paths for offence in offences(path)] == []


def test_no_class_ends_in_a_word_ruled_out() -> None:
    """The end of a class name says what kind of thing it is."""
    classes = [
        node.name
        for path in PYTHON
        for node in ast.walk(_tree(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    ]
    assert [name for name in classes if name.endswith(class_endings())] == []


def test_every_exception_is_needed() -> None:
    """An exception whose file has the word no more is deleted."""
    files = [*PYTHON, *DOCUMENTS, *TEXTS, *CATALOGUE]
    spare = []
    for exempt in EXCEPTIONS:
        covered = [path for path in files if fnmatch(path.relative_to(ROOT).as_posix(), exempt.path)]
        said = frozenset[str]().union(
            *(found(path.read_text(encoding="utf-8"), exempt.words) for path in covered)
        )
        spare += [(exempt.path, word) for word in exempt.words - said]
    assert spare == []
