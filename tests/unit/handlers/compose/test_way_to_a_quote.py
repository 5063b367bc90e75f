"""From /start to a confirmed generation, by buttons."""

from __future__ import annotations

from dataclasses import replace

import pytest
from aiogram.methods import EditMessageText

from bot.domain.generation import Generation, State
from tests.unit.handlers.conftest import BotUnderTest


async def test_whole_way_by_buttons(kiosk: BotUnderTest) -> None:
    """Start, shelf, card, prompt, quote, confirm: the credits are held and the card shows the place in line."""
    ann = kiosk.person()
    await ann.say("/start")
    assert "200" in kiosk.screen.last.text
    assert "Ann &lt;3" in kiosk.screen.last.text
    await ann.tap("🎬")
    await ann.tap("Veo 3.1 Fast")
    card = kiosk.screen.last
    assert "<b>70</b> credits" in card.text
    await ann.say("a cat & a <dog>")
    quote = kiosk.screen.last
    assert quote.id != card.id
    assert "a cat &amp; a &lt;dog&gt;" in quote.text
    assert "70 credits" in quote.text
    assert quote.labels[0].startswith("✨ Generate")
    await ann.tap("Generate")
    assert kiosk.screen.toasts[-1] == "Started"
    assert "Next in line" in quote.text
    [generation] = await kiosk.history.open(7)
    assert (generation.state, generation.price, generation.progress_message_id) == (State.HELD, 70, quote.id)
    assert (await kiosk.balances.balance(7)).available == 130


async def test_in_russian(kiosk: BotUnderTest) -> None:
    """A person with a Russian Telegram is spoken to in Russian, plurals and all."""
    ann = kiosk.person(language="ru")
    await ann.say("/gen kling-2.5-turbo кот")
    assert "50 кредитов" in kiosk.screen.last.text
    assert kiosk.screen.last.labels[0].startswith("✨ Создать")


async def test_double_tap_holds_once(kiosk: BotUnderTest) -> None:
    """The second tap on Generate reads that it has started; nothing more is held."""
    ann = kiosk.person()
    await ann.say("/gen veo-3.1-fast a cat")
    quote = kiosk.screen.last
    data = quote.data("Generate")
    await ann.tap_data(data, quote.id)
    await ann.tap_data(data, quote.id)
    assert kiosk.screen.toasts[-2:] == ["Started", "Already started"]
    assert len(await kiosk.history.open(7)) == 1


async def test_old_quote_is_renewed(kiosk: BotUnderTest) -> None:
    """A price of two days ago is not kept: the same request comes back at today's price, and can be confirmed."""
    ann = kiosk.person()
    await ann.say("/gen veo-3.1-fast a cat")
    kiosk.clock.advance(hours=48)
    await ann.tap("Generate")
    assert "has expired" in kiosk.screen.last.text
    assert await kiosk.history.open(7) == []
    await ann.tap("Generate")
    assert len(await kiosk.history.open(7)) == 1


async def test_not_enough_credits(kiosk: BotUnderTest) -> None:
    """A quote above the balance says what is missing and offers what the credits reach for; it cannot be confirmed."""
    ann = kiosk.person()
    await kiosk.balances.balance(7)  # they have written before
    await kiosk.balances.grant(7, -145, operation_key="k", granted_by=1)
    await ann.say("/gen veo-3.1-fast a cat")
    shown = kiosk.screen.last
    assert "Not enough credits" in shown.text
    assert "Missing: 15" in shown.text
    assert not any(label.startswith("✨ Generate") for label in shown.labels)
    await ann.tap("Kling 2.5 Turbo")
    assert "a cat" in kiosk.screen.last.text, "the prompt came along"
    assert kiosk.screen.last.labels[0].startswith("✨ Generate")


async def test_credits_spent_meanwhile(kiosk: BotUnderTest) -> None:
    """Credits that are gone by the time of the tap: it says so, and nothing is held."""
    ann = kiosk.person()
    await ann.say("/gen veo-3.1-fast a cat")
    quote = kiosk.screen.last
    await kiosk.balances.grant(7, -150, operation_key="k", granted_by=1)
    await ann.tap("Generate", quote)
    assert "Not enough credits" in kiosk.screen.last.text
    assert await kiosk.history.open(7) == []


async def test_too_many_at_once(kiosk: BotUnderTest) -> None:
    """The third open generation of a person who may have two is refused, with the way to see them."""
    ann = kiosk.person()
    for _ in range(3):
        await ann.say("/gen qwen-image a cat")
        await ann.tap("Generate")
    assert "/status" in kiosk.screen.last.text
    assert len(await kiosk.history.open(7)) == 2


async def test_put_away(kiosk: BotUnderTest) -> None:
    """Cancel on a quote: nothing is held, and the next words begin something new."""
    ann = kiosk.person()
    await ann.say("/gen veo-3.1-fast a cat")
    await ann.tap("Cancel")
    assert "Nothing was charged" in kiosk.screen.last.text
    await ann.say("a dog")
    assert any(label.startswith("✨ Generate") for label in kiosk.screen.last.labels)


async def test_options_from_the_quote_and_back(kiosk: BotUnderTest) -> None:
    """A value on the quote is one tap away, and its price is on it: the same message shows it."""
    ann = kiosk.person()
    await ann.say("/gen kling-2.1-pro 5s a cat")
    await ann.photo()
    quote = kiosk.screen.last
    assert "50 credits" in quote.text
    await ann.tap("10 s")
    assert kiosk.screen.last is quote
    assert "70 credits" in quote.text


async def test_a_prompt_after_the_quote_makes_a_new_quote(kiosk: BotUnderTest) -> None:
    """Other words after the quote: the same card with the new prompt."""
    ann = kiosk.person()
    await ann.say("/gen veo-3.1-fast a cat")
    await ann.say("a dog")
    assert "a dog" in kiosk.screen.last.text
    assert kiosk.screen.last.labels[0].startswith("✨ Generate")


async def test_editing_the_message_corrects_the_prompt(kiosk: BotUnderTest) -> None:
    """An edited prompt changes the quote in place; an edited older message changes nothing."""
    ann = kiosk.person()
    await ann.say("/gen veo-3.1-fast")
    older = await ann.say("a cat")
    prompt = await ann.say("a dog")
    quote = kiosk.screen.last
    await ann.edit(prompt, "a big dog")
    assert "a big dog" in quote.text
    before = len(kiosk.screen.calls)
    await ann.edit(older, "a horse")
    assert len(kiosk.screen.calls) == before


async def test_an_edited_line_changes_its_quote(kiosk: BotUnderTest) -> None:
    """The quote of a `/gen` line follows its correction, until something was begun; an older line changes nothing."""
    ann = kiosk.person()
    older = await ann.say("/gen veo-3.1-fast a red kite")
    asked = await ann.say("/gen veo-3.1-fast a blue kite")
    quote = kiosk.screen.last
    await ann.edit(asked, "/gen flux-pro a green kite")
    assert "a green kite" in kiosk.screen.messages[quote.id].text
    assert "Flux Pro" in kiosk.screen.messages[quote.id].text
    await ann.edit(older, "/gen veo-3.1-fast a yellow kite")
    await ann.tap("Generate")
    await ann.edit(asked, "/gen flux-pro a white kite")
    assert kiosk.screen.last.id == quote.id
    assert [one.prompt for one in await kiosk.history.open(7)] == ["a green kite"]


async def test_a_card_that_cannot_be_edited_gets_a_successor(kiosk: BotUnderTest) -> None:
    """When Telegram refuses the edit the answer is sent as a new message."""
    ann = kiosk.person()
    await ann.say("/menu")
    menu = kiosk.screen.last
    kiosk.screen.refuse = EditMessageText
    await ann.tap("🎬")
    assert kiosk.screen.last.id != menu.id
    assert "Video" in kiosk.screen.last.text


async def test_two_conversations_at_once(kiosk: BotUnderTest) -> None:
    """Two cards are open: words go to the one that was touched last, and confirming one leaves the other alone."""
    ann = kiosk.person()
    await ann.say("/gen veo-3.1-fast a cat")
    first = kiosk.screen.last
    await ann.say("/gen kling-2.5-turbo")
    await ann.tap("Generate", first)
    await ann.say("a dog")
    assert "Kling 2.5 Turbo" in kiosk.screen.last.text
    assert "a dog" in kiosk.screen.last.text


async def test_an_edited_caption_is_the_prompt(kiosk: BotUnderTest) -> None:
    """The words below a reference are corrected like any others: the open quote follows, the reference stays."""
    ann = kiosk.person()
    await ann.say("/gen gpt-4o-image")
    photo = await ann.photo("a hta on it")
    quote = kiosk.screen.last
    await ann.edit(photo, "a hat on it")
    assert "<blockquote>a hat on it</blockquote>" in quote.text
    assert "📎 1 photo" in quote.text
    assert kiosk.screen.last is quote


async def test_progress_takes_another_message_when_the_card_is_gone(kiosk: BotUnderTest) -> None:
    """The quote card was deleted while its button was tapped: the progress is shown below."""
    ann = kiosk.person()
    await ann.say("/gen veo-3.1-fast a cat")
    quote = kiosk.screen.last
    data = quote.data("Generate")
    del kiosk.screen.messages[quote.id]
    await ann.tap_data(data, quote.id)
    assert "Next in line" in kiosk.screen.last.text


async def test_no_late_progress(kiosk: BotUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A result that was quicker than the drawing has removed the card: no message says "in line" after it."""
    ann = kiosk.person()
    await ann.say("/gen veo-3.1-fast a cat")
    quote = kiosk.screen.last
    data = quote.data("Generate")
    del kiosk.screen.messages[quote.id]
    held = kiosk.store.generation

    async def delivered(generation_id: int) -> Generation | None:
        generation = await held(generation_id)
        return replace(generation, state=State.DELIVERED) if generation else None

    monkeypatch.setattr(kiosk.store, "generation", delivered)
    await ann.tap_data(data, quote.id)
    assert kiosk.screen.messages == {}


async def test_a_long_prompt_is_repeated(kiosk: BotUnderTest) -> None:
    """A prompt of thousands of characters, half of them escaped, is on the quote, and there to be copied for changes."""
    ann = kiosk.person()
    prompt = "a <cat> & " * 190
    await ann.say(f"/gen gpt-4o-image {prompt}")
    assert "a &lt;cat&gt; &amp; " * 189 in kiosk.screen.last.text
    assert kiosk.screen.last.labels[0].startswith("✨ Generate")
    await ann.tap("New prompt")
    assert "a &lt;cat&gt; &amp; " * 189 in kiosk.screen.last.text
