"""No window ever holds more than its limit, and nothing waits longer than that needs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.rolling_window import RollingWindow, RollingWindows, WindowLimit

LIMITS = (WindowLimit(3, 1), WindowLimit(8, 10))


@given(calls=st.lists(st.tuples(st.sampled_from([0.0, 0.0, 0.25, 1.0, 4.0]), st.integers(1, 3)), max_size=60))
def test_every_window_holds(calls: list[tuple[float, int]]) -> None:
    """Calls that are made as early as allowed never exceed a limit, and any earlier moment would."""
    window, made, now = RollingWindow(*LIMITS), list[float](), 0.0

    def used(limit: WindowLimit, moment: float) -> int:
        return sum(moment - limit.seconds < one <= moment for one in made)

    for pause, weight in calls:
        arrival = now = now + pause
        now = window.free_at(arrival, weight)
        if now > arrival:
            assert any(used(limit, now - 0.001) + weight > limit.count for limit in LIMITS)
        assert window.take(now, weight)
        made += [now] * weight
        assert all(used(limit, now) <= limit.count for limit in LIMITS)


def test_what_does_not_fit_is_not_counted() -> None:
    """A refused call leaves the window as it was; after exactly its seconds there is room again."""
    window = RollingWindow(WindowLimit(1, 10))
    assert window.take(0.0)
    assert not window.take(9.0)
    assert window.free_at(9.0) == 10.0
    assert window.take(10.0)


def test_weights() -> None:
    """No weight needs no room; more than a window holds waits until it is empty."""
    window = RollingWindow(WindowLimit(3, 10))
    window.spend(0.0)
    assert window.free_at(0.0, 0) == 0.0
    assert window.free_at(0.0, 2) == 0.0
    assert window.free_at(0.0, 5) == 10.0


def test_how_full() -> None:
    """By share of the fullest window, and whether anything is left in any of them."""
    window = RollingWindow(*LIMITS)
    assert window.is_idle(0.0)
    window.spend(0.0, 2)
    assert window.is_short(0.0, 0.5)
    assert not window.is_short(1.0, 0.5)
    assert not window.is_idle(9.9)
    assert window.is_idle(10.0)


def test_each_key_has_a_window_of_its_own() -> None:
    """One that is full is in no other's way, and of too many keys the one that was asked for longest ago begins anew."""
    windows: RollingWindows[str] = RollingWindows(2, WindowLimit(1, 10))
    assert [windows.take(key, 0) for key in ("a", "a", "b")] == [True, False, True]
    assert windows.take("c", 1)
    assert windows.take("a", 2), "it was forgotten"
    assert not windows.take("c", 3)
