"""One card: what is set, what it costs, and Generate in one message; what took its place is dead."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass

import pytest
import pytest_asyncio

from bot.sandbox.telegram import Message, Person
from tests.story.kiosk import BotUnderTest, kiosk_between
from tests.story.media import picture

pytestmark = [pytest.mark.story, pytest.mark.asyncio(loop_scope="module")]

WORDS = {
    "en": {
        "generate": "✨ Generate",
        "sound": "no sound",
        "over": "closed",
        "cancel": "Cancel",
        "more": "Other model",
        "length": "Length",
        "again": "Again",
        "format": "Format",
        "picture": "🖼 Picture",
        "refill": "Next free credits",
    },
    "ru": {
        "generate": "✨ Создать",
        "sound": "без звука",
        "over": "закрыт",
        "cancel": "Отмена",
        "more": "Другая модель",
        "length": "Длина",
        "again": "Повторить",
        "format": "Формат",
        "picture": "🖼 Картинка",
        "refill": "Следующие бесплатные кредиты",
    },
}


@dataclass
class Hand:
    """A person who counts their taps.

    Attributes:
        taps: buttons tapped.
    """

    kiosk: BotUnderTest
    person: Person
    words: dict[str, str]
    taps: int = 0

    async def says(self, text: str) -> Message:
        """Write; the bot's next message with buttons."""
        sent = await self.person.send(text)
        return await self.person.private.wait(lambda message: bool(message.buttons), after=sent, timeout=20)

    async def taps_on(self, message: Message, label: str, *, until: Callable[[], bool]) -> None:
        """Tap, and wait until that has happened."""
        self.taps += 1
        await self.person.tap(message, label)
        await self.person.private.wait_until(until, timeout=20)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kiosk(tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[BotUnderTest]:
    """A bot in KIE's live dialect, with the product's free credits."""
    async with kiosk_between(tmp_path_factory.mktemp("card"), "live", FREE_CREDITS="100") as started:
        yield started


@pytest.fixture(params=["en", "ru"])
def hand(kiosk: BotUnderTest, request: pytest.FixtureRequest) -> Hand:
    """A newcomer of this language."""
    person = kiosk.telegram.person(f"Newcomer {request.param}", language=request.param)
    return Hand(kiosk, person, WORDS[request.param])


def _first(message: Message) -> str:
    return message.labels[0] if message.labels else ""


def _generations(hand: Hand) -> int:
    return len(hand.kiosk.rows("SELECT id FROM generations WHERE person_id = ?", hand.person.id))


async def test_a_length_is_changed_on_the_quote_by_one_tap_and_started_by_the_next(hand: Hand) -> None:
    """Each length shows its price; the first button shows what will be taken, and that is taken."""
    quote = await hand.says("/gen kling-2.5-turbo a kite")
    assert _first(quote) == f"{hand.words['generate']} · 42"
    longer = next(label for label in quote.labels if label.startswith("10"))
    assert longer.endswith(" · 84")
    assert any(label.endswith(" · 42") and "✓ 5" in label for label in quote.labels)
    await hand.taps_on(quote, longer, until=lambda: _first(quote).endswith(" · 84"))
    assert quote.text.splitlines()[0].startswith("Kling 2.5 Turbo · 10")
    await hand.taps_on(quote, hand.words["generate"], until=lambda: _generations(hand) == 1)
    assert hand.taps == 2
    [made] = hand.kiosk.rows("SELECT price FROM generations WHERE person_id = ?", hand.person.id)
    assert made["price"] == 84
    await hand.kiosk.media(hand.person.private, after=quote)


async def test_a_length_of_a_long_list_takes_three_taps(hand: Hand) -> None:
    """The list shows what each length would cost, and leads back to the quote."""
    quote = await hand.says("/gen kling-3.0 a kite")
    await hand.taps_on(
        quote,
        hand.words["length"],
        until=lambda: not any(hand.words["generate"] in label for label in quote.labels),
    )
    shorter = next(label for label in quote.labels if label.startswith("3 "))
    price = shorter.rpartition(" ")[2]
    assert int(price) < 70
    await hand.taps_on(quote, shorter, until=lambda: _first(quote) == f"{hand.words['generate']} · {price}")
    await hand.taps_on(quote, hand.words["generate"], until=lambda: _generations(hand) == 1)
    assert hand.taps == 3
    await hand.kiosk.media(hand.person.private, after=quote)


async def test_a_result_once_more_in_another_format(hand: Hand) -> None:
    """Again, Format, the format, Generate: in a quote of its own below the result."""
    first = await hand.says("/gen z-image a cat")
    await hand.taps_on(first, hand.words["generate"], until=lambda: _generations(hand) == 1)
    result = await hand.kiosk.media(hand.person.private, after=first)
    await hand.kiosk.concluded(first)
    hand.taps = 1
    await hand.person.tap(result, hand.words["again"])
    quote = await hand.person.private.wait(
        lambda message: hand.words["generate"] in _first(message), after=result, timeout=20
    )
    await hand.taps_on(
        quote, hand.words["format"], until=lambda: not _first(quote).startswith(hand.words["generate"])
    )
    other = next(label for label in quote.labels if label.startswith("16:9"))
    await hand.taps_on(quote, other, until=lambda: _first(quote).startswith(hand.words["generate"]))
    await hand.taps_on(quote, hand.words["generate"], until=lambda: _generations(hand) == 2)
    assert hand.taps == 4
    await hand.kiosk.media(hand.person.private, after=quote)


async def test_words_with_another_model_take_three_taps(hand: Hand) -> None:
    """The words go along to the shelf and to the card, which is their quote at once."""
    offered = await hand.says("a red fox in deep snow")
    await hand.taps_on(
        offered, hand.words["picture"], until=lambda: not _first(offered).startswith(hand.words["generate"])
    )
    model = next((label for label in offered.labels if label.startswith("Nano Banana · ")), None)
    assert model is not None, offered.labels
    await hand.taps_on(offered, model, until=lambda: _first(offered).startswith(hand.words["generate"]))
    assert "a red fox in deep snow" in offered.text
    await hand.taps_on(offered, hand.words["generate"], until=lambda: _generations(hand) == 1)
    assert hand.taps == 3
    await hand.kiosk.media(hand.person.private, after=offered)


async def test_a_first_picture_from_words_takes_one_tap(hand: Hand) -> None:
    """Words out of the blue are answered with what could be made of them, at a price that one tap accepts."""
    offered = await hand.says("a red fox in deep snow")
    assert _first(offered).startswith(f"{hand.words['generate']} · ")
    await hand.taps_on(offered, hand.words["generate"], until=lambda: _generations(hand) == 1)
    assert hand.taps == 1
    picture = await hand.kiosk.media(hand.person.private, after=offered)
    assert picture.kind in {"photo", "document"}
    hand.kiosk.require_exact_ledger()


async def test_a_card_without_words_shows_prices_and_no_way_to_start(hand: Hand) -> None:
    """The price of a card follows what is set; Generate comes with the words, in the message that answers them."""
    found = await hand.says("/models kling-3.0 ")
    title = next(label for label in found.labels if label.startswith("Kling 3.0 ·"))
    await hand.taps_on(found, title, until=lambda: any("✓ 720p" in label for label in found.labels))
    assert not any(hand.words["generate"] in label for label in found.labels)
    priced = [label for label in found.labels if " · " in label and "p · " in label]
    assert len(priced) > 1, found.labels
    quote = await hand.says("a paper boat")
    assert _first(quote).startswith(f"{hand.words['generate']} · ")
    assert hand.words["sound"] in quote.text.splitlines()[0]
    await hand.person.private.wait_until(lambda: found.labels == [], timeout=20)


async def test_what_was_replaced_starts_nothing(hand: Hand) -> None:
    """Other words make another quote: the first one's buttons go, and its data are refused."""
    first = await hand.says("/gen z-image a cat")
    old = next(button.data for row in first.buttons for button in row if button.data)
    second = await hand.says("a dog")
    await hand.person.private.wait_until(lambda: first.labels == [], timeout=20)
    toast = await hand.person.press(first, old)
    assert hand.words["over"] in (toast.text or "")
    assert _generations(hand) == 0
    await hand.taps_on(second, hand.words["generate"], until=lambda: _generations(hand) == 1)
    await hand.kiosk.media(hand.person.private, after=second)


def _data(message: Message) -> list[str]:
    return [button.data for row in message.buttons for button in row if button.data]


async def _is_dead(hand: Hand, message: Message, data: list[str]) -> None:
    """The buttons go, and their data are answered with a sentence and start nothing."""
    await hand.person.private.wait_until(lambda: message.labels == [], timeout=20)
    for one in data:
        assert (await hand.person.press(message, one)).text, one
    assert message.labels == []
    assert _generations(hand) == 0


@pytest.mark.parametrize("how", ["words", "reply", "command", "recipe"])
async def test_what_was_asked_about_a_photo_is_replaced(hand: Hand, how: str) -> None:
    """Words after a photo, or in reply to it, or a command that takes it: the question about the photo has no buttons any more."""
    photo = await hand.person.send_photo(picture())
    asked = await hand.person.private.wait(lambda message: bool(message.buttons), after=photo, timeout=20)
    data = [one for one in _data(asked) if not one.startswith("s:")]
    assert data
    if how == "words":
        quote = await hand.says("make it night")
    elif how == "reply":
        sent = await hand.person.send("make it night", reply_to=photo)
        quote = await hand.person.private.wait(lambda message: bool(message.buttons), after=sent, timeout=20)
    elif how == "command":
        quote = await hand.says("/removebg")
    else:
        recipes = await hand.says("/recipes")
        await hand.person.tap(recipes, (0, 0))
        quote = recipes
    await _is_dead(hand, asked, data)
    assert quote.labels


async def test_words_that_go_on_elsewhere_leave_no_second_price(hand: Hand) -> None:
    """A shelf, a search or a photo takes the words up: the price above it has no buttons, and what they said is refused."""
    for way in ("/video", "/models kling"):
        quote = await hand.says("a red fox in deep snow")
        generate = _data(quote)[0]
        shelf = await hand.says(way)
        assert "a red fox in deep snow" in shelf.text
        await _is_dead(hand, quote, [generate])
    quote = await hand.says("a blue fox")
    generate = _data(quote)[0]
    photo = await hand.person.send_photo(picture())
    asked = await hand.person.private.wait(lambda message: bool(message.buttons), after=photo, timeout=20)
    assert "a blue fox" in asked.text
    await _is_dead(hand, quote, [generate])


async def test_what_was_cancelled_starts_nothing(hand: Hand) -> None:
    """Cancel takes the buttons away, and Generate as another device still shows it is refused."""
    quote = await hand.says("/gen z-image a cat")
    old = next(button.data for row in quote.buttons for button in row if button.data)
    await hand.taps_on(quote, hand.words["cancel"], until=lambda: quote.labels == [])
    toast = await hand.person.press(quote, old)
    assert toast.text
    assert _generations(hand) == 0
    assert not hand.kiosk.rows(
        "SELECT 1 FROM quotes WHERE confirmed_at IS NOT NULL AND person_id = ?", hand.person.id
    )


async def test_cancel_as_a_command_ends_what_is_shown(hand: Hand) -> None:
    """/cancel puts the quote above it away: its buttons go, its data are refused."""
    quote = await hand.says("/gen z-image a cat")
    old = next(button.data for row in quote.buttons for button in row if button.data)
    await hand.person.send("/cancel")
    await hand.person.private.wait_until(lambda: quote.labels == [], timeout=20)
    assert (await hand.person.press(quote, old)).text
    assert _generations(hand) == 0


async def test_what_one_can_afford_comes_first_and_other_models_once(hand: Hand) -> None:
    """Above the balance there is no Generate: when credits come again, what is cheaper on top, one way to other models."""
    quote = await hand.says("/gen veo-3.1 a cat")
    assert hand.words["refill"] in quote.text
    assert not any(hand.words["generate"] in label for label in quote.labels)
    assert " · " in quote.labels[0]
    assert quote.labels.count(hand.words["more"]) == 1
    cheaper = quote.labels[0]
    await hand.taps_on(quote, cheaper, until=lambda: _first(quote).startswith(hand.words["generate"]))


async def test_a_verb_that_is_too_dear_has_one_way_to_other_models(hand: Hand) -> None:
    """The models that do the same, not those and a shelf beside them under one name."""
    sent = await hand.person.send("/voice " + "a long story, told slowly. " * 60)
    quote = await hand.person.private.wait(lambda message: bool(message.buttons), after=sent, timeout=20)
    assert quote.labels.count(hand.words["more"]) <= 1


async def test_dead_data_take_no_other_persons_buttons_away(kiosk: BotUnderTest) -> None:
    """In a group data of one's own cancelled quote, pressed below another's quote, change nothing there."""
    owner, mallory = (
        kiosk.telegram.person("Owner", language="en"),
        kiosk.telegram.person("Mallory", language="en"),
    )
    group = kiosk.telegram.group("Cats", [owner, mallory], kind="supergroup")
    await group.wait("Hi", timeout=20)
    own = await kiosk.quote(mallory, "z-image a trick", room=group)
    dead = next(button.data for row in own.buttons for button in row if button.data)
    await mallory.tap(own, "Cancel")
    theirs = await kiosk.quote(owner, "z-image a cat", room=group)
    before = list(theirs.labels)
    toast = await mallory.press(theirs, dead)
    assert toast.text
    assert theirs.labels == before
    await owner.tap(theirs, "Generate")
    await kiosk.media(group, after=theirs)
    assert not kiosk.rows("SELECT 1 FROM generations WHERE person_id = ?", mallory.id)
    kiosk.require_exact_ledger()
