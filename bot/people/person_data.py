"""/mydata: everything that is stored about a person, as JSON files of a bounded size."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

from bot.domain.person_data import DataPlace, PersonDataReader
from bot.ports import Clock
from bot.rolling_window import RollingWindows, WindowLimit

PART_BYTES: Final = 10_000_000
"""Size of a file; Telegram takes 50 MB, and a few times this much is in memory."""
PER_PERSON: Final = WindowLimit(1, 3600.0)
"""How often a person gets their own data."""
PER_OPERATOR: Final = WindowLimit(20, 3600.0)
"""How often an operator gets that of others."""
_REMEMBERED: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPart:
    """A file.

    Attributes:
        number: of the part, from 1.
        content: JSON: whose, when, which part, and under `data` the rows by section.
        next: where the next part begins; None after the last one.
    """

    number: int
    content: bytes
    next: DataPlace | None


class PersonData:
    """Makes the files.

    Args:
        reader: reads rows.
        clock: the time.
        part_bytes: size of a file.
    """

    def __init__(self, reader: PersonDataReader, clock: Clock, *, part_bytes: int = PART_BYTES) -> None:
        self._reader = reader
        self._clock = clock
        self._part_bytes = part_bytes
        self._own: RollingWindows[int] = RollingWindows(_REMEMBERED, PER_PERSON)
        self._of_others: RollingWindows[int] = RollingWindows(_REMEMBERED, PER_OPERATOR)

    def may_ask(self, person_id: int, *, of: int) -> bool:
        """Whether a person may have the data of `of` now."""
        now = self._clock.now().timestamp()
        return self._windows(person_id, of).of(person_id).free_at(now) <= now

    def count(self, person_id: int, *, of: int) -> None:
        """They are getting it."""
        self._windows(person_id, of).of(person_id).spend(self._clock.now().timestamp())

    def _windows(self, person_id: int, of: int) -> RollingWindows[int]:
        return self._own if person_id == of else self._of_others

    async def part(
        self, person_id: int, *, number: int = 1, place: DataPlace | None = None, with_payments: bool = True
    ) -> DataPart:
        """The next file, read in short reads; what changes meanwhile may be in it or not."""
        place = place or DataPlace()
        sections: dict[str, list[str]] = {}
        size = 0
        following: DataPlace | None = place
        while following is not None and size < self._part_bytes:
            found = await self._reader.rows(person_id, following, with_payments=with_payments)
            lines = [json.dumps(row, ensure_ascii=False) for row in found.rows]
            if lines:
                sections.setdefault(found.section, []).extend(lines)
            size += sum(len(line.encode()) for line in lines)
            following = found.next
        head = json.dumps(
            {
                "person": person_id,
                "made_at": self._clock.now().isoformat(),
                "part": number,
                "last": following is None,
            }
        )
        body = ",\n".join(
            f"{json.dumps(name)}: [\n" + ",\n".join(lines) + "\n]" for name, lines in sections.items()
        )
        content = f'{head[:-1]}, "data": {{\n{body}\n}}}}\n'.encode()
        return DataPart(number=number, content=content, next=following)
