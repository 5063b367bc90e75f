"""Memory while a video of 45 MB is delivered, beside the delivery of a small one.

Measured: the real process between the two simulators, as Linux counts it: resident memory (VmRSS) when the bot has
started and answered one /start, and the peak (VmHWM, set back before each delivery) from the confirmation of a quote to
the end of the generation, while the bot fetches the file over HTTP, looks into it and uploads it to Telegram. Shown is
the peak's growth over the idle process. The small video is of the same length and goes the same way, and it goes first:
its growth is what any first delivery costs (modules, buffers), so that the large one's growth can be compared with it.
The process that looks into media is a child and is counted by itself.

Not measured: Telegram's and KIE's sides (the simulators live in this process), and the page cache, which holds
the temporary file outside of any process.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.sandbox.kie.media_generator import BIG_FILE_BYTES
from tests.bench.figures import MEBIBYTE, BenchmarkFailed, Figure
from tests.bench.proc import Children, is_available, peak, reset_peak, resident, watching
from tests.story.kiosk import BotUnderTest, kiosk_between

_MODEL = "veo-3.1-fast"
_INSPECTOR = "bot.delivery.media.probe_child"
_SECONDS = 60.0
"""Longest time for one delivery."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much is measured: deliveries of each size."""

    deliveries: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Delivery:
    """Bytes of the file that arrived, of the bot's peak and of its child's peak."""

    size: int
    peak: int
    child: int


async def measure(folder: Path, counts: Counts) -> list[Figure]:
    """Measure small deliveries, then large ones, in one process.

    Raises:
        BenchmarkFailed: the system does not tell, or what arrived is not the large file.
        AssertionError: something did not happen in time.
    """
    if not is_available():
        msg = "memory is read from /proc, which this system does not have"
        raise BenchmarkFailed(msg)
    async with kiosk_between(folder, "live", whole=True, FREE_CREDITS="unlimited") as kiosk:
        started = await kiosk.alice.send("/start")
        await kiosk.alice.private.wait(lambda message: bool(message.buttons), after=started)
        idle = resident(_pid(kiosk))
        small = [await _delivery(kiosk, "a kite over the sea") for _ in range(counts.deliveries)]
        large = [await _delivery(kiosk, "a kite over the sea big-file") for _ in range(counts.deliveries)]
        left = resident(_pid(kiosk))
    if min(delivery.size for delivery in large) != BIG_FILE_BYTES:
        msg = f"videos of {BIG_FILE_BYTES:,} bytes were to arrive, not of {[each.size for each in large]}"
        raise BenchmarkFailed(msg)
    return _figures(idle, small, large, left)


def _figures(idle: int, small: list[_Delivery], large: list[_Delivery], left: int) -> list[Figure]:
    size = BIG_FILE_BYTES / MEBIBYTE
    little = f"a video of {small[0].size / MEBIBYTE:.2g} MiB"
    return [
        Figure(
            what=f"memory grown at the peak of delivering {size:.0f} MiB, over idle",
            unit="MiB",
            values=[(each.peak - idle) / MEBIBYTE for each in large],
            beside=Figure(what=little, unit="MiB", values=[(each.peak - idle) / MEBIBYTE for each in small]),
        ),
        Figure(
            what="memory of the idle bot",
            unit="MiB",
            values=[idle / MEBIBYTE],
            beside=Figure(what="after every delivery", unit="MiB", values=[left / MEBIBYTE]),
        ),
        Figure(
            what=f"memory of the process that looks into {size:.0f} MiB",
            unit="MiB",
            values=[each.child / MEBIBYTE for each in large],
            beside=Figure(what=little, unit="MiB", values=[each.child / MEBIBYTE for each in small]),
        ),
    ]


async def _delivery(kiosk: BotUnderTest, prompt: str) -> _Delivery:
    """One generation from its quote to its end."""
    pid = _pid(kiosk)
    # A new person each time: the rate limiter slows down a chat that gets many messages.
    person = kiosk.telegram.person(f"Person {len(kiosk.telegram.people)}")
    card = await kiosk.quote(person, f"{_MODEL} {prompt}")
    reset_peak(pid)
    children = Children(pid, _INSPECTOR)
    async with watching(children):
        await person.tap(card, (0, 0))
        video = await kiosk.media(person.private, after=card, kinds=frozenset({"video"}), timeout=_SECONDS)
        await kiosk.concluded(card)
    return _Delivery(size=len(video.read()), peak=peak(pid), child=children.peak)


def _pid(kiosk: BotUnderTest) -> int:
    if kiosk.process is None:
        msg = "the bot does not run"
        raise BenchmarkFailed(msg)
    return kiosk.process.pid
