"""Lists a page at a time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.paging import OpenPage, PageNumber, limit


@given(total=st.integers(0, 200), size=st.integers(1, 30), wanted=st.integers(-(2**70), 2**70))
def test_any_page_that_is_asked_for_is_there(total: int, size: int, wanted: int) -> None:
    """The first or the last one stands in for one that is not, and only the last has room."""
    lines = range(total)
    page = PageNumber.near(wanted, total=total, size=size)
    shown = page.of(lines)
    assert 0 <= page.number < page.count
    assert len(shown) == size or page.number == page.count - 1
    assert bool(shown) == bool(total)


@given(total=st.integers(0, 200), size=st.integers(1, 30))
def test_all_pages_are_the_list(total: int, size: int) -> None:
    """Nothing twice, nothing left out."""
    first = PageNumber.near(0, total=total, size=size)
    pages = [PageNumber.near(number, total=total, size=size) for number in range(first.count)]
    assert [line for page in pages for line in page.of(range(total))] == list(range(total))


@given(total=st.integers(0, 100), size=st.integers(1, 30))
def test_pages_that_no_one_counts(total: int, size: int) -> None:
    """Going on behind the last line of each, all lines come once."""
    lines: list[int] = []
    behind: int | None = -1
    while behind is not None:
        rest = range(behind + 1, total)
        page = OpenPage.of(rest[: limit(size)], size)
        lines += page.lines
        behind = page.behind(lambda line: line)
        assert page.has_more == (page.last is not None)
    assert lines == list(range(total))
