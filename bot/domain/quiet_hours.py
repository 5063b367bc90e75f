"""Hours in which a person wants no sounds, on their own clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

HOURS_PER_DAY = 24


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From one full hour until another, every day; past midnight when `until` is not after `start`.

    Attributes:
        start: the first quiet hour, 0 to 23.
        until: the first hour that is not quiet any more, 0 to 23; equal to `start` means the whole day.
    """

    start: int
    until: int

    @property
    def is_whole_day(self) -> bool:
        """Whether there is no hour that is not quiet."""
        return self.start == self.until

    def cover(self, moment: datetime, utc_offset: int) -> bool:
        """Whether a moment is quiet for a person `utc_offset` minutes east of UTC."""
        since = (_local(moment, utc_offset).hour - self.start) % HOURS_PER_DAY
        return since < self._length

    def end_after(self, moment: datetime, utc_offset: int) -> datetime:
        """When it gets loud again: the next full hour `until` of the person's clock, later than the moment."""
        local = _local(moment, utc_offset)
        end = local.replace(hour=self.until, minute=0, second=0, microsecond=0)
        if end <= local:
            end += timedelta(days=1)
        return end - timedelta(minutes=utc_offset)

    @property
    def _length(self) -> int:
        return (self.until - self.start) % HOURS_PER_DAY or HOURS_PER_DAY


def _local(moment: datetime, utc_offset: int) -> datetime:
    """The clock on the person's wall; still labelled UTC."""
    return moment + timedelta(minutes=utc_offset)
