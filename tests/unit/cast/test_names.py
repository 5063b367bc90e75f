"""Which names there may be, and where words say one."""

from __future__ import annotations

import pytest

from bot.cast.names import LONGEST, checked_name, name_key, named, without_marks
from bot.cast.refusals import CharacterNameUnusable
from tests.unit.cast.people import character


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Anna", "Anna"),
        ("  Анна   Мария ", "Анна Мария"),
        ("@Anna", "Anna"),
        ("安娜", "安娜"),
        ("אנה", "אנה"),
        ("अन्ना", "अन्ना"),
        ("O'Brien", "O'Brien"),
        ("Jean-Luc", "Jean-Luc"),
        ("R2D2", "R2D2"),
        ("a" * LONGEST, "a" * LONGEST),
    ],
)
def test_names_of_any_script(said: str, kept: str) -> None:
    """Letters of any script, with single joints between them."""
    assert checked_name(said) == kept


@pytest.mark.parametrize(
    "said",
    [
        "",
        "A",
        "a" * (LONGEST + 1),
        "/start",
        "🎭🎭",
        "Anna🎭",
        "<b>Anna</b>",
        "*Anna*",
        "An\u202ena",
        "An\u200bna",
        "\u2067Anna\u2069",
        "An\nna!",
        "#1204",
        "12",
        "Anna-",
        "An--na",
        "A\u0301\u0302\u0303\u0304\u0305b",
        "kiosk.bot",
        "a_b",
    ],
)
def test_what_is_no_name(said: str) -> None:
    """Commands, pictures, markup, what is not seen or turns the line around, and piles of marks are refused."""
    with pytest.raises(CharacterNameUnusable) as refusal:
        checked_name(said)
    assert refusal.value.facts == {"minimum": 2, "maximum": LONGEST}


def test_one_name_in_two_spellings() -> None:
    """Case, wide letters and ё make no other name."""
    assert name_key("АННА") == name_key("анна")
    assert name_key("Ａｎｎａ") == name_key("anna")
    assert name_key("Пётр") == name_key("петр")


@pytest.mark.parametrize(
    ("name", "words", "is_named"),
    [
        ("Anna", "Anna in a café", True),
        ("Anna", "a portrait of anna's cat", True),
        ("Anna", "@anna, smiling", True),
        ("Anna", "hosanna annals annabel", False),
        ("Марина", "Марину у моря", True),
        ("Марина", "портрет марины", True),
        ("Марина", "вместе с Мариной", True),
        ("Марина", "мариновать огурцы", False),
        ("Иван", "с Иваном и Иванов", True),
        ("Иван", "Иванова", False),
        ("Андрей", "кот Андрея", True),
        ("Игорь", "подари Игорю шар", True),
        ("Анна", "Анну у моря", True),
        ("Анна", "анну у моря", False),
        ("Анна", "@анну у моря", True),
        ("Том", "подойди к тому дому", False),
        ("Том", "дай Тому мяч", True),
        ("Юля", "юлю", False),
        ("Юля", "@юлю", True),
        ("Анна Мария", "Анну Марию у моря", True),
        ("Анна Мария", "Анну у моря", False),
        ("अन्ना", "अन्ना समुद्र तट पर", True),
        ("安娜", "安娜", True),
    ],
)
def test_words_that_name(name: str, words: str, *, is_named: bool) -> None:
    """The plain name whatever its case, Russian endings where the stem is long enough to know it by, and @names."""
    assert bool(named([character(1, name)], words)) is is_named


def test_in_the_order_of_the_words() -> None:
    """Each once, the first mention counts."""
    cast = [character(1, "Anna"), character(2, "Boris"), character(3, "Mug")]
    assert [one.name for one in named(cast, "Boris gives Anna a mug, and Boris smiles")] == [
        "Boris",
        "Anna",
        "Mug",
    ]


def test_the_marks_go() -> None:
    """An @ before a character's name is for us; any other stays."""
    cast = [character(1, "Анна"), character(2, "Boris")]
    assert without_marks(cast, "@Анну и @boris, не @carl") == "Анну и boris, не @carl"


def test_a_hundred_names_in_the_longest_words_are_found_at_once() -> None:
    """What no prompt exceeds is read in a moment, also for a full cast of names that nearly fit."""
    cast = [
        character(number, f"Марин{'аеиоуыэюя'[number % 9]}{'бвгдж'[number % 5]}ана")
        for number in range(1, 101)
    ]
    assert named(cast, "Марине Мариной " * 1300) == []
