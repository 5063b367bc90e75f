"""Finding the inline button that a person means, and where its link leads."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from bot.sandbox.telegram.world import Button, Message, User

Target = str | tuple[int, int]


def find_button(message: Message, target: Target) -> Button:
    """The inline button that is meant; AssertionError with all labels when there is none."""
    rows = message.buttons
    if isinstance(target, tuple):
        row, column = target
        if row < len(rows) and column < len(rows[row]):
            return rows[row][column]
    else:
        cells = [cell for line in rows for cell in line]
        tests = (
            lambda cell: cell.label == target,
            lambda cell: cell.data == target,
            lambda cell: target.casefold() in cell.label.casefold(),
        )
        for fits in tests:
            for cell in cells:
                if fits(cell):
                    return cell
    raise AssertionError(f"no button {target!r} at {message!r}")


def deep_link(url: str, bot: User) -> str | None:
    """The payload of a link to the bot's private chat, possibly empty; None when it leads elsewhere."""
    parts = urlsplit(url)
    username = (bot.username or "").lower()
    if parts.hostname in {"t.me", "telegram.me"} and parts.path.strip("/").lower() == username:
        return parse_qs(parts.query).get("start", [""])[0]
    return None
