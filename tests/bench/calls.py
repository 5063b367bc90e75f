"""Python calls and write transactions of single actions: figures that do not depend on the machine's speed.

Counted: every call of a Python function in the event loop's thread (a coroutine that is resumed counts again) from a raw
update to the end of its handling, and while the message below a result is written. Write transactions are the commits in
SQLite's write-ahead log. The dispatcher is the one that the bot itself builds, Telegram answers at once.

Not counted: calls inside the database's own thread. The engine's steps are counted apart (`engine_steps`), with fakes for KIE and Telegram.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot.availability.model_health import ModelHealth
from bot.catalog.load import load_catalog
from bot.catalog.spec import Dialect, Kind
from bot.clock import SystemClock
from bot.domain.generation import Asset
from bot.i18n import Texts
from handlers.messages import LocalizedMessageTemplates
from tests.bench import engine_steps
from tests.bench.figures import Figure
from tests.bench.profiles import PLACES, counted, visited
from tests.support.samples import held

_SHOWN = {
    "shelf": "a tap on a shelf",
    "card": "a tap on a model, to its card",
    "balance": "/balance",
    "gen": "/gen to a quote",
    "generate": "a tap on Generate",
    "status": "/status",
    "history": "/history",
}
"""By the name of an update what its figures say."""


_STEPS = {
    "confirm": "confirming a quote, without Telegram's side",
    "submit": "the step to KIE",
    "callback": "a callback",
    "status": "the step to a finished status",
    "deliver": "the step to a delivery and its conclusion",
}
"""By the name of a step what its figures say."""


async def measure(folder: Path) -> list[Figure]:
    """Count each action once; it makes the same calls every time.

    Raises:
        BenchmarkFailed: the visit leads to a call that it should not make.
    """
    updates, steps = await visited(folder), await engine_steps.steps(folder)
    return [
        figure
        for name, what in _SHOWN.items()
        for figure in (
            Figure(what=f"calls of {what}", unit="calls", values=[updates[PLACES[name]].calls.total]),
            Figure(
                what=f"write transactions of {what}", unit="commits", values=[updates[PLACES[name]].commits]
            ),
        )
    ] + [
        Figure(what="calls of a result's message", unit="calls", values=[_message()]),
        *(
            figure
            for name, what in _STEPS.items()
            for figure in (
                Figure(what=f"calls of {what}", unit="calls", values=[steps[name].calls.total]),
                Figure(what=f"write transactions of {what}", unit="commits", values=[steps[name].commits]),
            )
        ),
        Figure(
            what="write transactions from a confirmation until KIE's answer is written down",
            unit="commits",
            values=[steps["confirm"].commits + steps["submit"].commits],
        ),
        Figure(
            what="write transactions from the query of a finished status until its person has the result",
            unit="commits",
            values=[steps["status"].commits + steps["deliver"].commits],
        ),
    ]


def _message() -> int:
    """The message below a picture that was delivered."""
    catalog = load_catalog()
    health = ModelHealth(catalog, Dialect.LIVE, SystemClock())
    templates = LocalizedMessageTemplates(Texts.load(), catalog, health)
    asset = Asset(url="https://cdn.example/a.png", kind=Kind.IMAGE, sent_as="photo")
    generation = replace(held(1, "token", model="z-image", references=()), id=17, assets=(asset,))
    templates.result(generation)
    with counted() as calls:
        templates.result(generation)
    return calls.total
