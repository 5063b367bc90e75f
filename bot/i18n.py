"""The words of the bot: a folder of Fluent files per language, discovered.

Messages are Telegram HTML. Whatever is put into one is escaped, unless it is `Html` itself: what a message gives is
`Html`, so messages can be put into messages. Buttons, toasts and command lists are plain text: `Translator.plain`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import structlog
from fluent.runtime import FluentBundle
from fluent.runtime.resolver import (
    Message,
    NeverIsolatingPlaceable,
    Pattern,
    Placeable,
    TextElement,
    VariableReference,
)
from fluent.runtime.types import FluentInt, fluent_number
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

LOCALES = Path(__file__).parent / "locales"
"""The languages that come with Kiosk."""

FALLBACK = "en"
"""The language that has every key."""

DRAFT_KEY = "language-draft"
"""Marks a language that is not complete yet: its value is the word for "draft" in that language."""

Argument = str | int | float | datetime
"""What can be put into a message."""

LONGEST_PART = 1000
"""Characters of an argument that Fluent itself puts into a message: beyond 2,500 it leaves the argument out."""

_ENTRY = re.compile(r"^(-?[a-zA-Z][a-zA-Z0-9_-]*) *=", re.MULTILINE)
"""Where a message or a term begins: whatever else belongs to one is indented, or begins with another sign."""

_PARSER = FluentParser(with_spans=False)

_MARK = re.compile("\0([^\0]*)\0")

_log = structlog.get_logger(__name__)


class Html(str):
    """Text that is Telegram HTML already: it is put into messages as it is."""

    __slots__ = ()


def escaped(text: str) -> Html:
    """Text of a person, safe to be put into a message."""
    return text if isinstance(text, Html) else Html(html.escape(text, quote=False))


def model_key(slug: str) -> str:
    """Key of a model's short character, which a language may have or not. Fluent's names know no dots."""
    return f"model-{slug.replace('.', '_')}"


class Translator:
    """The messages of one language."""

    def __init__(self, language: str, bundles: tuple[FluentBundle, ...]) -> None:
        self.language = language
        self._bundles = bundles
        self.labels_results: Callable[[], bool] = lambda: False
        """Whether captions of results say that AI has made them."""
        self._messages: dict[str, _Message] = {}

    def __call__(self, key: str, **args: Argument) -> Html:
        """The message as Telegram HTML, with every text argument escaped that is not `Html`.

        Raises:
            KeyError: no language has the key.
        """
        safe = {name: escaped(value) if isinstance(value, str) else value for name, value in args.items()}
        return Html(self._format(key, safe))

    def plain(self, key: str, **args: Argument) -> str:
        """The message as plain text: for buttons, toasts and command lists.

        Raises:
            KeyError: no language has the key.
        """
        return self._format(key, args)

    def has(self, key: str) -> bool:
        """Whether there are words for an optional key."""
        return key in self._messages or any(bundle.has_message(key) for bundle in self._bundles)

    @property
    def is_draft(self) -> bool:
        """Whether the language may lack keys; those are taken from the fallback."""
        return self._bundles[0].has_message(DRAFT_KEY)

    def _format(self, key: str, args: Mapping[str, Argument]) -> str:
        message = self._messages.get(key)
        if message is None:
            message = self._messages[key] = self._message(key)
        joined = _joined(message.parts, args) if message.parts is not None else None
        return _formatted(message.bundle, key, args) if joined is None else joined

    def _message(self, key: str) -> _Message:
        for bundle in self._bundles:
            if bundle.has_message(key):
                return _Message(bundle, _parts(bundle.get_message(key).value))
        raise KeyError(key)


@dataclass(frozen=True, slots=True)
class _Message:
    """Where a message's words are.

    Attributes:
        bundle: the language that has it.
        parts: its texts, and the names of the arguments between them (True); None where Fluent has to choose or to look up.
    """

    bundle: FluentBundle
    parts: tuple[tuple[bool, str], ...] | None


def _parts(pattern: object) -> tuple[tuple[bool, str], ...] | None:
    """What `_Message.parts` are of a message: most have texts and arguments alone, and are joined without Fluent."""
    elements = pattern.elements if isinstance(pattern, Pattern) else [pattern]
    parts: list[tuple[bool, str]] = []
    for element in elements:
        if isinstance(element, TextElement):
            parts.append((False, element.value))
        elif isinstance(element, Placeable | NeverIsolatingPlaceable) and isinstance(
            element.expression, VariableReference
        ):
            parts.append((True, element.expression.id.name))
        else:
            return None
    return tuple(parts)


def _joined(parts: tuple[tuple[bool, str], ...], args: Mapping[str, Argument]) -> str | None:
    """The message with its arguments, as Fluent would write it; None where one is missing or has a form of its own."""
    said: list[str] = []
    for is_argument, text in parts:
        if not is_argument:
            said.append(text)
            continue
        value = args.get(text)
        if isinstance(value, str):
            said.append(value)
        elif type(value) is int and value >= 0:
            said.append(str(value))
        else:
            return None
    return "".join(said)


class Texts:
    """Every language of a folder."""

    def __init__(self, bundles: Mapping[str, FluentBundle]) -> None:
        fallback = bundles[FALLBACK]
        self._words = {
            code: Translator(code, (bundle,) if code == FALLBACK else (bundle, fallback))
            for code, bundle in bundles.items()
        }

    @classmethod
    def load(cls, folder: Path = LOCALES) -> Texts:
        """Read every `<language>/*.ftl` of the folder; the fallback's must be there.

        Raises:
            KeyError: the fallback language is missing.
        """
        return cls({path.name: _bundle(path) for path in sorted(folder.iterdir()) if any(path.glob("*.ftl"))})

    @property
    def languages(self) -> Mapping[str, str]:
        """Labels by language code: the language's name for itself (`language-name`), marked when it is a draft."""
        return {code: _label(words) for code, words in self._words.items()}

    def label_results(self, is_on: Callable[[], bool]) -> None:
        """Ask this, at each use, whether captions of results say that AI has made them."""
        for words in self._words.values():
            words.labels_results = is_on

    @property
    def finished(self) -> Sequence[str]:
        """Codes of the languages that are complete, that is, not drafts."""
        return [code for code, words in self._words.items() if not words.is_draft]

    def speaking(self, language: str) -> Translator:
        """The words of a language, or of the fallback when it is not known."""
        return self._words.get(language) or self._words[FALLBACK]

    def get(self, language: str, key: str, **args: Argument) -> Html:
        """One message; see `Translator`."""
        return self.speaking(language)(key, **args)

    def pick(self, person_language: str, telegram_language: str) -> str:
        """The language to speak: the person's own choice, else Telegram's (`pt-br` is `pt`), else the fallback.

        A draft is spoken only with people who chose it.
        """
        if person_language.lower() in self._words:
            return person_language.lower()
        for wanted in (telegram_language, telegram_language.partition("-")[0]):
            if wanted.lower() in self.finished:
                return wanted.lower()
        return FALLBACK


def _label(words: Translator) -> str:
    name = words.plain("language-name")
    return f"{name} ({words.plain(DRAFT_KEY)})" if words.is_draft else name


class _Bundle(FluentBundle):
    """A language whose messages are parsed when they are used for the first time: all of them take a second and 25 MB.

    Args:
        language: its code.
        sources: what each message, and each term (`-brand`), is written as.
    """

    def __init__(self, language: str, sources: Mapping[str, str]) -> None:
        super().__init__([language], use_isolating=False)
        self._sources = sources
        self._parsed: set[str] = set()

    def has_message(self, message_id: str) -> bool:
        """Whether the language has it."""
        return message_id in self._sources

    def get_message(self, message_id: str) -> Message:
        """The message, with all that it refers to."""
        self._parse(message_id)
        return super().get_message(message_id)

    def _parse(self, entry_id: str) -> None:
        source = self._sources.get(entry_id)
        if source is None or entry_id in self._parsed:
            return
        self._parsed.add(entry_id)
        resource = _PARSER.parse(source)
        self.add_resource(resource)
        references = _References()
        references.visit(resource)
        for name in references.found:
            self._parse(name)


class _References(Visitor):
    """Finds what a message refers to: other messages, and terms with a dash before their names."""

    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802  Fluent's name
        """Note a message."""
        self.found.add(node.id.name)
        self.generic_visit(node)

    def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802  Fluent's name
        """Note a term."""
        self.found.add(f"-{node.id.name}")
        self.generic_visit(node)


def _bundle(folder: Path) -> FluentBundle:
    sources: dict[str, str] = {}
    for path in sorted(folder.glob("*.ftl")):
        text = path.read_text(encoding="utf-8")
        begins = [*_ENTRY.finditer(text)]
        ends = [*(one.start() for one in begins[1:]), len(text)]
        for begin, end in zip(begins, ends, strict=True):
            sources.setdefault(begin[1], text[begin.start() : end])  # as Fluent: the first one counts
    return _Bundle(folder.name, sources)


def _formatted(bundle: FluentBundle, key: str, args: Mapping[str, Argument]) -> str:
    pattern = bundle.get_message(key).value
    if pattern is None:
        raise KeyError(key)
    long = {name: value for name, value in args.items() if _is_long(value)}
    short = {name: _mark(name) if name in long else _native(value) for name, value in args.items()}
    text, problems = bundle.format_pattern(pattern, short)
    for problem in problems:
        # A half-said message is better than none: the person is waiting, the maintainer reads the log.
        _log.warning("message_incomplete", key=key, problem=str(problem))
    return _MARK.sub(lambda found: str(long.get(found[1], "")), str(text)) if long else str(text)


def _is_long(value: Argument) -> bool:
    return isinstance(value, str) and len(value) > LONGEST_PART


def _mark(name: str) -> str:
    """Stands for a long argument while Fluent works. Telegram's texts hold no NUL."""
    return f"\0{name}\0"


def _native(value: Argument) -> Any:
    """Numbers are written plainly: grouping marks look odd beside `/grant 1000`."""
    if type(value) is int and value >= 0:
        return _plain_number(value)
    return fluent_number(value, useGrouping=False) if isinstance(value, int | float) else value


class _PlainNumber(FluentInt):
    """A number that is not negative: its digits need no look at the language."""

    def format(self, locale: object) -> str:
        """The digits, without grouping."""
        return str(int(self))


@lru_cache(maxsize=1024)
def _plain_number(value: int) -> _PlainNumber:
    return _PlainNumber(value, useGrouping=False)
