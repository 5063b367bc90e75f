"""What a model fails to make is made with the nearest one that is not dearer, where that was agreed in the settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.sandbox.kie import SimTask
from bot.sandbox.kie.tasks import MODERATION
from bot.sandbox.telegram import ChatHandle, Message, Person
from tests.story.kiosk import BotUnderTest, kiosk_between, until
from tests.story.supplier import held_tasks, labels, let_time_pass, media_of
from tests.story.test_groups_money import panel_of, walk

pytestmark = pytest.mark.story

CREDITS = 1000
WORDS = {
    "en": {
        "page": "If a model fails: ask me",
        "nearest": "nearest model",
        "kept": "If a model fails: nearest model",
        "making": "Flux Pro failed (5 back). Now with Nano Banana · 4",
        "made": "Flux Pro failed (5 back). Made with Nano Banana instead · 4",
        "both": "Flux Pro failed before it (5 back).",
        "returned": "Returned: 4",
    },
    "ru": {
        "page": "При сбое модели: спросить",
        "nearest": "ближайшая",
        "kept": "При сбое модели: ближайшая",
        "making": "Flux Pro: сбой (вернулось 5). Теперь Nano Banana · 4",
        "made": "Flux Pro: сбой (вернулось 5). Сделано на Nano Banana · 4",
        "both": "До этого был сбой Flux Pro (вернулось 5).",
        "returned": "4",
    },
}
LANGUAGES = pytest.mark.parametrize("language", ["en", "ru"])


async def agrees(person: Person, language: str) -> None:
    """In the settings, as anybody would."""
    words = WORDS[language]
    asked = await person.send("/settings")
    panel = await person.private.wait(lambda message: bool(message.buttons), after=asked, timeout=20)
    await person.tap(panel, words["page"])
    await person.private.wait_until(lambda: words["nearest"] in labels(panel), timeout=20)
    await person.tap(panel, words["nearest"])
    await person.private.wait_until(lambda: words["kept"] in labels(panel), timeout=20)


async def task(kiosk: BotUnderTest, number: int) -> SimTask:
    """The task that KIE got as this one, from 1."""
    await until(lambda: len(kiosk.kie.tasks) >= number)
    return list(kiosk.kie.tasks.values())[number - 1]


async def said(room: ChatHandle, words: str) -> Message:
    """A message that says so, new or edited."""

    def found() -> list[Message]:
        return [one for one in room.messages if words in one.text + (one.caption or "")]

    await room.wait_until(lambda: bool(found()), timeout=20)
    return found()[-1]


def ends(kiosk: BotUnderTest) -> list[tuple[str, str, int]]:
    """Model, state and credits taken of everything that was confirmed."""
    rows = kiosk.rows("SELECT model, state, captured FROM generations ORDER BY id")
    return [(row["model"], row["state"], row["captured"]) for row in rows]


def person_of(kiosk: BotUnderTest, language: str) -> Person:
    """Who speaks it."""
    return kiosk.alice if language == "en" else kiosk.boris


@LANGUAGES
async def test_the_nearest_takes_the_place(folder: Path, language: str) -> None:
    """One message goes on from the failed model to the nearest, and the result names both with their prices; nothing else is said, and one is paid."""
    async with kiosk_between(folder, "live") as kiosk:
        person, words = person_of(kiosk, language), WORDS[language]
        await agrees(person, language)
        with held_tasks(kiosk):
            card = await kiosk.generate(person, "flux-pro a mill")
            (await task(kiosk, 1)).fail()
            second = await task(kiosk, 2)
            await person.private.wait_until(lambda: words["making"] in card.text, timeout=20)
            second.finish()
            media = await kiosk.media(person.private, after=card)
            await kiosk.concluded(card)
        assert words["made"] in media.caption
        assert len(media_of(person)) == 1
        assert ends(kiosk) == [("flux-pro", "failed", 0), ("nano-banana", "delivered", 4)]
        assert await kiosk.available(person) == CREDITS - 4
        assert not [one for one in person.private.messages if "#1" in one.text]
        kiosk.require_exact_ledger()
        await kiosk.admin.send("/job 2")
        job = await said(kiosk.admin.private, "In place of #1 (flux-pro · 5)")
        assert "nano-banana" in job.text


@LANGUAGES
async def test_the_second_fails_as_well(folder: Path, language: str) -> None:
    """Once, not again: the message about it names both models, and every credit is back."""
    async with kiosk_between(folder, "live") as kiosk:
        person, words = person_of(kiosk, language), WORDS[language]
        await agrees(person, language)
        with held_tasks(kiosk):
            await kiosk.generate(person, "flux-pro a mill")
            (await task(kiosk, 1)).fail()
            (await task(kiosk, 2)).fail()
            told = await said(person.private, words["both"])
        assert words["returned"] in told.text
        assert [state for _, state, _ in ends(kiosk)] == ["failed", "failed"]
        assert await kiosk.available(person) == CREDITS
        assert len(kiosk.kie.tasks) == 2
        kiosk.require_exact_ledger()


async def test_never_after_a_filter(folder: Path) -> None:
    """What the model's filter refuses is asked about, also by a person who has agreed."""
    async with kiosk_between(folder, "live") as kiosk:
        await agrees(kiosk.alice, "en")
        with held_tasks(kiosk):
            card = await kiosk.generate(kiosk.alice, "flux-pro a mill")
            (await task(kiosk, 1)).fail(MODERATION.code, MODERATION.message)
            told = await kiosk.alice.private.wait("Returned: 5", after=card, timeout=20)
        assert "content filter" in told.text
        assert ends(kiosk) == [("flux-pro", "failed", 0)]
        assert await kiosk.available(kiosk.alice) == CREDITS


async def test_the_late_result_of_the_first_is_free(folder: Path) -> None:
    """Past the deadline another model makes it; what the first one makes after all comes beside it and costs nothing."""
    async with kiosk_between(folder, "live") as kiosk:
        await agrees(kiosk.alice, "en")
        with held_tasks(kiosk):
            await kiosk.generate(kiosk.alice, "flux-pro a snail")
            first = await task(kiosk, 1)
            await until(lambda: kiosk.rows("SELECT state FROM generations")[0]["state"] == "running")
            await let_time_pass(kiosk, kiosk.alice, hours=2)
            second = await task(kiosk, 2)
            second.finish()
            await said(kiosk.alice.private, "Made with Nano Banana instead · 4")
            first.finish()
            late = await said(kiosk.alice.private, "so it’s free")
        assert "Flux Pro" in (late.caption or "")
        await until(lambda: [state for _, state, _ in ends(kiosk)] == ["delivered", "delivered"])
        assert [taken for _, _, taken in ends(kiosk)] == [0, 4]
        assert await kiosk.available(kiosk.alice) == CREDITS - 4
        kiosk.require_exact_ledger()


async def test_a_chain_keeps_its_place(folder: Path) -> None:
    """The recipe's next model makes the picture, and the video goes on from that."""
    async with kiosk_between(folder, "live") as kiosk:
        await agrees(kiosk.alice, "en")
        with held_tasks(kiosk):
            asked = await kiosk.alice.send("/recipe idea-to-video a mill")
            card = await kiosk.alice.private.wait(
                lambda message: any("Generate" in label for label in message.labels), after=asked, timeout=20
            )
            await kiosk.alice.tap(card, "Generate")
            (await task(kiosk, 1)).fail()
            (await task(kiosk, 2)).finish()
            picture = await said(kiosk.alice.private, "instead · ")
            assert "Step 1 of 2" in (picture.caption or "")
            video = await task(kiosk, 3)
            assert video.has_picture
            video.finish()
            await kiosk.media(kiosk.alice.private, after=picture, kinds=frozenset({"video"}))
            await until(
                lambda: [state for _, state, _ in ends(kiosk)] == ["failed", "delivered", "delivered"]
            )
        paid = sum(taken for _, _, taken in ends(kiosk))
        assert await kiosk.available(kiosk.alice) == CREDITS - paid
        kiosk.require_exact_ledger()


@LANGUAGES
async def test_the_group_agrees(folder: Path, language: str) -> None:
    """An admin sets it for what the group's account pays; the result replies in the group, and the log of changes has it."""
    async with kiosk_between(folder, "live") as kiosk:
        person, words = person_of(kiosk, language), WORDS[language]
        group = kiosk.telegram.group("Cats", [person], kind="supergroup")
        await group.wait(lambda message: True, timeout=20)
        sent = await person.send("/group topup 40", chat=group)
        await group.wait(lambda message: True, after=sent, timeout=20)
        panel = await panel_of(kiosk, person, group)
        await walk(person, person.private, panel, words["page"].partition(":")[0], words["nearest"])
        with held_tasks(kiosk):
            card = await kiosk.generate(person, "flux-pro a mill", room=group)
            (await task(kiosk, 1)).fail()
            (await task(kiosk, 2)).finish()
            media = await kiosk.media(group, after=card)
        assert words["made"] in media.caption
        await until(lambda: ends(kiosk) == [("flux-pro", "failed", 0), ("nano-banana", "delivered", 4)])
        (account,) = kiosk.rows("SELECT bought + allowance AS has FROM accounts WHERE owner_kind = 'group'")
        assert account["has"] == 36
        assert kiosk.rows("SELECT 1 FROM group_changes WHERE what = 'falls_back'")
        kiosk.require_exact_ledger()


async def test_a_death_between_the_two(folder: Path) -> None:
    """Killed while the second model works: a new process delivers it, once, and the first is not spoken of again."""
    async with kiosk_between(folder, "live") as kiosk:
        await agrees(kiosk.alice, "en")
        with held_tasks(kiosk):
            card = await kiosk.generate(kiosk.alice, "flux-pro a mill")
            (await task(kiosk, 1)).fail()
            second = await task(kiosk, 2)
            await until(lambda: [state for _, state, _ in ends(kiosk)] == ["failed", "running"])
            await kiosk.kill()
            second.finish()
            await kiosk.start()
            media = await kiosk.media(kiosk.alice.private, after=card)
            await kiosk.concluded(card)
        assert WORDS["en"]["made"] in media.caption
        assert len(media_of(kiosk.alice)) == 1
        assert await kiosk.available(kiosk.alice) == CREDITS - 4
        assert not [one for one in kiosk.alice.private.messages if "Returned:" in one.text]
        kiosk.require_exact_ledger()
