"""Documents in the operator's words: what is read, which language is shown, and what stops the start."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.app.legal_documents import LONGEST, load_legal_documents, load_own_documents
from bot.domain.legal import SHIPPED_VERSIONS, LegalDocument
from bot.errors import SettingsError
from bot.i18n import Texts
from bot.settings import Settings

HEAD = "version: 2027-01-31\n"


def _written(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name.replace('_', '.')}.html").write_text(text, encoding="utf-8")
    return folder


def test_without_a_folder_there_are_none(tmp_path: Path) -> None:
    """Kiosk's own words stand."""
    assert load_own_documents(tmp_path / "legal") == {}


def test_a_document_in_two_languages(tmp_path: Path) -> None:
    """Each language has its own; another one reads the English."""
    found = load_own_documents(
        _written(tmp_path, terms_en=f"{HEAD}<b>Ours</b>", terms_ru=f"{HEAD}<b>Наши</b> &amp; ваши")
    )
    terms = found[LegalDocument.TERMS]
    assert LegalDocument.PRIVACY not in found
    assert terms.version == "2027-01-31"
    assert [terms.text(language) for language in ("en", "ru", "de")] == [
        "<b>Ours</b>",
        "<b>Наши</b> &amp; ваши",
        "<b>Ours</b>",
    ]


def test_a_document_in_one_language_is_everyones(tmp_path: Path) -> None:
    """Kiosk's words in another language would contradict it."""
    found = load_own_documents(_written(tmp_path, privacy_ru=f"{HEAD}Наша политика"))
    assert found[LegalDocument.PRIVACY].text("en") == "Наша политика"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("privacy", f"{HEAD}Ours", "call it privacy.en.html"),
        ("privcy_en", f"{HEAD}Ours", "call it privacy.en.html"),
        ("privacy_en", "Ours", "must begin with a line like: version: "),
        ("privacy_en", f"{HEAD}\n \n", "1 to 3500 characters"),
        ("privacy_en", HEAD + "я" * (LONGEST + 1), "1 to 3500 characters"),
        ("privacy_en", HEAD + "🎬" * (LONGEST // 2 + 1), "1 to 3500 characters"),
        ("privacy_en", f"{HEAD}<h1>Ours</h1>", "<h1> is not allowed"),
        ("privacy_en", f"{HEAD}<b>Ours", "<b> is not closed"),
        ("privacy_en", f"{HEAD}<b><i>Ours</b></i>", "</b> closes nothing"),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, name: str, text: str, said: str) -> None:
    """One line with the file and what is wrong."""
    with pytest.raises(SettingsError, match=str(tmp_path)) as refused:
        load_own_documents(_written(tmp_path, **{name: text}))
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    """Another encoding is not guessed."""
    (tmp_path / "terms.ru.html").write_bytes(f"{HEAD}Наши".encode("cp1251"))
    with pytest.raises(SettingsError, match="cannot be read as UTF-8"):
        load_own_documents(tmp_path)


def test_languages_of_one_version(tmp_path: Path) -> None:
    """People agree to a version: it must say the same in every language."""
    with pytest.raises(SettingsError, match="different versions"):
        load_own_documents(_written(tmp_path, terms_en=f"{HEAD}Ours", terms_ru="version: 2\nНаши"))


def test_the_operators_words_take_the_place_of_kiosks(tmp_path: Path) -> None:
    """What has no file stays as it comes with Kiosk, with this bot's facts."""
    (tmp_path / "legal").mkdir()
    _written(tmp_path / "legal", terms_en=f"{HEAD}Ours")
    settings = Settings(
        bot_token="42:TEST",
        kie_api_key="a-key",
        database_url=f"sqlite:///{tmp_path}/kiosk.db",
        keep_drafts_days="77",
        own_keys=False,
        _env_file=None,
    )
    documents, t = load_legal_documents(settings, lambda: 0), Texts.load().speaking("en")
    assert documents.text(LegalDocument.TERMS, t) == "Ours"
    assert documents.version(LegalDocument.TERMS) == "2027-01-31"
    privacy = documents.text(LegalDocument.PRIVACY, t)
    assert "77 days" in privacy
    assert "KIE key" not in privacy
    assert documents.version(LegalDocument.PRIVACY) == SHIPPED_VERSIONS[LegalDocument.PRIVACY]


@pytest.mark.parametrize(
    ("language", "ours", "asked"), [("en", "at least 13", "asked once"), ("ru", "не меньше 13", "один раз")]
)
def test_the_minimum_age(tmp_path: Path, language: str, ours: str, asked: str) -> None:
    """The terms say what is asked for now, also below the operator's own words; without a minimum they are as they come."""
    settings = Settings(
        bot_token="42:TEST",
        kie_api_key="a-key",
        database_url=f"sqlite:///{tmp_path}/kiosk.db",
        _env_file=None,
    )
    ages, t = [0], Texts.load().speaking(language)
    documents = load_legal_documents(settings, lambda: ages[-1])
    assert ours in documents.text(LegalDocument.TERMS, t)
    assert asked not in documents.text(LegalDocument.TERMS, t)
    ages.append(21)
    assert ours.replace("13", "21") in documents.text(LegalDocument.TERMS, t)
    assert asked in documents.text(LegalDocument.TERMS, t)
    assert "21" in documents.text(LegalDocument.PRIVACY, t)
    (tmp_path / "legal").mkdir()
    _written(tmp_path / "legal", terms_en=f"{HEAD}Ours")
    own = load_legal_documents(settings, lambda: ages[-1])
    assert own.text(LegalDocument.TERMS, t).startswith("Ours\n")
    assert asked in own.text(LegalDocument.TERMS, t)
    ages.append(0)
    assert own.text(LegalDocument.TERMS, t) == "Ours"


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("document", list(LegalDocument))
def test_kiosks_words_fit_one_message(tmp_path: Path, language: str, document: LegalDocument) -> None:
    """Also with the longest name and contact below them, and the longest spans."""
    settings = Settings(
        bot_token="42:TEST",
        kie_api_key="a-key",
        database_url=f"sqlite:///{tmp_path}/kiosk.db",
        keep_drafts_days="36500",
        _env_file=None,
    )
    text = load_legal_documents(settings, lambda: 21).text(document, Texts.load().speaking(language))
    assert len(text.encode("utf-16-le")) // 2 <= LONGEST
