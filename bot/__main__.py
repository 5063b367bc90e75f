"""`python -m bot [run|sandbox|check|examples|models|payments|backup|move]`; without a word `run`, or the sandbox while there is no token."""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import KioskError

BAD_SETTINGS = 2
"""Exit code when a setting, the catalogue or the database stops the start."""

_OWNER_ALONE = 0o077
"""Rights that new files of the bot never get."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that the words name; returns the exit code."""
    words = _parser().parse_args(arguments)
    try:
        return _COMMANDS[words.command](words)
    except KioskError as error:
        print(f"kiosk: {error}", file=sys.stderr)  # noqa: T201  the one clear line
        return BAD_SETTINGS
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot", description="Kiosk, the Telegram bot for AI media."
    )
    commands = parser.add_subparsers(dest="command", metavar="command")
    commands.add_parser(
        "run", help="run the bot (the default with a BOT_TOKEN); settings come from the environment or .env"
    )
    sandbox = commands.add_parser(
        "sandbox", help="play with the bot in a browser (the default without a BOT_TOKEN)"
    )
    parser.set_defaults(command="", port=None, dialect="live")
    sandbox.add_argument("--port", type=int, help="port of the chat page (default 8090, or a free one)")
    sandbox.add_argument(
        "--dialect", choices=["live", "integration"], default="live", help="KIE's contract to simulate"
    )
    check = commands.add_parser("check", help="compare the catalogue and the key with what KIE says")
    check.add_argument(
        "models", nargs="*", metavar="MODEL", help="a model's name in /gen; all of them when none is named"
    )
    check.add_argument(
        "--writer", action="store_true", help="only whether suggestions of words work (WRITER, WRITER_MODEL)"
    )
    examples = commands.add_parser(
        "examples", help="have an example of each model recorded, after its price was shown"
    )
    examples.add_argument(
        "models", nargs="*", metavar="MODEL", help="a model's name in /gen; all of them when none is named"
    )
    examples.add_argument("--yes", action="store_true", help="record without asking")
    commands.add_parser("models", help="print the table of all models as Markdown: docs/models.md")
    payments = commands.add_parser("payments", help="print what was paid and refunded as CSV")
    for name, meaning in (("--since", "paid on that day or later"), ("--until", "paid before that day")):
        payments.add_argument(name, type=_day, metavar="YYYY-MM-DD", help=f"{meaning} (UTC)")
    backup = commands.add_parser("backup", help="copy the database, also while the bot runs")
    backup.add_argument(
        "--to",
        type=Path,
        metavar="FILE",
        help="where to (default: a new file in the folder backups beside the database)",
    )
    move = commands.add_parser(
        "move", help="move all data from the SQLite file to PostgreSQL, while no bot runs"
    )
    move.add_argument(
        "--from", dest="source", metavar="URL", help="sqlite:///path (default: MOVE_FROM, or the usual file)"
    )
    move.add_argument(
        "--to", dest="target", metavar="URL", help="postgresql://… (default: MOVE_TO, or DATABASE_URL)"
    )
    return parser


def _day(text: str) -> datetime:
    """A day in UTC; argparse says what is wrong with another text."""
    return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)


# Each command imports what it needs when it is called: aiogram alone takes seconds, and only `run` needs it.


def _run(_: argparse.Namespace) -> int:
    from bot.settings import load_settings

    os.umask(_OWNER_ALONE)
    settings = load_settings()
    # A million objects are made by the import, and all of them stay: none is looked through for garbage.
    gc.disable()
    from bot.app.run import run

    gc.freeze()
    gc.enable()
    return asyncio.run(run(settings))


def _run_or_play(words: argparse.Namespace) -> int:
    from bot.settings import is_configured

    if is_configured():
        return _run(words)
    print("kiosk: BOT_TOKEN is not set, so this is the sandbox", file=sys.stderr)  # noqa: T201  says what was chosen
    return _sandbox(words)


def _sandbox(words: argparse.Namespace) -> int:
    from bot.sandbox.launch import play

    return asyncio.run(play(port=words.port, dialect=words.dialect))


def _check(words: argparse.Namespace) -> int:
    from bot.check import check
    from bot.settings import load_settings

    return asyncio.run(check(load_settings(), slugs=words.models, writer_alone=words.writer))


def _examples(words: argparse.Namespace) -> int:
    from bot.app.order_examples import order_examples
    from bot.settings import load_settings

    ask = input if sys.stdin.isatty() else None
    return order_examples(load_settings(), words.models, agreed=words.yes, ask=ask)


def _models(_: argparse.Namespace) -> int:
    from bot.catalog.models_document import models_document

    print(models_document())  # noqa: T201  this command's answer
    return 0


def _payments(words: argparse.Namespace) -> int:
    from bot.settings import load_data_settings
    from storage.payments.export import write_payments

    write_payments(load_data_settings().database_path, sys.stdout, words.since, words.until)
    return 0


def _backup(words: argparse.Namespace) -> int:
    from bot.settings import load_data_settings
    from storage.backup import back_up, default_target

    source = load_data_settings().database_path
    target = words.to or default_target(source)
    size = back_up(source, target)
    print(f"{target}: {size} bytes, checked")  # noqa: T201  this command's answer
    return 0


def _move(words: argparse.Namespace) -> int:
    from bot.app.move import move

    asyncio.run(move(words.source, words.target, sys.stdout.write))
    return 0


_COMMANDS = {
    "": _run_or_play,
    "run": _run,
    "sandbox": _sandbox,
    "check": _check,
    "examples": _examples,
    "models": _models,
    "payments": _payments,
    "backup": _backup,
    "move": _move,
}


if __name__ == "__main__":
    sys.exit(main())
