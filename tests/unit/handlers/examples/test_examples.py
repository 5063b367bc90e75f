"""Examples in the chat: what is sent when Telegram has lost a copy, and what becomes of one without a file."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.catalog.spec import Kind
from bot.domain.example import ExampleState
from bot.domain.generation import Asset
from bot.errors import CopyLost, DeliveryPostponed, GenerationUnknown, MediaRejected, MediaUnreachable
from bot.generation.example_proposals import OPEN_PROPOSALS, ExampleProposals
from bot.generation.example_proposals import is_proposable as proposable
from tests.unit.handlers.conftest import BotUnderTest
from tests.unit.handlers.telegram import Person

PICTURE = Asset(
    url="https://cdn.example/1.png", kind=Kind.IMAGE, file_id="photo", sent_as="photo", message_id=9
)


@pytest.fixture
def proposals(kiosk: BotUnderTest) -> ExampleProposals:
    """What people propose."""
    found: ExampleProposals = kiosk.dispatcher["example_proposals"]
    return found


async def taken(kiosk: BotUnderTest, proposals: ExampleProposals, ann: Person) -> int:
    """A result of a person's that everybody sees; returns the example's number."""
    made = await kiosk.make(ann, "qwen-image a lemon tree", PICTURE)
    await proposals.propose(made.id, 7)
    await proposals.decide(1, takes=True, by=99)
    return 1


async def state(kiosk: BotUnderTest, number: int) -> ExampleState:
    """Where the example is."""
    example = await kiosk.dispatcher["examples"].find(number)
    assert example is not None
    found: ExampleState = example.state
    return found


async def test_it_is_sent_by_telegrams_copy(kiosk: BotUnderTest, proposals: ExampleProposals) -> None:
    """Without a download, with its words below it."""
    ann = kiosk.person()
    number = await taken(kiosk, proposals, ann)
    await kiosk.person(8).say(f"/start e_{number}")
    [(asset, caption)] = kiosk.media_resender.resent
    assert asset.file_id == "photo"
    assert "a lemon tree" in (caption or "")
    assert not kiosk.media_resender.sent


@pytest.mark.parametrize(
    ("trouble", "later", "after"),
    [
        (MediaRejected("no picture"), timedelta(), ExampleState.FAILED),
        (MediaUnreachable("not now"), timedelta(), ExampleState.SHOWN),
        (MediaUnreachable("gone"), timedelta(days=15), ExampleState.FAILED),
        (DeliveryPostponed("busy", 5.0), timedelta(), ExampleState.SHOWN),
    ],
)
async def test_one_without_a_file_is_dropped(
    kiosk: BotUnderTest,
    proposals: ExampleProposals,
    trouble: Exception,
    later: timedelta,
    after: ExampleState,
) -> None:
    """Telegram's copy is lost, and KIE's file is no picture, or older than KIE keeps any. What may work later stays."""
    number = await taken(kiosk, proposals, kiosk.person())
    kiosk.clock.moment += later
    kiosk.media_resender.will("resend", CopyLost("lost"))
    kiosk.media_resender.will("send_original", trouble)
    await kiosk.person(8).say(f"/start e_{number}")
    assert "can’t be shown" in kiosk.screen.last.text
    assert await state(kiosk, number) is after


async def test_proposals_have_bounds(kiosk: BotUnderTest, proposals: ExampleProposals) -> None:
    """A person has few of them open, each result is proposed once, and another person's not at all."""
    ann = kiosk.person()
    made = [
        await kiosk.make(ann, f"qwen-image lemon {number}", PICTURE) for number in range(OPEN_PROPOSALS + 1)
    ]
    assert await proposals.propose(made[0].id, 7)
    assert not await proposals.propose(made[0].id, 7)
    with pytest.raises(GenerationUnknown):
        await proposals.propose(made[1].id, 8)
    for one in made[1:OPEN_PROPOSALS]:
        assert await proposals.propose(one.id, 7)
    await ann.tap_data(f"ep:{made[-1].id}:1", 1)
    assert "waiting for the operator" in kiosk.screen.last.text


async def test_what_is_deleted_is_no_example_any_more(
    kiosk: BotUnderTest, proposals: ExampleProposals
) -> None:
    """Its person takes it back by deleting the result."""
    number = await taken(kiosk, proposals, kiosk.person())
    await kiosk.dispatcher["result_deleter"].delete_result(1, 7)
    assert await kiosk.dispatcher["examples"].find(number) is None


async def test_only_ones_own_words_make_an_example(kiosk: BotUnderTest) -> None:
    """Neither a recipe's step nor what was made from media that a person sent."""
    ann = kiosk.person()
    made = await kiosk.make(ann, "qwen-image a lemon tree", PICTURE)
    assert proposable(made)
    await ann.say("/recipe idea-to-video a cat on the moon")
    await ann.tap("Generate")
    chain = (await kiosk.history.open(7))[0]
    assert not proposable(await kiosk.finish(chain, PICTURE))
