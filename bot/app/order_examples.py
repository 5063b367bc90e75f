"""`python -m bot examples`: have an example recorded of each model, after its price was shown and agreed to.

The command only writes down what is wanted, in one short transaction; the running bot records it
(docs/decisions/0014-examples-are-ordered-and-the-bot-records-them.md). So it can be used beside the bot or before its start.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final

from bot.catalog.catalog import Catalog
from bot.catalog.ideas import load_ideas
from bot.catalog.load import load_catalog
from bot.domain.example import ExampleState
from bot.errors import SettingsError
from bot.generation.example_recording import Recording, recording_of
from bot.settings import Settings
from storage.generation.examples import order_recordings, read_recordings
from storage.operations.disabled_models import read_disabled_models

_ROW: Final = "{:<24} {:>9}  {}\n"
_PROMPT_SHOWN: Final = 70

Say = Callable[[str], object]
Ask = Callable[[], str]


def order_examples(
    settings: Settings,
    slugs: Sequence[str],
    *,
    agreed: bool = False,
    say: Say = sys.stdout.write,
    ask: Ask | None = None,
) -> int:
    """Show what would be recorded and what KIE takes for it, and order it when that is agreed to.

    Args:
        settings: the operator's.
        slugs: the models; all of them when none is named.
        agreed: whether no question is needed.
        say: prints.
        ask: reads the answer to the question; None where no one can answer.

    Returns:
        0 when everything is recorded or ordered, 1 when it was not agreed to.

    Raises:
        SettingsError: there is no admin to send recordings to, or no such model.
        StorageError: there is no database yet, or it cannot be written.
    """
    if not settings.admin_ids:
        raise SettingsError("ADMIN_IDS: recordings are sent to the first admin, and there is none")
    known = read_recordings(settings.database_path)
    disabled = read_disabled_models(settings.database_path)
    wanted = _wanted(load_catalog(), settings, slugs, known, disabled, say)
    if not wanted:
        say("nothing is to be recorded\n")
        return 0
    for one in wanted:
        say(_ROW.format(one.model, _number(one.kie_credits), one.prompt[:_PROMPT_SHOWN].replace("\n", " ")))
    total = sum((one.kie_credits for one in wanted), Decimal())
    say(f"{len(wanted)} examples, {_number(total)} credits at KIE in all\n")
    if not agreed:
        if ask is None:
            say("nothing was ordered: say --yes where no one can be asked\n")
            return 1
        say("Record them? [y/N] ")
        if ask().strip().casefold() not in {"y", "yes"}:
            say("nothing was ordered\n")
            return 1
    now = datetime.now(UTC)
    ordered = order_recordings(settings.database_path, [one.ordered_at(now) for one in wanted])
    say(f"{ordered} ordered: the running bot records them, one that is stopped does when it is started\n")
    return 0


def _wanted(
    catalog: Catalog,
    settings: Settings,
    slugs: Sequence[str],
    known: Mapping[str, ExampleState],
    disabled: frozenset[str],
    say: Say,
) -> Sequence[Recording]:
    """What is not recorded yet; of models that are named it is said why they are left out."""
    for slug in slugs:
        if slug not in catalog:
            raise SettingsError(f"no model is called {slug!r}")
    chosen = [catalog.get(slug) for slug in dict.fromkeys(slugs)] or catalog.models(settings.dialect)
    ideas, wanted = load_ideas(), []
    for model in chosen:
        recording = None if model.slug in disabled else recording_of(model, settings.dialect, ideas)
        if recording is None:
            reason = "is not sold, or needs media: no example"
        elif known.get(recording.name, ExampleState.FAILED) is not ExampleState.FAILED:
            reason = f"{known[recording.name]} already"
        else:
            wanted.append(recording)
            continue
        if slugs:
            say(f"{model.slug}: {reason}\n")
    return wanted


def _number(credits_exactly: Decimal) -> str:
    return f"{credits_exactly.normalize():f}"
