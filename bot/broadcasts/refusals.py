"""Why a broadcast was not changed."""

from __future__ import annotations

from bot.errors import Refusal


class BroadcastGone(Refusal):
    """There is none of this number (any more)."""

    code = "broadcast-gone"


class BroadcastChanged(Refusal):
    """Another operator, or another card, has changed it since it was looked at."""

    code = "broadcast-changed"


class BroadcastNotOpen(Refusal):
    """Its state does not let that be done. Facts: number, state (of `BroadcastState`)."""

    code = "broadcast-not-open"


class BadSegmentValue(Refusal):
    """No condition can have this value. Facts: field (of `SegmentField`)."""

    code = "broadcast-bad-value"


class BadLink(Refusal):
    """No button can lead there."""

    code = "broadcast-bad-link"


class BadLabel(Refusal):
    """A button cannot say that. Facts: maximum (characters)."""

    code = "broadcast-bad-label"


class CodeNotOn(Refusal):
    """There is no such promo code, it is switched off, or used up. Facts: code."""

    code = "broadcast-code-not-on"


class TooManyLinks(Refusal):
    """There are as many buttons as may stand below it. Facts: maximum."""

    code = "broadcast-too-many-links"


class BadStart(Refusal):
    """It cannot begin then: the moment is past, or too far away."""

    code = "broadcast-bad-start"
