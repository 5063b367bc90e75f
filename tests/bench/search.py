"""How long a search for a model takes, whatever is typed."""

from __future__ import annotations

import time
from pathlib import Path

from bot.catalog.catalog import Catalog
from bot.catalog.load import load_catalog
from bot.catalog.spec import Dialect
from bot.catalog.spelling import sound
from tests.bench.figures import BenchmarkFailed, Figure

ROUNDS = 50

TYPED = {
    "names": ("kling", "суно", "veo 3.1 fast", "klign", "rkbyu", "миджорни"),
    "tasks": ("anime", "удалить фон", "text to video", "дешёвое видео со звуком"),
    "4,096 characters": (
        "a" * 4096,
        "удалить фон " * 341,
        "qwertyuiopasdfghjklzxcvbnm " * 151,
        "🙂" * 4096,
    ),
}


async def measure(_: Path) -> list[Figure]:
    """Milliseconds of one search over the shipped catalogue, spellings not remembered."""
    catalog = load_catalog()
    if not catalog.search("anime", Dialect.LIVE).slugs:
        msg = "the search finds nothing"
        raise BenchmarkFailed(msg)
    return [
        Figure(
            what=f"search {len(catalog)} models: {name}",
            unit="ms",
            values=[_milliseconds(catalog, wanted) for _ in range(ROUNDS) for wanted in typed],
            tail=99,
        )
        for name, typed in TYPED.items()
    ]


def _milliseconds(catalog: Catalog, wanted: str) -> float:
    sound.cache_clear()
    began = time.perf_counter()
    catalog.search(wanted, Dialect.LIVE)
    return (time.perf_counter() - began) * 1000
