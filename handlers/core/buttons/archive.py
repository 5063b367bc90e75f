"""Buttons of archives."""

from __future__ import annotations

from handlers.core.buttons.base import Button, Owner


class ZipPartsButton(Button, prefix="az", owner=Owner.GENERATION):
    """An archive of everything that came together with this one."""

    generation: int


class CancelArchiveButton(Button, prefix="ax", owner=Owner.ARCHIVE):
    """Nothing more of it."""

    archive: int
