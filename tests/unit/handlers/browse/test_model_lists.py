"""Shelves, search, and a model's card."""

from __future__ import annotations

import re

import pytest

from bot.catalog.spec import Dialect, Kind, Media
from bot.catalog.verbs import takes
from handlers.core.buttons.menu import PickButton
from tests.unit.handlers.conftest import BotUnderTest
from tests.unit.handlers.telegram import Shown


@pytest.mark.parametrize("kind", Kind)
async def test_every_model_of_a_shelf_opens_and_its_buttons_fit(kiosk: BotUnderTest, kind: Kind) -> None:
    """Every model of every shelf has a card, every option opens, every value can be set and leads to a price."""
    ann = kiosk.person()
    for model in kiosk.catalog.shelf(kind, Dialect.INTEGRATION):
        await ann.say(f"/models {model.slug}")
        await ann.tap(f"{model.title} ·")
        card = kiosk.screen.last
        assert card.text.startswith(f"<b>{model.title}</b>")
        offer = model.offer(Dialect.INTEGRATION)
        assert offer is not None
        for option in offer.options:
            label = option_button(card, option.name)
            assert label is not None, (model.slug, option.name)
            await ann.tap(label)
            if not card.text.startswith(f"<b>{model.title}</b>"):
                await ann.tap("‹ Back")
            assert card.text.startswith(f"<b>{model.title}</b>")


def option_button(card: Shown, name: str) -> str | None:
    """The label of the first button that sets the option, or opens its list."""
    sent = {label: card.data(label) for label in card.labels}
    return next((label for label, data in sent.items() if data.split(":")[2:3] == [name]), None)


async def test_choice_changes_the_price_in_place(kiosk: BotUnderTest) -> None:
    """Each of two values shows its price; a tap sets it, and the price on the card follows."""
    ann = kiosk.person()
    await ann.say("/models kling-2.1-pro")
    await ann.tap("Kling 2.1 Pro")
    card = kiosk.screen.last
    assert "<b>50</b> credits" in card.text
    await ann.tap("10 s")
    assert "<b>70</b> credits" in card.text
    assert "✓ 10 s · 70" in card.labels


async def test_few_choices_stand_side_by_side(kiosk: BotUnderTest) -> None:
    """Three values that cost the same show no prices, and each of them is one tap away."""
    ann = kiosk.person()
    await ann.say("/models veo-3.1-fast")
    await ann.tap("Veo 3.1 Fast")
    for chosen in ("12 s", "8 s", "10 s"):
        await ann.tap(chosen)
        shown = [label for label in kiosk.screen.last.labels if label.endswith(" s")]
        assert sorted(shown) == sorted(
            f"✓ {value}" if value == chosen else value for value in ("8 s", "10 s", "12 s")
        )


async def test_back_to_the_menu(kiosk: BotUnderTest) -> None:
    """Everything is reachable back by buttons."""
    ann = kiosk.person()
    await ann.say("/video")
    await ann.tap("Veo 3.1 Fast")
    await ann.tap("‹ Back")
    await ann.tap("‹ Back")
    assert kiosk.screen.last.labels[:2] == ["🎬 Video", "🖼 Picture"]


VIEWS = ["Cheap", "Fast", "📷 Photo"]


async def test_long_shelves_have_pages(kiosk: BotUnderTest) -> None:
    """A shelf shows eight models, the next page the rest."""
    ann = kiosk.person()
    await ann.say("/video")
    first = list(kiosk.screen.last.labels)
    assert first[8:] == [*VIEWS, "‹ Back", "1/2", "▶"]
    await ann.tap("▶")
    assert not set(first[:8]) & set(kiosk.screen.last.labels)


async def test_a_shelf_can_be_sorted(kiosk: BotUnderTest) -> None:
    """By price, by speed, and to what begins from a photo; pages stay in the view, which carries a draft along."""
    ann = kiosk.person()

    def models() -> list[str]:
        return [label.partition(" · ")[0] for label in kiosk.screen.last.labels if " · " in label]

    def slugs() -> list[str]:
        return [kiosk.catalog.get(title).slug for title in models()]

    await ann.say("/video")
    await ann.tap("Cheap")
    prices = [int(label.split(" · ")[1]) for label in kiosk.screen.last.labels if " · " in label]
    await ann.tap("▶")
    prices += [int(label.split(" · ")[1]) for label in kiosk.screen.last.labels if " · " in label]
    assert prices == sorted(prices)
    assert "cheapest first" in kiosk.screen.last.text
    await ann.tap("Fast")
    seconds = [kiosk.catalog.get(slug).usual_seconds for slug in slugs()]
    assert seconds == sorted(seconds)
    await ann.tap("📷 Photo")
    offers = [kiosk.catalog.get(slug).offer(Dialect.INTEGRATION) for slug in slugs()]
    assert offers
    assert all(offer is not None and takes(offer, Media.PHOTO) for offer in offers)
    await ann.tap("Best")
    assert kiosk.screen.last.labels[8:11] == VIEWS


async def test_a_short_shelf_is_not_sorted(kiosk: BotUnderTest) -> None:
    """Where there is nothing to choose there are no buttons for it."""
    await kiosk.person().say("/audio")
    assert not set(VIEWS) & set(kiosk.screen.last.labels)


@pytest.mark.parametrize(
    "data",
    ["s:video:0::worst", "s:video:99::cheap", "s:video:-1::fast", "s:video:0:999:photo", "s:audio:0::photo"],
)
async def test_odd_places_of_a_shelf(kiosk: BotUnderTest, data: str) -> None:
    """A view or page that is not there leads to one that is, or is answered as a button of long ago."""
    ann = kiosk.person()
    await ann.say("/video")
    await ann.tap_data(data, kiosk.screen.last.id)
    assert kiosk.screen.last.labels
    assert len(kiosk.screen.toasts) == 1


@pytest.mark.parametrize("kind", Kind)
async def test_a_shelf_names_each_model_once(kiosk: BotUnderTest, kind: Kind) -> None:
    """On its button, with what its card would cost now; and the card costs that."""
    ann = kiosk.person()
    await ann.say(f"/{kind}")
    shelf = kiosk.screen.last
    buttons = [label for label in shelf.labels if " · " in label]
    assert buttons
    for label in buttons:
        title, _, price = label.partition(" · ")
        assert title not in shelf.text
        await ann.say(f"/{kind}")
        await ann.tap(label)
        assert f"<b>{price.split(' / ')[0]}</b> credits" in kiosk.screen.last.text, label


class TestInTheLiveDialect:
    """Where KIE has dropped some of the models."""

    @pytest.fixture
    def dialect(self) -> Dialect:
        """KIE today."""
        return Dialect.LIVE

    async def test_a_model_that_is_not_sold(self, kiosk: BotUnderTest) -> None:
        """No shelf has it; a button of before says why and offers the nearest, and no dead card to return to."""
        ann = kiosk.person()
        await ann.say("/audio")
        assert not any("ElevenLabs SFX" in label for label in kiosk.screen.last.labels)
        await ann.tap_data(PickButton(slug="elevenlabs-sfx").pack(), kiosk.screen.last.id)
        assert "is unavailable" in kiosk.screen.last.text
        assert kiosk.screen.last.labels == ["Suno Sounds", "‹ Menu"]

    @pytest.mark.parametrize(
        ("shelf", "title", "slug", "reason"),
        [
            ("/music", "Suno V4.5", "suno-v4.5", "Discontinued by its developer"),
            ("/audio", "ElevenLabs TTS", "elevenlabs-tts", "Fails often"),
        ],
    )
    async def test_what_is_on_no_shelf(
        self, kiosk: BotUnderTest, shelf: str, title: str, slug: str, reason: str
    ) -> None:
        """It is found by its name, and its card says why it stands on no shelf; it can be made."""
        ann = kiosk.person()
        await ann.say(shelf)
        assert title not in kiosk.screen.last.text
        assert not any(title in label for label in kiosk.screen.last.labels)
        await ann.say(f"/models {title}")
        await ann.tap(title)
        assert reason in kiosk.screen.last.text
        await ann.say(f"/gen {slug} good evening, good night")
        assert any(label.startswith("✨ Generate") for label in kiosk.screen.last.labels)

    async def test_list_of_choices(self, kiosk: BotUnderTest) -> None:
        """More than three choices open a list with the chosen one marked; picking returns to the card."""
        ann = kiosk.person()
        await ann.say("/models nano-banana-2")
        await ann.tap("Nano Banana 2")
        card = kiosk.screen.last
        await ann.tap("Format")
        marked = [label for label in card.labels if label.startswith("✓ ")]
        assert len(marked) == 1
        other = next(label for label in card.labels if label not in marked)
        await ann.tap(other)
        assert f"Format: {other}" in card.labels

    async def test_a_typed_number(self, kiosk: BotUnderTest) -> None:
        """A free option asks for its value; a wrong one is explained and awaited again, a right one is on the card."""
        ann = kiosk.person()
        await ann.say("/models elevenlabs-tts")
        await ann.tap("ElevenLabs TTS")
        await ann.tap("Speed")
        assert "0.7–1.2" in kiosk.screen.last.text
        await ann.say("fast")
        assert "0.7–1.2" in kiosk.screen.last.text
        await ann.say("1,1")
        assert "Speed: 1.1" in kiosk.screen.last.labels
        await ann.tap("Speed")
        await ann.tap("Clear")
        assert "Speed: —" in kiosk.screen.last.labels
        await ann.say("good evening")
        assert "good evening" in kiosk.screen.last.text
        assert any("Generate" in label for label in kiosk.screen.last.labels)

    async def test_a_typed_text(self, kiosk: BotUnderTest) -> None:
        """Going back from the question means that the next words are the prompt again."""
        ann = kiosk.person()
        await ann.say("/music")
        await ann.tap("Suno V6")
        await ann.tap("Exclude")
        assert "Up to 200" in kiosk.screen.last.text
        await ann.tap("‹ Back")
        await ann.say("a lullaby")
        assert "<blockquote>a lullaby</blockquote>" in kiosk.screen.last.text


@pytest.mark.parametrize(
    ("words", "found"), [("runway", 2), ("SUNO v5", 1), ("black forest", 2), ("флюкс", 2), ("xyzzy", 0)]
)
async def test_search(kiosk: BotUnderTest, words: str, found: int) -> None:
    """/models with words finds by title, slug, maker and ear; nothing found leads to the shelves."""
    await kiosk.person().say(f"/models {words}")
    labels = kiosk.screen.last.labels
    assert sum(bool(re.search(r" · \d", label)) for label in labels) == found
    assert found or labels[0] == "🎬 Video"


async def test_a_search_has_pages(kiosk: BotUnderTest) -> None:
    """Eight results on a page, with the number of the page between the arrows; the words travel in the buttons."""
    ann = kiosk.person()
    await ann.say("/models видео")
    first = list(kiosk.screen.last.labels)
    assert first[8:] == ["1/2", "▶"]
    await ann.tap("▶")
    second = list(kiosk.screen.last.labels)
    assert not set(first[:8]) & set(second)
    assert second[-2:] == ["◀", "2/2"]
    assert "видео" in kiosk.screen.last.text
    await ann.tap("◀")
    assert kiosk.screen.last.labels == first


@pytest.mark.parametrize(
    "words",
    [
        "удалить фон с фотографии моего любимого кота и сделать видео",
        "видео " * 40,
        "<b>video</b> & video",
        "🙂 video \u202e",
    ],
)
async def test_every_search_fits_into_its_buttons(kiosk: BotUnderTest, words: str) -> None:
    """However long and odd the words are, Telegram takes the answer."""
    await kiosk.person().say(f"/models {words}")
    last = kiosk.screen.last
    assert all(len(last.data(label).encode()) <= 64 for label in last.labels)


async def test_a_verb_among_the_results_begins(kiosk: BotUnderTest) -> None:
    """The button does what was looked for: it asks for the photo."""
    ann = kiosk.person()
    await ann.say("/models удалить фон")
    assert kiosk.screen.last.labels[0] == "✂️ Cut out"
    await ann.tap("✂️ Cut out")
    await ann.photo()
    assert any(label.startswith("✨ Generate") for label in kiosk.screen.last.labels)


async def test_models_without_words(kiosk: BotUnderTest) -> None:
    """/models alone says how many there are and opens the shelves."""
    await kiosk.person().say("/models")
    assert str(len(kiosk.catalog.models(Dialect.INTEGRATION))) in kiosk.screen.last.text
    assert len(kiosk.screen.last.labels) == 4


async def test_somebody_elses_card(kiosk: BotUnderTest) -> None:
    """A tap on another person's card is refused in a toast; the card stays as it is."""
    ann, bob = kiosk.person(), kiosk.person(8)
    await ann.say("/models kling-2.5-turbo")
    await ann.tap("Kling 2.5 Turbo")
    card = kiosk.screen.last
    before = (card.text, len(kiosk.screen.messages))
    await bob.tap("10 s", card)
    assert "someone else" in (kiosk.screen.toasts[-1] or "")
    assert (card.text, len(kiosk.screen.messages)) == before


@pytest.mark.parametrize(
    "data", ["k:999", "c:999:duration:0", "o:999:duration:0", "q:999", "w:999", "x:999", "p:veo-3.1:999"]
)
async def test_buttons_of_a_forgotten_draft(kiosk: BotUnderTest, data: str) -> None:
    """A button of long ago is answered with a way to begin again."""
    await kiosk.person().tap_data(data, 5, long_ago=True)
    assert "expired" in kiosk.screen.last.text
    assert kiosk.screen.last.labels == ["‹ Menu"]
    assert len(kiosk.screen.toasts) == 1, "the tap was answered"


@pytest.mark.parametrize("data", ["nonsense", "zz:1", "go:onlyone", "k:notanumber", "s:cookies:0:0"])
async def test_buttons_that_nobody_knows(kiosk: BotUnderTest, data: str) -> None:
    """Whatever a button of another version says, it is answered by a toast, and in private by a way to go on."""
    await kiosk.person().tap_data(data, 5)
    assert "expired" in (kiosk.screen.toasts[-1] or "")
    assert kiosk.screen.last.labels == ["‹ Menu"]


@pytest.mark.parametrize("position", ["99", "-1"])
async def test_choices_that_are_gone(kiosk: BotUnderTest, position: str) -> None:
    """A choice that the catalogue does not have any more changes nothing."""
    ann = kiosk.person()
    await ann.say("/gen veo-3.1-fast")
    draft = kiosk.screen.last.data("‹ Back").partition(":")[2]
    await ann.tap_data(f"c:{draft}:duration:{position}", kiosk.screen.last.id)
    assert "expired" in kiosk.screen.last.text
    assert "‹ Back" in kiosk.screen.last.labels


async def test_speech_is_priced_by_the_minute_until_there_are_words(kiosk: BotUnderTest) -> None:
    """Shelf and card say the price of a minute; with the words the price is exact."""
    ann = kiosk.person()
    await ann.say("/audio")
    await ann.tap("ElevenLabs TTS · 5 / min")
    assert "<b>5</b> credits per minute" in kiosk.screen.last.text
    await ann.say("word " * 300)
    assert "<b>10 credits</b>" in kiosk.screen.last.text


async def test_back_leads_to_the_page_of_the_model(kiosk: BotUnderTest) -> None:
    """From a card of the second page Back returns to the second page."""
    ann = kiosk.person()
    await ann.say("/video")
    await ann.tap("▶")
    second = list(kiosk.screen.last.labels)
    await ann.tap(second[0])
    await ann.tap("‹ Back")
    assert kiosk.screen.last.labels == second
