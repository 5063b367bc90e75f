"""The words of the bot."""

from __future__ import annotations

from pathlib import Path

import pytest
from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import fluent_number
from fluent.syntax import ast
from structlog.testing import capture_logs

from bot.i18n import LOCALES, Html, Texts, escaped, model_key


@pytest.fixture
def texts(tmp_path: Path) -> Texts:
    """Three languages: one with gaps, one a draft."""
    for language in ("en", "ru", "de"):
        (tmp_path / language).mkdir()
    (tmp_path / "en" / "language.ftl").write_text("language-name = English\n", encoding="utf-8")
    (tmp_path / "en" / "words.ftl").write_text(
        "hello = Hello <b>{ $name }</b>\n"
        "only-here = { $count ->\n    [one] { $count } cat\n   *[other] { $count } cats\n }\n",
        encoding="utf-8",
    )
    (tmp_path / "ru" / "words.ftl").write_text(
        "language-name = Русский\nhello = Привет, <b>{ $name }</b>\n", encoding="utf-8"
    )
    (tmp_path / "de" / "words.ftl").write_text(
        "language-name = Deutsch\nlanguage-draft = Entwurf\n", encoding="utf-8"
    )
    return Texts.load(tmp_path)


@pytest.fixture(scope="module")
def shipped() -> Texts:
    """The words that come with Kiosk."""
    return Texts.load(LOCALES)


def test_languages_are_the_folders(texts: Texts) -> None:
    """A language is there because its folder is, by the name that one of its files gives it."""
    assert texts.languages == {"de": "Deutsch (Entwurf)", "en": "English", "ru": "Русский"}


def test_a_draft_says_so(texts: Texts) -> None:
    """A language is a draft while its files hold the word for it."""
    assert texts.finished == ["en", "ru"]
    assert texts.get("de", "hello", name="A") == "Hello <b>A</b>"


def test_text_of_people_is_escaped(texts: Texts) -> None:
    """No one can write tags into a message."""
    assert texts.get("en", "hello", name="<i>&") == "Hello <b>&lt;i&gt;&amp;</b>"


def test_html_passes(texts: Texts) -> None:
    """What is marked as HTML is put in as it is, and so is a message inside a message."""
    inner = texts.get("en", "hello", name="<")
    assert isinstance(inner, Html)
    assert texts.get("en", "hello", name=inner) == "Hello <b>Hello <b>&lt;</b></b>"
    assert escaped(escaped("<")) == "&lt;"


def test_plain_text_is_not_escaped(texts: Texts) -> None:
    """Buttons show what they are given."""
    assert texts.speaking("ru").plain("hello", name="A & B") == "Привет, <b>A & B</b>"


def test_gaps_are_filled_by_the_fallback(texts: Texts) -> None:
    """A key that a language lacks is said in English, with English plurals."""
    assert texts.get("ru", "only-here", count=1) == "1 cat"
    assert texts.get("ru", "only-here", count=22) == "22 cats"


def test_unknown_language_speaks_the_fallback(texts: Texts) -> None:
    """No one is left without words."""
    assert texts.get("xx", "hello", name="A") == "Hello <b>A</b>"


def test_unknown_key_is_an_error(texts: Texts) -> None:
    """A key that no language has is a mistake in the code."""
    with pytest.raises(KeyError):
        texts.get("ru", "nowhere")
    assert not texts.speaking("ru").has("nowhere")


def test_numbers_are_plain(texts: Texts) -> None:
    """No grouping marks: what is shown can be typed."""
    assert texts.get("en", "only-here", count=1234567) == "1234567 cats"


def test_a_missing_value_is_logged_and_the_rest_is_said(texts: Texts) -> None:
    """The person gets what there is; the log names the key."""
    with capture_logs() as logs:
        assert texts.get("en", "hello").startswith("Hello")
    assert [entry["key"] for entry in logs] == ["hello"]


@pytest.mark.parametrize(
    ("chosen", "telegram", "spoken"),
    [
        ("", "ru", "ru"),
        ("en", "ru", "en"),
        ("", "ru-RU", "ru"),
        ("", "RU", "ru"),
        ("", "de", "en"),
        ("", "", "en"),
        ("gone", "ru", "ru"),
        ("de", "ru", "de"),
        ("", "de-AT", "en"),
    ],
)
def test_the_language_is_picked(texts: Texts, chosen: str, telegram: str, spoken: str) -> None:
    """A person's own choice counts before Telegram's; a draft must be chosen, an unknown language counts for nothing."""
    assert texts.pick(chosen, telegram) == spoken


@pytest.mark.parametrize(
    ("count", "russian"),
    [
        (1, "1</b> кредит."),
        (3, "3</b> кредита."),
        (5, "5</b> кредитов."),
        (11, "11</b> кредитов."),
        (21, "21</b> кредит."),
    ],
)
def test_russian_plurals(shipped: Texts, count: int, russian: str) -> None:
    """Russian tells one, few and many apart."""
    assert russian in shipped.get("ru", "credits-have", count=count)


def test_model_keys_have_no_dots() -> None:
    """Fluent's names know no dots, slugs do."""
    assert model_key("veo-3.1-fast") == "model-veo-3_1-fast"


@pytest.mark.parametrize("length", [999, 1001, 2501, 4096])
@pytest.mark.parametrize("letter", ["a", "<", "&", "я", "🦊"])
def test_long_arguments_are_not_left_out(shipped: Texts, length: int, letter: str) -> None:
    """A prompt of Telegram's full length is said in full, escaped or not: Fluent alone drops it beyond 2,500."""
    prompt = letter * length
    words = shipped.speaking("en")
    expected = {"<": "&lt;", "&": "&amp;"}.get(letter, letter) * length
    assert words("quote-prompt", prompt=prompt) == f"<blockquote>{expected}</blockquote>"
    assert words("quote-prompt", prompt=Html("<b>" + prompt)).count(letter) >= length


def test_several_long_arguments(shipped: Texts) -> None:
    """Each stands in its own place, beside numbers that choose the plural."""
    words = shipped.speaking("en")
    asking, name = "q" * 3000, "n" * 3000
    said = words("ask-prompt-group", id=7, name=name, asking=asking)
    assert said == f'<a href="tg://user?id=7">{name}</a>, reply to this message.\n{asking}'


@pytest.mark.parametrize("language", sorted(path.name for path in LOCALES.iterdir() if path.is_dir()))
def test_every_message_is_as_fluent_writes_it(shipped: Texts, language: str) -> None:
    """Messages without choices are joined without Fluent, and numbers are written without Babel: the words stay the same."""
    resources = [
        FluentResource(path.read_text(encoding="utf-8")) for path in (LOCALES / language).glob("*.ftl")
    ]
    fluent = FluentBundle([language], use_isolating=False)
    for resource in resources:
        fluent.add_resource(resource)
    compared = 0
    for resource in resources:
        for message in resource.body:
            if not isinstance(message, ast.Message) or message.value is None:
                continue
            names = _variables(message.value)
            for number in (0, 1, 2, 5, 21, 12345, -3):
                for args in (dict.fromkeys(names, number), dict.fromkeys(names, f"<i>{number} & co")):
                    natural = {
                        name: fluent_number(value, useGrouping=False) if isinstance(value, int) else value
                        for name, value in args.items()
                    }
                    pattern = fluent.get_message(message.id.name).value
                    assert pattern is not None
                    expected, problems = fluent.format_pattern(pattern, natural)
                    if not problems:
                        assert shipped.speaking(language).plain(message.id.name, **args) == str(expected)
                        compared += 1
    assert compared > 1000


def _variables(node: ast.BaseNode) -> set[str]:
    """The names of the arguments that a pattern mentions."""
    found = {node.id.name} if isinstance(node, ast.VariableReference) else set[str]()
    for value in vars(node).values():
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.BaseNode):
                found |= _variables(child)
    return found
