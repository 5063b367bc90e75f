"""How the bot speaks: plain words of a product, Russian as Russians print it, no phrase that was thrown out."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl

from bot.i18n import LOCALES

THROWN_OUT = {
    "en": (
        r"supplier",
        r"\bshelf\b|\bshelves\b",
        r"in the making",
        r"\bshall\b",
        r"somebody|nobody|everybody|anybody|whoever",
        r"\bpurse\b",
        r"\brather\b",
        r"reach(es)? for",
        r"did not work out",
        r"did not let these words",
        r"\bmaker(’s|s)?\b",
        r"bar for good|let in\b",
        r"put away|set aside",
        r"leave out",
        r"forget (me|you)\b",
        r"from long ago",
    ),
    "ru": (
        r"поставщик",
        r"полк[аиуе]\b|полках",
        r"берутся за",
        r"сгорает с ",
        r"забыть (вас|меня)",
        r"чего не надо",
        r"хватит бесплатных",
        r"не удалось",
        r"правила разработчика",
        r"создать с \{",
        r"цена видна до начала",
        r"банк вечеринки",
        r"отложен",
        r"на эти кредитов",
        r"золотая середина",
    ),
}
"""Phrases that people did not understand, or smiled at: metaphors, and words that were carried over from English."""

COUNTED = re.compile(r"^ (кредит|секунд|минут|знак|запрос|результат|модел|участник|голос|слов|человек)")


def texts(language: str) -> Iterator[tuple[str, str]]:
    """Key and source text of every message of a language; words to search for are none."""
    for path in sorted((LOCALES / language).glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            if isinstance(entry, ftl.Message) and not entry.id.name.startswith("inline-words-"):
                span = entry.span
                assert span is not None
                source = path.read_text(encoding="utf-8")[span.start : span.end]
                yield entry.id.name, source.partition("=")[2]


def said(source: str) -> str:
    """What people read of a message: neither tags nor variables nor the names of plural forms."""
    plain = re.sub(r"<[^>]*>|\{[^{}]*->|^\s*\*?\[\w+\]", "", source, flags=re.MULTILINE)
    return re.sub(r"\{ \$\w+ \}", "{}", plain)


@pytest.mark.parametrize(
    ("language", "phrase"), [(language, phrase) for language, all_ in THROWN_OUT.items() for phrase in all_]
)
def test_a_phrase_that_was_thrown_out_stays_out(language: str, phrase: str) -> None:
    """People read what happens, not a picture of it."""
    pattern = re.compile(phrase, re.IGNORECASE)
    assert [key for key, source in texts(language) if pattern.search(said(source))] == []


def test_a_russian_dash_is_long_and_stands_alone() -> None:
    """«Слово — слово»: neither a hyphen nor a short dash between spaces, and no long one without."""
    wrong = re.compile(r"\s[–-]\s|\s–|–\s|[^\s]—|—[^\s]")
    assert [key for key, source in texts("ru") if wrong.search(said(source).strip())] == []


def test_russian_quotes_are_angled() -> None:
    """«Ёлочки», also where English has curly ones."""
    assert [key for key, source in texts("ru") if re.search("[“”„]", said(source))] == []


def test_a_russian_noun_agrees_with_its_number() -> None:
    """A number beside a noun stands in a plural's variant: 1 кредит, 2 кредита, 5 кредитов."""
    wrong = []
    for path in sorted((LOCALES / "ru").glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            if isinstance(entry, ftl.Message) and entry.value is not None:
                wrong += [entry.id.name for _ in _loose(entry.value, ())]
    assert wrong == []


def _loose(pattern: ftl.Pattern, chosen_by: tuple[str, ...]) -> Iterator[str]:
    """Variables before a counted noun outside of the variants of any plural."""
    for one, two in zip(pattern.elements, [*pattern.elements[1:], None], strict=True):
        if not isinstance(one, ftl.Placeable):
            continue
        inner = one.expression
        if isinstance(inner, ftl.SelectExpression):
            plural = any(isinstance(v.key, ftl.Identifier) and v.key.name == "few" for v in inner.variants)
            for variant in inner.variants:
                yield from _loose(variant.value, (*chosen_by, "plural") if plural else chosen_by)
        elif (
            isinstance(inner, ftl.VariableReference)
            and inner.id.name not in {"bot", "model", "name"}
            and isinstance(two, ftl.TextElement)
            and "plural" not in chosen_by
            and COUNTED.match(two.value)
        ):
            yield inner.id.name


@pytest.mark.parametrize("language", ["en", "ru"])
def test_units_stay_beside_their_numbers(language: str) -> None:
    """No unit begins a line: a narrow or a no-break space holds a span and its unit together."""
    sources = dict(texts(language))
    for key in ("time-usual-seconds", "time-about-minutes"):
        assert re.search("\\}[\u202f\u00a0]", sources[key]), key
