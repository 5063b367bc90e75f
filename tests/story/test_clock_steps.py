"""The machine's clock is set while people wait: nothing is late, early, refunded or doubled by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.story.kiosk import BotUnderTest, kiosk_between, until

pytestmark = pytest.mark.story

ROOT = Path(__file__).parents[2]
HOOK = """
import os, time

_real, _file = time.time, os.environ["CLOCK_FILE"]


def _set():
    try:
        with open(_file) as file:
            return _real() + float(file.read() or 0)
    except OSError:
        return _real()


time.time = _set
"""
"""Python reads this before anything else: the process has a machine's clock of its own, which a file sets."""

STEPS = {"an hour ahead": 3600, "an hour back": -3600, "six minutes ahead": 360, "a year back": -365 * 86400}


@pytest.mark.parametrize("step", STEPS)
async def test_while_a_job_runs(folder: Path, step: str) -> None:
    """Without callbacks: KIE is asked on, the media comes in time, once, and is paid once."""
    (folder / "hook").mkdir()
    (folder / "hook" / "sitecustomize.py").write_text(HOOK)
    clock = folder / "clock"
    async with kiosk_between(
        folder,
        "live",
        whole=True,
        kie={"hold": True},
        PUBLIC_URL=None,
        CLOCK_FILE=str(clock),
        PYTHONPATH=f"{folder / 'hook'}:{ROOT}",
    ) as kiosk:
        card = await kiosk.generate(kiosk.alice, "flux-pro a sundial")
        task = await kiosk.kie.wait_task(timeout=20)
        await until(lambda: bool(kiosk.rows("SELECT 1 FROM generations WHERE state = 'running'")))
        clock.write_text(str(STEPS[step]))
        second = await kiosk.generate(kiosk.boris, "flux-pro a second sundial")
        await until(lambda: len(kiosk.kie.tasks) == 2)
        for one in list(kiosk.kie.tasks.values()):
            one.finish()
        await kiosk.media(kiosk.alice.private, after=card, timeout=60)
        await kiosk.media(kiosk.boris.private, after=second, timeout=60)
        await kiosk.concluded(card)
        await kiosk.concluded(second)
        require_once(kiosk)
        assert task.id in {row["external_task_id"] for row in kiosk.rows("SELECT * FROM generations")}
        kiosk.require_exact_ledger()


def require_once(kiosk: BotUnderTest) -> None:
    """Both were made once, sent once, and neither was in doubt or given back."""
    rows = kiosk.rows("SELECT state, delivery_attempts FROM generations ORDER BY id")
    assert [(row["state"], row["delivery_attempts"]) for row in rows] == [("delivered", 1)] * 2
    states = {row["state"] for row in kiosk.rows("SELECT state FROM generation_transitions")}
    assert not states & {"in_doubt", "failed", "cancelled"}
    for person in (kiosk.alice, kiosk.boris):
        assert len([one for one in person.private.messages if one.kind == "photo"]) == 1
