"""Subscriptions: asking for a link, and what a person does with what they have."""

from __future__ import annotations

from enum import StrEnum

from handlers.core.buttons.base import Button, Owner


class SubscribeButton(Button, prefix="ub", owner=Owner.MENU):
    """Ask for the link of a monthly pack; `agreed` is what the question about the terms puts there."""

    pack_id: int
    agreed: str = ""


class SubscriptionAction(StrEnum):
    """What a button of a subscription does."""

    SHOW = "show"
    STOP = "stop"
    RESUME = "resume"


class SubscriptionButton(Button, prefix="ux", owner=Owner.MENU):
    """Do this with one's own subscription; it is known by its order's token, and by who presses."""

    action: SubscriptionAction = SubscriptionAction.SHOW
    subscription: str = ""
