"""Names of characters: which ones there may be, and where words say one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.cast.refusals import CharacterNameUnusable
from bot.domain.cast import Character

SHORTEST: Final = 2
LONGEST: Final = 24

_JOINTS: Final = " -'’"
"""What may stand between two letters of a name, once."""

_MARKS_ON_LETTER: Final = 3
"""Combining marks that scripts put on one letter; more are decoration that runs over other lines."""

_LONG_STEM: Final = 4
"""Letters of a stem that are enough to know a Russian name by, whatever its ending."""
_SHORT_STEM: Final = 3
"""The same for a word that is written like a name, with a capital letter: `Анну`, but not `тому` for `Том`."""

_ENDINGS: Final[Mapping[str, frozenset[str]]] = {
    "а": frozenset({"а", "ы", "и", "е", "у", "ой", "ою", "ей", "ею"}),
    "я": frozenset({"я", "и", "е", "ю", "ей", "ею", "ой"}),
    "о": frozenset({"о", "а", "у", "ом", "е"}),
    "е": frozenset({"е", "я", "ю", "ем", "и"}),
    "ь": frozenset({"ь", "я", "ю", "ем", "е", "и", "ью"}),
    "й": frozenset({"й", "я", "ю", "ем", "е", "и"}),
}
"""Endings of the cases of a Russian noun in the singular, by the last letter of its dictionary form."""
_AFTER_CONSONANT: Final = frozenset({"", "а", "у", "ом", "ем", "е", "ым"})


def checked_name(said: str) -> str:
    """A name as it is kept; an `@` before it does not belong to it.

    Raises:
        CharacterNameUnusable: it is none.
    """
    name = unicodedata.normalize("NFC", " ".join(said.split())).removeprefix("@")
    if not _is_name(name):
        raise CharacterNameUnusable(minimum=SHORTEST, maximum=LONGEST)
    return name


def name_key(name: str) -> str:
    """What two spellings of one name have in common."""
    return unicodedata.normalize("NFKC", name).casefold().replace("ё", "е").replace("’", "'")


def _is_name(name: str) -> bool:
    """Letters of any script, and digits behind the first; single joints between them; nothing that is not seen."""
    if not SHORTEST <= len(name) <= LONGEST or sum(map(str.isalpha, name)) < SHORTEST:
        return False
    marks, before = 0, " "
    for letter in name:
        category = unicodedata.category(letter)
        marks = marks + 1 if category[0] == "M" else 0
        fits = (
            category[0] == "L"
            or (category == "Nd" and before != " ")
            or (0 < marks <= _MARKS_ON_LETTER and before not in _JOINTS)
            or (letter in _JOINTS and before not in _JOINTS)
        )
        if not fits:
            return False
        before = letter
    return name[0].isalpha() and before not in _JOINTS


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a text.

    Attributes:
        start, end: its place.
        text: as it is written.
        key: to be compared.
        is_marked: whether an `@` stands before it.
    """

    start: int
    end: int
    text: str
    key: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where words name a character.

    Attributes:
        character: whom.
        start: where, without the `@`.
        is_marked: whether an `@` stands before it.
    """

    character: Character
    start: int
    is_marked: bool


def mentions(characters: Iterable[Character], words: str) -> Sequence[Mention]:
    """Where the words name these characters, in the order of the words: `@Anna`, `anna`, `Анну`."""
    said = _words(words)
    by_start: dict[str, list[int]] = {}
    for place, word in enumerate(said):
        by_start.setdefault(word.key[:SHORTEST], []).append(place)
    found: list[Mention] = []
    for character in characters:
        name = _words(character.name)
        for place in by_start.get(name[0].key[:SHORTEST], ()):
            if _stands_at(name, said, place):
                word = said[place]
                found.append(Mention(character, word.start, word.is_marked))
    return sorted(found, key=lambda mention: mention.start)


def named(characters: Iterable[Character], words: str) -> Sequence[Character]:
    """The characters that the words name, in the order of the words."""
    return list({one.character.id: one.character for one in mentions(characters, words)}.values())


def without_marks(characters: Iterable[Character], words: str) -> str:
    """The words without the `@` before these characters' names: it is for us, and no model knows it."""
    for mention in reversed(mentions(characters, words)):
        if mention.is_marked:
            words = words[: mention.start - 1] + words[mention.start :]
    return words


def _stands_at(name: Sequence[_Word], said: Sequence[_Word], place: int) -> bool:
    """Whether all words of the name follow each other here."""
    if place + len(name) > len(said):
        return False
    is_marked = said[place].is_marked
    return all(_is_form_of(one.key, said[place + at], is_marked) for at, one in enumerate(name))


def _is_form_of(name: str, word: _Word, is_marked: bool) -> bool:
    """Whether a word is the name, or a case of it in Russian."""
    if word.key == name:
        return True
    if not _is_russian(name):
        return False
    endings = _ENDINGS.get(name[-1])
    stem = name[:-1] if endings is not None else name
    if not word.key.startswith(stem) or word.key[len(stem) :] not in (endings or _AFTER_CONSONANT):
        return False
    enough = _SHORT_STEM if word.text[:1].isupper() else _LONG_STEM
    return len(stem) >= (SHORTEST if is_marked else enough)


def _is_russian(name: str) -> bool:
    return all("а" <= letter <= "я" for letter in name)


def _words(text: str) -> Sequence[_Word]:
    """The words of a text: letters and digits with the marks on them."""
    found: list[_Word] = []
    start: int | None = None
    for place, letter in enumerate(f"{text} "):
        inside = letter.isalnum() or (start is not None and unicodedata.category(letter)[0] == "M")
        if inside and start is None:
            start = place
        elif not inside and start is not None:
            word = text[start:place]
            marked = start > 0 and text[start - 1] == "@"
            found.append(_Word(start, place, word, name_key(word), marked))
            start = None
    return found
