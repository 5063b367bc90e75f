"""In a group nothing is offered that its admins have switched off; a person who asks for it all the same reads why."""

from __future__ import annotations

import pytest
from aiogram.types import Chat

from bot.catalog.spec import Kind
from bot.domain.group import AdmissionStatus, Group, GroupRules
from bot.groups.refusals import WordBanned
from bot.groups.rules import require_content_allowed
from handlers.core.buttons.menu import PickButton, ShelfButton
from tests.unit.handlers.conftest import BotUnderTest
from tests.unit.handlers.telegram import Person

GROUP = Chat(id=-100, type="supergroup", title="Cats")


async def member(kiosk: BotUnderTest, rules: GroupRules) -> Person:
    """A person in a group with these rules."""
    async with kiosk.store.transaction() as tx:
        await tx.save_group(Group(chat_id=GROUP.id, admission=AdmissionStatus.ADMITTED, rules=rules))
    return kiosk.person(chat=GROUP)


async def test_models_that_are_off(kiosk: BotUnderTest) -> None:
    """Not on the shelf, not found, refused by name; in private everything is as it was."""
    ann = await member(kiosk, GroupRules(models_off=frozenset({"flux-pro"})))
    await ann.say("/image")
    assert not any("Flux Pro" in label for label in kiosk.screen.last.labels)
    assert kiosk.screen.last.labels
    await ann.say("/models flux pro")
    assert [label for label in kiosk.screen.last.labels if "Flux Pro" in label] == []
    await ann.tap_data(PickButton(slug="flux-pro").pack(), kiosk.screen.last.id)
    assert "disabled Flux Pro" in (kiosk.screen.toasts[-1] or "")
    await ann.say("/gen flux-pro a cat")
    assert "disabled Flux Pro" in kiosk.screen.last.text
    await kiosk.person().say("/image")
    assert any(label.startswith("Flux Pro · ") for label in kiosk.screen.last.labels)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_kinds_that_are_off(kiosk: BotUnderTest, language: str) -> None:
    """Their shelf does not open, by command or by button."""
    ann = await member(kiosk, GroupRules(kinds=frozenset(Kind) - {Kind.MUSIC}))
    ann.language = language
    off = {"en": "disabled music", "ru": "отключили музыку"}[language]
    await ann.say("/music")
    assert off in kiosk.screen.last.text
    await ann.tap_data(ShelfButton(kind=Kind.MUSIC).pack(), kiosk.screen.last.id)
    assert off in (kiosk.screen.toasts[-1] or "")
    await ann.say("/video")
    assert len(kiosk.screen.last.labels) > 2


async def test_recipes_whose_steps_are_off(kiosk: BotUnderTest) -> None:
    """A recipe is listed while each of its steps has a model that may be used."""
    ann = await member(kiosk, GroupRules())
    await ann.say("/recipes")
    every = set(kiosk.screen.last.labels)
    await member(kiosk, GroupRules(kinds=frozenset({Kind.IMAGE, Kind.AUDIO})))
    await ann.say("/recipes")
    fewer = set(kiosk.screen.last.labels)
    assert fewer < every


async def test_everything_off(kiosk: BotUnderTest) -> None:
    """A group that has switched every model off answers, too."""
    ann = await member(kiosk, GroupRules(models_off=frozenset(model.slug for model in kiosk.catalog)))
    for words in ("/menu", "/image", "/models", "/gen a cat", "/recipes", "/image a cat"):
        await ann.say(words)
        assert "error" not in kiosk.screen.last.text.lower()
        assert "went wrong" not in kiosk.screen.last.text
    await ann.say("/gen flux-pro a cat")
    assert "disabled Flux Pro" in kiosk.screen.last.text


async def test_words_that_are_banned(kiosk: BotUnderTest) -> None:
    """In the prompt, and in what is typed into an option, such as the style of a song; whole words only."""
    ann = await member(kiosk, GroupRules(banned_words=("polka", "war*")))
    for generation_request in ("flux-pro a Polka", "flux-pro old wars"):
        await ann.say(f"/gen {generation_request}")
        assert "have banned" in kiosk.screen.last.text
    song = kiosk.catalog.get("suno-v5")
    with pytest.raises(WordBanned):
        require_content_allowed(GroupRules(banned_words=("polka",)), song, "la la", {"style": "A Polka"})
    require_content_allowed(GroupRules(banned_words=("on",)), song, "la la", {"instrumental": "on"})
    await ann.say("/gen flux-pro a postwar polkadot dress")
    assert "Generate" in kiosk.screen.last.labels[0]
