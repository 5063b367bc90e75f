"""A Telegram of our own: the Bot API over HTTP, people to drive it, and a browser page to chat in.

For a human: `python -m bot sandbox` calls `seed_demo_chats` and serves the page at `/`. For a test, the bot being another process or a task:

    telegram = TelegramSimulator()
    await telegram.start()                       # telegram.url is the bot's TELEGRAM_API_URL
    alice = telegram.person("Alice", language="en")
    await alice.send("/start")
    menu = await alice.private.wait("Pick a model")
    answer = await alice.tap(menu, "Generate")   # CallbackAnswer(text, show_alert, url, copied)
    video = await alice.private.wait(lambda message: message.kind == "video", after=menu)
    assert video.read()
    offered = await alice.inline("cat")           # types "@bot cat"; InlineAnswer(results, next_offset, button, ...)
    await alice.choose(offered.results[0], chat=group)
    paid = await alice.pay(invoice)              # a message, or the text of a link; Payment(charge_id, error, message)
    telegram.faults.flood("sendVideo", retry_after=3)
    assert telegram.calls.find("sendVideo", ok=False)
    await telegram.close()

Every call is checked with aiogram's own models and then with Telegram's rules; refusals carry Telegram's words.
Deliberately stricter than Telegram: unknown fields, Markdown parse modes, bad thumbnails and albums of one are refused.
Deliberately absent: channels, payments in other currencies than Stars, polls, stickers sets, business accounts, and of
inline mode: Telegram's cache of answers, results by URL, taps below inline messages. A known method without an
implementation is refused with 400, except the few that `server` lists as having no effect.

Map: `calls` request -> method object, `rules` and `entities` what a text and a keyboard may be, `media` and `files`
bytes, `world` the state, `core` who may write and who hears what, `inline` queries behind the bot's name, `methods_*`
the implementations, `invoice`, `stars` and `payments` what people pay, `updates` polling and webhook, `faults` trouble
and the log of calls, `people` and `chats` the driver, `page_*` and `page/` the browser.
"""

from bot.sandbox.telegram.chats import ChatHandle, Group
from bot.sandbox.telegram.core import CallbackAnswer, Options
from bot.sandbox.telegram.demo_chats import seed_demo_chats
from bot.sandbox.telegram.errors import ApiError
from bot.sandbox.telegram.faults import Call, Cut, Fault, Page
from bot.sandbox.telegram.inline import InlineAnswer, InlineResult
from bot.sandbox.telegram.invoice import Invoice
from bot.sandbox.telegram.payments import Payment
from bot.sandbox.telegram.people import Item, Person
from bot.sandbox.telegram.simulator import SANDBOX_TOKEN, TelegramSimulator
from bot.sandbox.telegram.stars import Charge, Checkout, Stars, Subscription
from bot.sandbox.telegram.world import Button, Media, Message, Topic

__all__ = [
    "SANDBOX_TOKEN",
    "ApiError",
    "Button",
    "Call",
    "CallbackAnswer",
    "Charge",
    "ChatHandle",
    "Checkout",
    "Cut",
    "Fault",
    "Group",
    "InlineAnswer",
    "InlineResult",
    "Invoice",
    "Item",
    "Media",
    "Message",
    "Options",
    "Page",
    "Payment",
    "Person",
    "Stars",
    "Subscription",
    "TelegramSimulator",
    "Topic",
    "seed_demo_chats",
]
