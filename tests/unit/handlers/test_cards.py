"""The messages that a generation sends by itself."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.catalog.catalog import Catalog
from bot.catalog.spec import Dialect, Kind
from bot.errors import FailureKind
from bot.generation.health import Health
from bot.generation.ports import Alert, AlertKind
from bot.generation.record import Asset, Destination, Generation, State
from bot.i18n import Texts
from bot.ledger.entries import Balance
from handlers.cards import TelegramCards
from handlers.views.screen import Screen
from tests.support.fake_clock import FakeClock
from tests.unit.handlers.telegram import MOMENT

GENERATION = Generation(
    id=12,
    person_id=7,
    account_id=1,
    language="en",
    destination=Destination(chat_id=7),
    model="veo-3.1-fast",
    dialect=Dialect.INTEGRATION,
    choices={},
    prompt="a <cat>",
    price=70,
    token="t",
    created_at=MOMENT,
    due_at=MOMENT,
    deadline_at=MOMENT + timedelta(hours=1),
)
BALANCE = Balance(available=21, allowance=21, bought=0, held=0)
VIDEO = Asset(id=3, url="https://cdn.example/a.mp4", kind=Kind.VIDEO)


@pytest.fixture
def cards(texts: Texts, catalog: Catalog) -> TelegramCards:
    """The writer of cards."""
    return TelegramCards(texts, catalog, Health(catalog, Dialect.INTEGRATION, FakeClock()))


def labels(card: Screen) -> list[str]:
    """The labels of a card's buttons."""
    return [button.text for row in (card.buttons.inline_keyboard if card.buttons else []) for button in row]


@pytest.mark.parametrize(
    ("changes", "place", "said"),
    [
        ({}, 1, "Next in line"),
        ({}, 3, "number 3"),
        ({"state": State.SUBMITTING}, 0, "Started"),
        ({"state": State.RUNNING}, 0, "In the making"),
        ({"state": State.RUNNING, "progress": 0.42}, 0, "▰▰▰▰▱▱▱▱▱▱ 42 %"),
        ({"state": State.RUNNING, "progress": 7.0}, 0, "▰▰▰▰▰▰▰▰▰▰ 100 %"),
        ({"state": State.IN_DOUBT}, 0, "Waiting"),
        ({"state": State.READY}, 0, "on its way"),
    ],
)
def test_progress(cards: TelegramCards, changes: dict[str, Any], place: int, said: str) -> None:
    """Every state has its line, and only what waits in line can be cancelled."""
    card = cards.progress(replace(GENERATION, **changes), place)
    assert said in card.text
    assert labels(card) == (["Cancel"] if not changes else [])


def test_result(cards: TelegramCards) -> None:
    """Price and next steps; the original is offered for what Telegram recodes."""
    card = cards.result(replace(GENERATION, assets=(replace(VIDEO, sent_as="video"),), captured=70))
    assert "70 credits" in card.text
    assert labels(card) == ["Again", "Edit prompt", "Other model", "Original as file"]
    song = cards.result(replace(GENERATION, model="suno-v5", assets=(replace(VIDEO, sent_as="audio"),)))
    assert "Original as file" not in labels(song)


def test_result_of_a_model_without_prompt(cards: TelegramCards) -> None:
    """There is no prompt to edit where there is none."""
    assert "Edit prompt" not in labels(
        cards.result(replace(GENERATION, model="recraft-remove-bg", prompt=""))
    )


def test_late_result_is_free(cards: TelegramCards) -> None:
    """What came after its credits went back is on the house."""
    assert "on the house" in cards.result(replace(GENERATION, on_the_house=True)).text


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("prompt", ["<" * 5000, "кот " * 2000, "🐈" * 3000])
def test_captions_fit(cards: TelegramCards, language: str, prompt: str) -> None:
    """However long the prompt, result and caption fit Telegram's 1,024 characters (UTF-16 units) after parsing."""
    long = replace(GENERATION, language=language, prompt=prompt)
    for text in (cards.result(long).text, cards.caption(long)):
        parsed = html.unescape(re.sub(r"<[^>]+>", "", text))
        assert len(parsed.encode("utf-16-le")) // 2 <= 1024


@pytest.mark.parametrize(
    ("kind", "steps"),
    [
        (FailureKind.CONTENT, ["Edit prompt"]),
        (FailureKind.REQUEST, ["Options"]),
        (FailureKind.PROVIDER, ["Rather Veo 3.1", "Other model"]),
        (FailureKind.SLOW, ["Rather Veo 3.1", "Other model"]),
        (FailureKind.INTERNAL, ["Again"]),
        (None, ["Again"]),
    ],
)
def test_failure_has_a_next_step(cards: TelegramCards, kind: FailureKind | None, steps: list[str]) -> None:
    """It says why, what went back, what there is and, where the supplier failed, what works; KIE's own words stay with the operator."""
    failed = replace(GENERATION, state=State.FAILED, failure=kind, failure_detail="NSFW_FILTER_7")
    card = cards.failure(failed, BALANCE)
    assert "Returned: 70 credits." in card.text
    assert "<b>21</b>" in card.text
    assert "NSFW" not in card.text
    assert labels(card) == steps


def test_link(cards: TelegramCards) -> None:
    """The link is a button, and so is its renewal."""
    card = cards.link(GENERATION, VIDEO, "https://cdn.example/fresh")
    assert card.buttons is not None
    [[opening], [renewing]] = card.buttons.inline_keyboard
    assert (opening.url, renewing.callback_data) == ("https://cdn.example/fresh", "fl:12:3")


@pytest.mark.parametrize("kind", AlertKind)
def test_alert(cards: TelegramCards, kind: AlertKind) -> None:
    """Every alert has words, and nothing in KIE's can break them."""
    text = cards.alert(Alert(kind=kind, generation_id=12, detail="<script>" * 1000))
    assert "<script>" not in text
    assert len(html.unescape(text)) < 4096


def test_model_that_left_the_catalogue(cards: TelegramCards) -> None:
    """A generation outlives its model's file: the slug stands in for the title."""
    gone = replace(GENERATION, model="veo-1", state=State.FAILED)
    assert "<b>veo-1</b>" in cards.result(gone).text
    assert "<b>veo-1</b>" in cards.failure(gone, BALANCE).text


def test_cards_speak_the_generations_language(cards: TelegramCards) -> None:
    """The language of the quote is the language of its end."""
    assert "кредит" in cards.failure(replace(GENERATION, language="ru"), BALANCE).text
