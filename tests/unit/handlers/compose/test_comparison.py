"""The same words with several models: picked from a list, or named in one line."""

from __future__ import annotations

import pytest

from handlers.core.buttons.draft import CompareButton, CompareWithButton
from tests.unit.handlers.conftest import BotUnderTest
from tests.unit.handlers.telegram import Person

SAID = {
    "en": ("Compare with…", "Compare", "At most 3"),
    "ru": ("Сравнить с…", "Сравнить", "не больше 3"),
}


async def opened(kiosk: BotUnderTest, language: str = "en") -> tuple[Person, int]:
    """A person with the list of a request for Flux Pro, and the draft's number."""
    ann = kiosk.person(language=language)
    await ann.say("/gen flux-pro a cat")
    await ann.tap(f"⚖️ {SAID[language][0]}")
    return ann, CompareButton.unpack(_data_of_pages(kiosk)).draft


def _data_of_pages(kiosk: BotUnderTest) -> str:
    return CompareButton(draft=int(kiosk.screen.last.data("‹").split(":")[1])).pack()


def slugs(kiosk: BotUnderTest) -> list[str]:
    """The models that the list shows."""
    shown = kiosk.screen.last
    data = [button.callback_data for row in shown.markup.inline_keyboard for button in row]
    return [CompareWithButton.unpack(one).slug for one in data if one.startswith("xw:")]


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_two_more_are_picked(kiosk: BotUnderTest, language: str) -> None:
    """Marks have their sum on the button; the price card lists each model; one tap holds exactly that. Back is as before."""
    _, compare, full = SAID[language]
    ann, _ = await opened(kiosk, language)
    for place in range(2):
        label = kiosk.screen.last.labels[place]
        await ann.tap(label)
        assert f"✓ {label}" in kiosk.screen.last.labels
    await ann.tap(kiosk.screen.last.labels[2])
    assert full in str(kiosk.screen.toasts[-1])
    await ann.tap(f"⚖️ {compare} 3 · ")
    card = kiosk.screen.last
    assert card.labels[0].startswith(f"⚖️ {compare} 3 · ")
    assert all(f"{number}. " in card.text for number in (1, 2, 3))
    await ann.tap(card.labels[0])
    assert (await kiosk.balances.balance(7)).held == 0, "two may be open: all or none"
    await ann.say("/gen flux-pro a cat")
    await ann.tap(f"⚖️ {SAID[language][0]}")
    await ann.tap(kiosk.screen.last.labels[0])
    await ann.tap(f"⚖️ {compare} 2 · ")
    total = int(kiosk.screen.last.labels[0].rsplit("· ", 1)[1])
    await ann.tap(f"⚖️ {compare} 2 · ")
    parts = await kiosk.history.open(7)
    assert len({part.model for part in parts}) == len(parts) == 2
    assert sum(part.price for part in parts) == (await kiosk.balances.balance(7)).held == total


async def test_back_is_as_before(kiosk: BotUnderTest) -> None:
    """Without a mark and after one the way back leads to the one model, with as many copies as there were."""
    ann = kiosk.person()
    await ann.say("/gen flux-pro x2 a cat")
    before = kiosk.screen.last.labels
    await ann.tap("⚖️ Compare with…")
    await ann.tap("‹")
    assert kiosk.screen.last.labels == before
    await ann.tap("⚖️ Compare with…")
    await ann.tap(kiosk.screen.last.labels[0])
    await ann.tap("‹")
    assert kiosk.screen.last.labels == before


async def test_made_up_buttons(kiosk: BotUnderTest) -> None:
    """A model of another kind, an unknown one, its own, and another person's draft are refused; twice the same counts once."""
    ann, draft_id = await opened(kiosk)
    shown, boris, first = kiosk.screen.last.id, kiosk.person(8), slugs(kiosk)[0]
    for slug in ("veo-3.1-fast", "nothing", "flux-pro"):
        await ann.tap_data(CompareWithButton(draft=draft_id, slug=slug, on=True).pack(), shown)
    await boris.tap_data(CompareWithButton(draft=draft_id, slug=first, on=True).pack(), shown)
    draft = await kiosk.drafts.get(draft_id)
    assert draft is not None
    assert draft.several is None
    for _ in range(2):
        await ann.tap_data(CompareWithButton(draft=draft_id, slug=first, on=True).pack(), shown)
    draft = await kiosk.drafts.get(draft_id)
    assert draft is not None
    assert draft.several is not None
    assert draft.several.models == ("flux-pro", first)


async def test_a_model_that_cannot(kiosk: BotUnderTest) -> None:
    """A model that cannot make the same, here one of another kind, is left out, and that is said."""
    ann = kiosk.person()
    await ann.say("/compare flux-pro seedream-v4 veo-3.1-fast a cat")
    assert "Left out: Veo 3.1 Fast" in kiosk.screen.last.text
    assert kiosk.screen.last.labels[0].startswith("⚖️ Compare 2 · ")


async def test_options_that_a_model_lacks(kiosk: BotUnderTest) -> None:
    """What was set and another model does not have is said beside that one."""
    await kiosk.person().say("/compare veo-3.1-fast kling-2.5-turbo 12s a cat")
    assert "without 12 s" in kiosk.screen.last.text


@pytest.mark.parametrize(
    "line", ["flux-pro seedream-v4 a cat", "flux-pro, seedream-v4 a cat", "flux-pro,seedream-v4 a cat"]
)
async def test_in_one_line(kiosk: BotUnderTest, line: str) -> None:
    """Two names and the words lead to the price of both, which is asked about."""
    await kiosk.person().say(f"/compare {line}")
    assert kiosk.screen.last.labels[0].startswith("⚖️ Compare 2 · ")
    assert "a cat" in kiosk.screen.last.text


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("/compare", "/compare"),
        ("/compare flux-pro nano-banan a cat", "Which one?"),
        ("/compare flux-pro seedream-v4 veo-3.1-fast kling-2.5-turbo a cat", "At most 3"),
        ("/compare flux-pro a cat", "Pick one or two more"),
    ],
)
async def test_wrong_lines(kiosk: BotUnderTest, text: str, answer: str) -> None:
    """No names, a mistyped one, too many, or one alone are answered; nothing is held."""
    await kiosk.person().say(text)
    assert answer in kiosk.screen.last.text
    assert (await kiosk.balances.balance(7)).held == 0
