"""One request of a person who is in, and what answers it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.domain.console import ConsoleSession
from bot.domain.staff import Act, Role, may
from bot.i18n import Translator

LARGEST_ID = 2**62


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A request of a person whose role lets them see the page.

    Attributes:
        session: who it is.
        role: what they are now.
        t: the words of their language.
        now: the moment.
        arguments: what the path names.
        query: what stands after the question mark.
        form: what a form has sent; empty for a page that is looked at.
    """

    session: ConsoleSession
    role: Role
    t: Translator
    now: datetime
    arguments: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)

    @property
    def person_id(self) -> int:
        """Who it is."""
        return self.session.person_id

    def may(self, act: Act) -> bool:
        """Whether they may do it now."""
        return may(self.role, act)

    @property
    def is_sure(self) -> bool:
        """Whether they have been asked, and said yes."""
        return self.form.get("sure") == "yes"

    def ask(self, question: str, path: str, *, back: str, **fields: str) -> Shown:
        """A page that asks before something is changed: *yes* sends the form again, *no* leads back.

        What the fields `words` and `reason` hold is shown below the question.
        """
        return Shown(
            template="question",
            title=self.t.plain("console-question"),
            values={"question": question, "path": path, "back": back, "fields": fields},
        )

    def number(self, name: str) -> int | None:
        """A number of the query; None when it is missing, or none that a row could have."""
        return row_number(self.query.get(name, ""))


def row_number(text: str) -> int | None:
    """A number as people write it, with or without #; None when no row could have it."""
    text = text.strip().removeprefix("#")
    if not text.removeprefix("-").isascii() or not text.removeprefix("-").isdecimal() or len(text) > 19:
        return None
    number = int(text)
    return number if abs(number) < LARGEST_ID else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A page.

    Attributes:
        template: name of its file, without its ending.
        title: what it is called.
        values: what it shows.
        status: of HTTP.
    """

    template: str
    title: str
    values: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class GoneTo:
    """Another page that is to be shown; `path` is one of the console's own."""

    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file.

    Attributes:
        name: one of ours.
        content: all of it, or one part after another.
        kind: its MIME type; a table for a spreadsheet where nothing else is said.
    """

    name: str
    content: bytes | AsyncIterator[bytes]
    kind: str = "text/csv"


Answer = Shown | GoneTo | Download
View = Callable[[Visit], Awaitable[Answer | None]]
"""Answers a request; None when there is nothing at that address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What is at an address.

    Attributes:
        path: a pattern below the console's root, with named groups.
        act: what it takes to be there.
        show: answers a look.
        change: answers a form; None where there is none.
        name: of its place in the navigation; empty for pages that stand in none.
        section: the place in the navigation that it belongs to.
    """

    path: str
    act: Act
    show: View | None = None
    change: View | None = None
    name: str = ""
    section: str = ""
