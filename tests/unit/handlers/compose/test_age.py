"""How old a person is: asked once, in place of the first generation, whichever way leads there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from aiogram.types import Chat

from bot.catalog.spec import Dialect
from bot.domain.group import AdmissionStatus, Group, GroupRules, Payer
from bot.ledger.operations import grant
from handlers.core.buttons.account import AgeButton
from handlers.core.buttons.quote import AgeDeclineButton, AgeGenerateButton
from storage.core.database import Database
from tests.support.samples import tariff
from tests.unit.handlers.conftest import BotUnderTest
from tests.unit.handlers.telegram import Person

GROUP = Chat(id=-100, type="supergroup", title="Cats")
LANGUAGES = pytest.mark.parametrize(
    ("language", "asked", "yes"),
    [("en", "Are you 18", "✅ I’m 18"), ("ru", "исполнилось 18 лет", "✅ Да, мне есть 18")],
)


@pytest.fixture
def dialect() -> Dialect:
    """Today's service: it has voices."""
    return Dialect.LIVE


def serve_from(kiosk: BotUnderTest, age: int) -> None:
    """The operator's minimum age from now on; 0 asks no one."""
    kiosk.tariff.replace(
        replace(tariff(500, most_open=9), dialect=Dialect.LIVE, own_keys=True, minimum_age=age)
    )


async def answers(database: Database, person_id: int = 7) -> list[str]:
    """What the person has said."""
    rows = await database.rows(
        "SELECT version FROM consents WHERE person_id = ? AND document = 'age'", (person_id,)
    )
    return sorted(row["version"] for row in rows)


async def begun(database: Database) -> tuple[int, int]:
    """How many generations and holds there are."""
    row = await database.row(
        "SELECT (SELECT count(*) FROM generations) AS made, (SELECT count(*) FROM holds) AS held"
    )
    assert row is not None
    return row["made"], row["held"]


async def _one(person: Person) -> None:
    await person.say("/gen flux-pro a cat")
    await person.tap("Создать" if person.language == "ru" else "Generate")


async def _recipe(person: Person) -> None:
    await person.say("/recipe idea-to-video a cat on the moon")
    await person.tap("Создать" if person.language == "ru" else "Generate")


async def _comparison(person: Person) -> None:
    await person.say("/gen flux-pro, nano-banana-2 a cat")
    await person.tap(person.screen.last.labels[0])


async def _without_question(person: Person) -> None:
    await person.say("/settings")
    database_person = await person.dispatcher["people"].person(person.id)
    await person.dispatcher["people"].keep(replace(database_person, auto_confirm_below=100))
    await person.say("/gen flux-pro a cat")


WAYS = {
    "a model": _one,
    "a recipe": _recipe,
    "a comparison": _comparison,
    "without a question": _without_question,
}


@pytest.mark.parametrize("way", WAYS)
@LANGUAGES
async def test_asked_before_the_first_generation(
    kiosk: BotUnderTest, database: Database, way: str, language: str, asked: str, yes: str
) -> None:
    """Nothing is held before the answer, which goes on with what waited by one tap; no one is asked twice."""
    serve_from(kiosk, 18)
    ann = kiosk.person(language=language)
    await WAYS[way](ann)
    assert asked in kiosk.screen.last.text
    assert await begun(database) == (0, 0)
    await ann.tap(yes)
    made, held = await begun(database)
    assert made > 0
    assert made == held
    assert await answers(database) == ["18"]
    await ann.say("/gen flux-pro a dog")
    if way != "without a question":
        await ann.tap("Создать" if language == "ru" else "Generate")
    assert asked not in kiosk.screen.last.text
    assert (await begun(database))[0] == made + 1


@LANGUAGES
async def test_a_no_leads_back(
    kiosk: BotUnderTest, database: Database, language: str, asked: str, yes: str
) -> None:
    """Nothing is made or kept, the words say so and how to come back; there the same quote goes on."""
    no, declined, back = {
        "en": ("No", "Nothing was charged", "‹ Back"),
        "ru": ("Нет", "Ничего не списано", "‹ Назад"),
    }[language]
    serve_from(kiosk, 18)
    ann = kiosk.person(language=language)
    await _one(ann)
    await ann.tap(no)
    assert declined in kiosk.screen.last.text
    assert kiosk.screen.last.labels == [back]
    assert (await begun(database), await answers(database)) == ((0, 0), [])
    await ann.tap(back)
    assert asked in kiosk.screen.last.text
    await ann.tap(yes)
    assert await begun(database) == (1, 1)


async def test_a_higher_age_is_asked_again(kiosk: BotUnderTest, database: Database) -> None:
    """A lower one is not; the button of an age that is asked no more says nothing, and asks for today's."""
    ann = kiosk.person()
    serve_from(kiosk, 16)
    await _one(ann)
    old = kiosk.screen.last.data("✅ I’m 16")
    serve_from(kiosk, 18)
    await ann.tap_data(old, kiosk.screen.last.id)
    assert "Are you 18" in kiosk.screen.last.text
    assert (await begun(database), await answers(database)) == ((0, 0), [])
    await ann.tap("✅ I’m 18")
    serve_from(kiosk, 16)
    await _one(ann)
    assert (await begun(database))[0] == 2
    serve_from(kiosk, 21)
    await _one(ann)
    assert "Are you 21" in kiosk.screen.last.text
    serve_from(kiosk, 0)
    await ann.tap("✅ I’m 21")
    assert (await begun(database))[0] == 3
    assert await answers(database) == ["18"]


@pytest.mark.parametrize("age", [0, -18, 17, 19, 99, 2**53])
async def test_made_up_ages(kiosk: BotUnderTest, database: Database, age: int) -> None:
    """No other number than the one that is asked for is an answer."""
    serve_from(kiosk, 18)
    ann = kiosk.person()
    await _one(ann)
    token = AgeGenerateButton.unpack(kiosk.screen.last.data("✅")).token
    for button in (AgeGenerateButton(token=token, age=age), AgeButton(age=age)):
        await ann.tap_data(button.pack(), kiosk.screen.last.id)
        assert "Are you 18" in kiosk.screen.last.text
    assert (await begun(database), await answers(database)) == ((0, 0), [])


async def test_another_person_answers_nothing(kiosk: BotUnderTest, database: Database) -> None:
    """In the group and elsewhere: a button of another person's quote is refused, and the answer is no one's."""
    serve_from(kiosk, 18)
    async with kiosk.store.transaction() as tx:
        await tx.save_group(Group(chat_id=GROUP.id, admission=AdmissionStatus.ADMITTED, rules=GroupRules()))
    ann, bob = kiosk.person(chat=GROUP), kiosk.person(8, chat=GROUP)
    await _one(ann)
    question = kiosk.screen.last
    yes = AgeGenerateButton.unpack(question.data("✅"))
    no = AgeDeclineButton(token=yes.token, draft=yes.draft)
    elsewhere = Chat(id=-200, type="supergroup", title="Dogs")
    for person in (bob, kiosk.person(8), kiosk.person(8, chat=elsewhere), kiosk.person(chat=elsewhere)):
        for button in (yes, no):
            await person.tap_data(button.pack(), question.id)
    assert "Are you 18" in question.text
    assert (await begun(database), await answers(database), await answers(database, 8)) == ((0, 0), [], [])
    await ann.tap("✅", on=question)
    assert await begun(database) == (1, 1)
    await _one(bob)
    assert (await begun(database), await answers(database, 8)) == ((1, 1), [])


async def test_a_sample_of_a_voice(kiosk: BotUnderTest, database: Database) -> None:
    """What has no quote is refused with the question; after the answer the same tap does it."""
    serve_from(kiosk, 18)
    ann = kiosk.person()
    await ann.say("/models elevenlabs tts")
    await ann.tap("ElevenLabs TTS")
    await ann.tap("Voice")
    card = kiosk.screen.last
    await ann.tap("🔊")
    assert "Are you 18" in kiosk.screen.last.text
    assert await begun(database) == (0, 0)
    await ann.tap("✅ I’m 18")
    assert "press again" in kiosk.screen.last.text
    await ann.tap("🔊", on=card)
    assert (await begun(database))[0] == 1


@pytest.mark.parametrize("raised", [False, True])
async def test_what_waits_for_an_admin(kiosk: BotUnderTest, database: Database, raised: bool) -> None:
    """The asker answers before an admin is asked; when the age was raised meanwhile, they alone answer again, and an admin agrees."""
    kiosk.screen.admins = {9}
    async with kiosk.store.transaction() as tx:
        rules = GroupRules(payer=Payer.GROUP, approval_above=0)
        await tx.save_group(Group(chat_id=GROUP.id, admission=AdmissionStatus.ADMITTED, rules=rules))
        await grant(tx, await tx.group_account(GROUP.id), 50, "gift", kiosk.clock.now())
    serve_from(kiosk, 16)
    ann, chief = kiosk.person(chat=GROUP), kiosk.person(9, chat=GROUP)
    await _one(ann)
    await ann.tap("✅ I’m 16")
    card = kiosk.screen.last
    if raised:
        serve_from(kiosk, 18)
        await chief.tap("Approve", on=card)
        assert "Are you 18" in card.text
        await chief.tap("✅", on=card)
        assert (await begun(database), await answers(database, 9)) == ((0, 0), [])
        await ann.tap("✅", on=card)
        card = kiosk.screen.last
    assert await begun(database) == (0, 0)
    await chief.tap("Approve", on=card)
    assert await begun(database) == (1, 1)


async def test_what_was_begun_is_finished(kiosk: BotUnderTest, database: Database) -> None:
    """A second tap on a quote that is made already asks nothing."""
    ann = kiosk.person()
    await ann.say("/gen flux-pro a cat")
    generate = kiosk.screen.last.data("Generate")
    await ann.tap("Generate")
    serve_from(kiosk, 18)
    await ann.tap_data(generate, kiosk.screen.last.id)
    assert "Are you" not in kiosk.screen.last.text
    assert await begun(database) == (1, 1)
