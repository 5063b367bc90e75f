"""The messages that a generation sends by itself."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.availability.model_health import ModelHealth
from bot.catalog.catalog import Catalog
from bot.catalog.spec import Dialect, Kind
from bot.domain.generation import Asset, Destination, Generation, State
from bot.errors import FailureKind
from bot.generation.progress_estimate import ProgressEstimate
from bot.i18n import Texts
from bot.ledger.entries import Balance
from bot.ports import Alert, AlertKind
from bot.ports.history import DurationQuartiles
from handlers.core.views.screen import Screen
from handlers.messages import LocalizedMessageTemplates
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
USUAL = DurationQuartiles(110, 180, 235)
BALANCE = Balance(available=21, allowance=21, bought=0, held=0)
VIDEO = Asset(id=3, url="https://cdn.example/a.mp4", kind=Kind.VIDEO)


@pytest.fixture
def cards(texts: Texts, catalog: Catalog) -> LocalizedMessageTemplates:
    """The writer of cards."""
    return LocalizedMessageTemplates(texts, catalog, ModelHealth(catalog, Dialect.INTEGRATION, FakeClock()))


def labels(card: Screen) -> list[str]:
    """The labels of a card's buttons."""
    return [button.text for row in (card.buttons.inline_keyboard if card.buttons else []) for button in row]


@pytest.mark.parametrize(
    ("state", "wait", "said"),
    [
        (State.HELD, ProgressEstimate(place=1, usual_duration=USUAL), "Next in line · usually 2–4\u202fmin"),
        (State.HELD, ProgressEstimate(place=3), "In line: 3"),
        (State.SUBMITTING, ProgressEstimate(), "Started"),
        (State.RUNNING, ProgressEstimate(), "Rendering"),
        (
            State.RUNNING,
            ProgressEstimate(fraction=0.42, usual_duration=USUAL),
            "▰▰▰▰▱▱▱▱▱▱ 42 % · usually 2–4\u202fmin",
        ),
        (State.RUNNING, ProgressEstimate(fraction=0.99), "▰▰▰▰▰▰▰▰▰▱ 99 %"),
        (State.RUNNING, ProgressEstimate(fraction=0.29), "29 %"),
        (State.RUNNING, ProgressEstimate(fraction=0.57), "57 %"),
        (State.RUNNING, ProgressEstimate(fraction=0.9999999), "99 %"),
        (
            State.RUNNING,
            ProgressEstimate(fraction=0.58, estimated=True, usual_duration=USUAL),
            "▰▰▰▰▰▰▱▱▱▱ ≈ 55 % · usually",
        ),
        (State.RUNNING, ProgressEstimate(fraction=0.95, estimated=True, overdue=True), "longer than usual"),
        (State.IN_DOUBT, ProgressEstimate(), "Waiting"),
        (State.READY, ProgressEstimate(), "fetching the file"),
    ],
)
def test_progress(cards: LocalizedMessageTemplates, state: State, wait: ProgressEstimate, said: str) -> None:
    """Every state has its line; only what waits in line can be cancelled, and afterwards it says why not."""
    card = cards.progress(replace(GENERATION, state=state), wait)
    assert said in card.text
    assert labels(card) == (["Cancel"] if state is State.HELD else [])
    assert ("can’t be cancelled" in card.text) == (state in {State.SUBMITTING, State.RUNNING})


@pytest.mark.parametrize("estimated", [True, False])
def test_what_is_late_promises_no_time(cards: LocalizedMessageTemplates, *, estimated: bool) -> None:
    """The usual time is over: it is not repeated, whether KIE tells how far it is or not."""
    wait = ProgressEstimate(fraction=0.95, estimated=estimated, overdue=True, usual_duration=USUAL)
    card = cards.progress(replace(GENERATION, state=State.RUNNING), wait)
    assert "usually" not in card.text


@pytest.mark.parametrize(
    ("own_key", "language", "said"),
    [
        ("", "en", "Waiting for the service. Nothing is lost"),
        ("", "ru", "Жду сервис. Ничего не потеряно"),
        ("own", "en", "Waiting for your KIE key. Nothing is lost"),
        ("own", "ru", "Жду ваш ключ KIE. Ничего не потеряно"),
    ],
)
def test_what_waits_for_the_service(
    cards: LocalizedMessageTemplates, own_key: str, language: str, said: str
) -> None:
    """No place in line and no time, but what is waited for, and Cancel."""
    wait = ProgressEstimate(place=1, usual_duration=USUAL, paused=True)
    waiting = replace(GENERATION, state=State.HELD, own_key=own_key, language=language)
    card = cards.progress(waiting, wait)
    assert said in card.text
    assert not re.search(r"usually|обычно|in line", card.text)
    assert len(labels(card)) == 1


@pytest.mark.parametrize(
    ("language", "price", "said"),
    [
        ("en", 84, "your 84 credits are returned"),
        ("en", 1, "your 1 credit is returned"),
        ("ru", 21, "21 кредит вернётся"),
        ("ru", 84, "84 кредита вернутся"),
        ("ru", 5, "5 кредитов вернутся"),
        ("ru", 0, "Проверяю до"),
    ],
)
def test_late(cards: LocalizedMessageTemplates, language: str, price: int, said: str) -> None:
    """Who waits long reads what comes back, and when, by their own clock."""
    card = cards.late(replace(GENERATION, language=language, price=price))
    assert said in card.text
    assert (
        f'<tg-time unix="{int(GENERATION.deadline_at.timestamp())}" format="t">13:00 UTC</tg-time>'
        in card.text
    )


def test_result(cards: LocalizedMessageTemplates) -> None:
    """Price and next steps; the original is offered for what Telegram recodes."""
    card = cards.result(replace(GENERATION, assets=(replace(VIDEO, sent_as="video"),), captured=70))
    assert "70 credits" in card.text
    assert labels(card)[:2] == ["Again", "New prompt"]
    assert labels(card)[-2:] == ["↗️ Share", "More…"]
    assert card.buttons is not None
    assert len(card.buttons.inline_keyboard) <= 4


def test_result_of_a_model_without_prompt(cards: LocalizedMessageTemplates) -> None:
    """There is no prompt to edit where there is none."""
    assert "New prompt" not in labels(cards.result(replace(GENERATION, model="recraft-remove-bg", prompt="")))


def test_late_result_is_free(cards: LocalizedMessageTemplates) -> None:
    """What came after its credits went back is free."""
    assert "so it’s free" in cards.result(replace(GENERATION, free_late_delivery=True)).text


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("prompt", ["<" * 5000, "кот " * 2000, "🐈" * 3000])
def test_captions_fit(cards: LocalizedMessageTemplates, language: str, prompt: str) -> None:
    """However long the prompt, result and caption fit Telegram's 1,024 characters (UTF-16 units) after parsing."""
    long = replace(GENERATION, language=language, prompt=prompt)
    for text in (cards.result(long).text, cards.caption(long)):
        parsed = html.unescape(re.sub(r"<[^>]+>", "", text))
        assert len(parsed.encode("utf-16-le")) // 2 <= 1024


@pytest.mark.parametrize(
    ("kind", "steps"),
    [
        (FailureKind.CONTENT, ["New prompt"]),
        (FailureKind.REQUEST, ["Options"]),
        (FailureKind.PROVIDER, ["Use Veo 3.1 instead", "Other model"]),
        (FailureKind.SLOW, ["👀 Any news?", "Use Veo 3.1 instead", "Other model"]),
        (FailureKind.BUSY, ["Use Veo 3.1 instead", "Other model"]),
        (FailureKind.NOT_ALLOWED, ["Use Veo 3.1 instead", "Other model"]),
        (FailureKind.LIKELY_CONTENT, ["Send another file", "New prompt"]),
        (FailureKind.INTERNAL, ["Again", "Report to the operator"]),
        (None, ["Again", "Report to the operator"]),
    ],
)
def test_failure_has_a_next_step(
    cards: LocalizedMessageTemplates, kind: FailureKind | None, steps: list[str]
) -> None:
    """It says why, what went back, what there is and, where the supplier failed, what works; KIE's own words stay with the operator."""
    failed = replace(GENERATION, state=State.FAILED, failure=kind, failure_detail="NSFW_FILTER_7")
    card = cards.failure(failed, BALANCE)
    assert "Returned: 70 credits." in card.text
    assert "<b>21</b>" in card.text
    assert "NSFW" not in card.text
    assert labels(card) == steps


@pytest.mark.parametrize(
    ("detail", "said", "step", "data"),
    [
        ("duration must be 5 or 10", "<b>Length</b>", "Change: Length", "ro:12:duration"),
        ("The aspectRatio is not supported", "<b>Format</b>", "Change: Format", "ro:12:aspect_ratio"),
        ("prompt is too long", "the text", "New prompt", "ro:12:prompt"),
        ("reference: no picture", "your file", "Send another file", "ro:12:references"),
        ("422", "did not accept this request", "Options", "ro:12:"),
    ],
)
def test_a_bad_request_leads_to_what_was_bad(
    cards: LocalizedMessageTemplates, detail: str, said: str, step: str, data: str
) -> None:
    """Where the supplier's words tell what was wrong, the message says so and its button opens it there."""
    failed = replace(GENERATION, model="kling-2.5-turbo", failure=FailureKind.REQUEST, failure_detail=detail)
    card = cards.failure(failed, BALANCE)
    assert said in card.text
    assert card.buttons is not None
    [[button]] = card.buttons.inline_keyboard
    assert (button.text, button.callback_data) == (step, data)


def test_link(cards: LocalizedMessageTemplates) -> None:
    """The link is a button, and so is its renewal."""
    card = cards.link(GENERATION, VIDEO, "https://cdn.example/fresh")
    assert card.buttons is not None
    [[opening], [renewing]] = card.buttons.inline_keyboard
    assert (opening.url, renewing.callback_data) == ("https://cdn.example/fresh", "fl:12:3")


@pytest.mark.parametrize("kind", AlertKind)
def test_alert(cards: LocalizedMessageTemplates, kind: AlertKind) -> None:
    """Every alert has words, and nothing in KIE's can break them."""
    text = cards.alert(Alert(kind=kind, generation_id=12, detail="<script>" * 1000)).text
    assert "<script>" not in text
    assert len(html.unescape(text)) < 4096


@pytest.mark.parametrize(
    ("kind", "detail", "said"),
    [
        (
            AlertKind.COST_DIFFERS,
            "seedance-2-fast second 11700 15500",
            "Seedance 2 Fast costs 11.7 a second at KIE, the catalogue says 15.5.",
        ),
        (
            AlertKind.COST_DIFFERS,
            "veo-3.1 generation 60000 250000",
            "60 a request at KIE, the catalogue says 250.",
        ),
        (
            AlertKind.COST_DIFFERS,
            "gone thousand_characters 1 2000",
            "gone costs 0.001 per 1,000 characters at KIE",
        ),
        (AlertKind.COST_AGREES, "gone reference_second 8000 8000", "says again: 8 a second of what"),
        (AlertKind.COST_AGREES, "flux-pro result 3200 3200", "what the catalogue says again: 3.2 a result"),
    ],
)
def test_alert_about_a_cost(
    cards: LocalizedMessageTemplates, kind: AlertKind, detail: str, said: str
) -> None:
    """The model by its name, and the numbers for one of what it is sold by."""
    assert said in cards.alert(Alert(kind=kind, generation_id=12, detail=detail)).text


def test_model_that_left_the_catalogue(cards: LocalizedMessageTemplates) -> None:
    """A generation outlives its model's file: the slug stands in for the title."""
    gone = replace(GENERATION, model="veo-1", state=State.FAILED)
    assert "<b>veo-1</b>" in cards.result(gone).text
    assert "<b>veo-1</b>" in cards.failure(gone, BALANCE).text


def test_cards_speak_the_generations_language(cards: LocalizedMessageTemplates) -> None:
    """The language of the quote is the language of its end."""
    assert "кредит" in cards.failure(replace(GENERATION, language="ru"), BALANCE).text


def test_a_failure_in_a_group_says_nothing_of_what_its_person_has(cards: LocalizedMessageTemplates) -> None:
    """All read it: what went back, and no balance; in private both are said."""
    failed = replace(GENERATION, state=State.FAILED, failure=FailureKind.SLOW)
    there = replace(failed, destination=Destination(chat_id=-100))
    for language in ("en", "ru"):
        private = cards.failure(replace(failed, language=language), BALANCE).text
        aloud = cards.failure(replace(there, language=language), BALANCE).text
        assert "21" in private
        assert "21" not in aloud
        assert "70" in aloud
