"""Documents of the operator's own, which take the place of Kiosk's: files in the folder `legal` beside the database.

A file is called `privacy.en.html` or `terms.ru.html`. Its first line says which version it is (`version: 2027-01-31`):
people who agreed to another one are asked again. The rest is the text in Telegram's HTML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from bot.domain.legal import LegalDocument, Operator
from bot.errors import SettingsError
from bot.i18n import Html
from bot.settings import Settings
from handlers.legal.documents import LegalDocuments, OwnDocument
from handlers.legal.views import PrivacyFacts

FOLDER: Final = "legal"
"""Beside the database: where they are looked for."""
LONGEST: Final = 3500
"""Characters of a text: with who runs the bot below it, it must fit one message (4096; Bot API, sendMessage)."""
_TAGS: Final = frozenset({"a", "b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code"})
"""Of Telegram's HTML without what cannot stand in a quotation: in groups the text is folded into one."""
_NAME: Final = re.compile(rf"({'|'.join(LegalDocument)})\.([a-z]{{2,3}}(?:-[a-z]+)?)\.html")
_VERSION: Final = re.compile(r"version: (\S{1,40})")


def load_legal_documents(settings: Settings, minimum_age: Callable[[], int]) -> LegalDocuments:
    """The documents as the operator has set them; `minimum_age` is asked for at each use.

    Raises:
        SettingsError: see `load_own_documents`.
    """
    return LegalDocuments(
        operator=Operator(name=settings.operator_name, contact=settings.operator_contact),
        facts=PrivacyFacts(
            own_keys=settings.own_keys,
            quotes_days=settings.keep_quotes_days,
            drafts_days=settings.keep_drafts_days,
            records_days=max(settings.keep_callbacks_days, settings.keep_transitions_days),
            payments_days=settings.keep_payments_days,
        ),
        own=load_own_documents(settings.data_folder / FOLDER),
        minimum_age=minimum_age,
    )


def load_own_documents(folder: Path) -> Mapping[LegalDocument, OwnDocument]:
    """Read the operator's documents; none when there is no such folder.

    Raises:
        SettingsError: a file's name, first line, length or markup is wrong; the text names the file.
    """
    found: dict[LegalDocument, dict[str, tuple[str, Html]]] = {}
    for path in sorted(folder.glob("*")):
        if path.name.startswith("."):
            continue
        name = _NAME.fullmatch(path.name)
        if name is None:
            raise _wrong(path, "is no document: call it privacy.en.html or terms.en.html")
        found.setdefault(LegalDocument(name[1]), {})[name[2]] = _read(path)
    documents = {}
    for document, texts in found.items():
        versions = {version for version, _ in texts.values()}
        if len(versions) > 1:
            raise _wrong(
                folder, f"{document} has different versions in its languages: {', '.join(sorted(versions))}"
            )
        documents[document] = OwnDocument(
            versions.pop(), {language: text for language, (_, text) in texts.items()}
        )
    return documents


def _read(path: Path) -> tuple[str, Html]:
    """Version and text of one file."""
    try:
        head, _, text = path.read_text(encoding="utf-8-sig").partition("\n")
    except (OSError, UnicodeError):
        raise _wrong(path, "cannot be read as UTF-8") from None
    version, text = _VERSION.fullmatch(head.strip()), text.strip()
    if version is None:
        raise _wrong(path, "must begin with a line like: version: 2027-01-31")
    reader = _Reader()
    reader.feed(text)
    reader.close()
    if reader.trouble or reader.open:
        raise _wrong(path, reader.trouble or f"<{reader.open[-1]}> is not closed")
    if not 1 <= len(reader.said.encode("utf-16-le")) // 2 <= LONGEST:
        raise _wrong(path, f"must have 1 to {LONGEST} characters; put a link to the rest into it")
    return version[1], Html(text)


def _wrong(path: Path, reason: str) -> SettingsError:
    return SettingsError(f"{path}: {reason}")


class _Reader(HTMLParser):
    """Reads what Telegram would read of a text.

    Attributes:
        said: the words without tags.
        open: tags that are not closed yet.
        trouble: the first thing that Telegram would refuse; empty when there is none.
    """

    def __init__(self) -> None:
        super().__init__()
        self.said = ""
        self.open: list[str] = []
        self.trouble = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag begins."""
        if tag not in _TAGS:
            self.trouble = self.trouble or f"<{tag}> is not allowed: {', '.join(sorted(_TAGS))} are"
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """A tag ends."""
        if not self.open or self.open.pop() != tag:
            self.trouble = self.trouble or f"</{tag}> closes nothing"

    def handle_data(self, data: str) -> None:
        """Words."""
        self.said += data
