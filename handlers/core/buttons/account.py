"""A person's settings and own key."""

from __future__ import annotations

from enum import StrEnum

from handlers.core.buttons.base import Button, Owner


class LanguageButton(Button, prefix="l", owner=Owner.MENU):
    """Speak this language; None = as Telegram does."""

    code: str | None = None


class Page(StrEnum):
    """The settings, and the pages behind them."""

    PANEL = "panel"
    LANGUAGE = "language"
    AUTO_CONFIRM = "auto"
    AUTO_CONFIRM_TYPED = "typed"
    FALL_BACK = "fails"
    QUIET = "quiet"
    QUIET_OWN = "own"
    CLOCK = "clock"
    CLOCK_OTHER = "other"
    FORGET = "forget"


class SettingsButton(Button, prefix="se", owner=Owner.MENU):
    """Show the settings, or one of their pages."""

    page: Page = Page.PANEL


class Switch(StrEnum):
    """What can be turned on and off in the settings."""

    ORIGINALS = "o"
    EFFECTS = "e"
    NEWS = "n"
    HINTS = "h"


class PreferenceButton(Button, prefix="so", owner=Owner.MENU):
    """Turn this on or off."""

    what: Switch


class NewsButton(Button, prefix="nw", owner=Owner.MENU):
    """From now on the operator's news come, or do not; it stands `below` this broadcast, whose report counts who has pressed
    it (0 = none). What is counted is the presser's own choice, at most once for who has got it.
    """

    on: bool
    below: int = 0


class AutoConfirmButton(Button, prefix="sk", owner=Owner.MENU):
    """Start requests up to so many credits without asking; 0 = always ask."""

    credits: int


class FallBackButton(Button, prefix="sb", owner=Owner.MENU):
    """What a model fails to make is made with the nearest one, or the person is asked."""

    on: bool


class QuietHoursButton(Button, prefix="sq", owner=Owner.MENU):
    """Be quiet from one hour until another; without the second it is asked for, without both nothing is quiet."""

    start: int | None = None
    until: int | None = None


class ClockButton(Button, prefix="sc", owner=Owner.MENU):
    """The person's clock is so many minutes east of UTC."""

    offset: int


class ZoneButton(Button, prefix="sz", owner=Owner.MENU):
    """The person's clock follows this time zone, an IANA name."""

    zone: str


class ForgetButton(Button, prefix="sf", owner=Owner.MENU):
    """Forget the person who taps."""


class KeyAction(StrEnum):
    """What a button of the key's panel does."""

    SHOW = "show"
    ASK = "ask"
    LEAVE = "leave"
    USE = "use"
    PAUSE = "pause"
    REMOVE = "remove"
    REMOVE_NOW = "remove-now"


class KeyButton(Button, prefix="ky", owner=Owner.MENU):
    """A person's own KIE key: show it, ask for one, switch it, take it away."""

    action: KeyAction = KeyAction.SHOW


class FreeGateButton(Button, prefix="fg", owner=Owner.ANYBODY):
    """Look anew whether who presses may spend free credits."""


class AgeButton(Button, prefix="aa", owner=Owner.MENU):
    """Say to be `age` or older, where no quote waits for that."""

    age: int
