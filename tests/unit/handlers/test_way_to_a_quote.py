"""From /start to a confirmed generation."""

from __future__ import annotations

from bot.generation.record import State
from tests.unit.handlers.conftest import Kiosk


async def test_whole_way_by_buttons(kiosk: Kiosk) -> None:
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
    assert quote.labels[0].startswith("Generate")
    await ann.tap("Generate")
    assert kiosk.screen.toasts[-1] == "Started"
    assert "Next in line" in quote.text
    [generation] = await kiosk.history.open(7)
    assert (generation.state, generation.price, generation.progress_message_id) == (State.HELD, 70, quote.id)
    assert (await kiosk.purses.balance(7)).available == 130
