"""The operator's buttons."""

from __future__ import annotations

from enum import StrEnum

from bot.domain.group import AdmissionStatus
from bot.domain.people_search import PeopleFilter
from bot.domain.runtime_setting import SettingGroup
from bot.domain.segment import SegmentField
from bot.domain.staff import Act, Role
from handlers.core.buttons.base import Button, Owner


class BroadcastAction(StrEnum):
    """What a button of a broadcast's card does."""

    LOOK = "l"
    """Nothing: its card is shown as it is now."""
    SEND = "s"
    MESSAGE = "m"
    """Show the message to the operator alone, as people see it."""
    WHOM = "w"
    WHEN = "t"
    NOW = "n"
    IN_AN_HOUR = "h"
    TOMORROW = "d"
    TYPE_TIME = "y"
    MORNINGS = "o"
    SAME_TIME = "z"
    """Everybody at once, not in their mornings."""
    LINKS = "b"
    TYPE_LINK = "k"
    NO_LINKS = "x"
    NEWS = "e"
    IMPORTANT = "i"
    PAUSE = "p"
    GO_ON = "g"
    ASK_CANCEL = "q"
    CANCEL = "c"
    REOPEN = "r"


class BroadcastButton(Button, prefix="bc", owner=Owner.OPERATOR):
    """A button of a broadcast's card; `revision` is that of what was looked at, where that matters."""

    broadcast: int
    do: BroadcastAction
    revision: int = 0


class SegmentButton(Button, prefix="bs", owner=Owner.OPERATOR):
    """A condition of a broadcast's segment: its values; with `value`, set it. What a colon stands in is written with |."""

    broadcast: int
    what: SegmentField
    value: str = ""


class BroadcastsButton(Button, prefix="bd", owner=Owner.OPERATOR):
    """Broadcasts older than `before` (0 = the newest)."""

    before: int = 0


class AdmitButton(Button, prefix="gj", owner=Owner.OPERATOR):
    """Let the bot work in a group, leave it, or leave it for good."""

    chat: int
    admission: AdmissionStatus


class AcceptStateButton(Button, prefix="sw", owner=Owner.OPERATOR):
    """Take the results of a generation whose state has an unknown word, and of all in that state from now on.

    `asked` names the word (`bot.availability.supplier_words.question_key`).
    """

    generation: int
    asked: str


class GroupsButton(Button, prefix="gl", owner=Owner.OPERATOR):
    """A page of the operator's list of groups."""

    page: int = 0


class GroupInfoButton(Button, prefix="gi", owner=Owner.OPERATOR):
    """One group of the operator's list; `page` is the page that it stands on."""

    chat: int
    page: int = 0


class StaffButton(Button, prefix="y", owner=Owner.OPERATOR):
    """A page of who has a role."""

    page: int = 0


class StaffMemberButton(Button, prefix="ym", owner=Owner.OPERATOR):
    """Who has a role, and which they may have; `page` is the page that they stand on."""

    person: int
    page: int = 0


class StaffRoleButton(Button, prefix="yr", owner=Owner.OPERATOR):
    """Give a person a role; without one take theirs."""

    person: int
    role: Role | None = None
    page: int = 0


class LogButton(Button, prefix="yl", owner=Owner.OPERATOR):
    """Older lines of the operators' log than `before` (0 = the newest), of one person or of one kind where that is said."""

    before: int = 0
    person: int = 0
    act: Act | None = None


class ModelAction(StrEnum):
    """What a button of a model's card does."""

    ON = "on"
    OFF = "off"
    HIDE = "hide"
    SHOW = "show"
    USUAL = "usual"
    """It has the terms of all models again."""
    LOOK = "look"
    """Nothing: its card is shown."""


class ModelActionButton(Button, prefix="ma", owner=Owner.OPERATOR):
    """A button of a model's card; `revision` is that of the terms on it."""

    slug: str
    action: ModelAction
    revision: int = 0


class ModelPriceButton(Button, prefix="mp", owner=Owner.OPERATOR):
    """Sell a model at a price that was asked about; `multiplier` is empty for that of all models, and
    `revision` is that of the terms that it had then.
    """

    slug: str
    multiplier: str
    surcharge: int
    revision: int


class GrantButton(Button, prefix="yg", owner=Owner.OPERATOR):
    """Give the credits that were asked about, or do not; the token names what was asked, for one answer."""

    code: str
    send: bool


class MoneyFileButton(Button, prefix="mc", owner=Owner.OPERATOR):
    """The money of a span of days as a file; `span` as it is typed behind /money."""

    span: str


class DailyReportButton(Button, prefix="yy", owner=Owner.OPERATOR):
    """From now on the daily report comes to the presser by itself, or does not."""

    on: bool


class UserButton(Button, prefix="yu", owner=Owner.OPERATOR):
    """One person as they are now; `listed` in a message of its own, below the list."""

    person: int
    listed: bool = False


class PersonAct(StrEnum):
    """What an operator does for a person from their card."""

    GRANT = "grant"
    TAKE = "take"
    NOTE = "note"
    MESSAGE = "message"
    BLOCK = "block"
    UNBLOCK = "unblock"
    DATA = "data"
    """All that is stored, as files."""


class PersonActButton(Button, prefix="yd", owner=Owner.OPERATOR):
    """Do something for a person, whose words are asked for."""

    person: int
    what: PersonAct


class SendToPersonButton(Button, prefix="ys", owner=Owner.OPERATOR):
    """Send the message that was looked at, or do not; the token names it, for one answer."""

    code: str
    send: bool


class UsersButton(Button, prefix="yp", owner=Owner.OPERATOR):
    """A page of people: who is called so, and who of them; `after` and `day` say where it begins
    (`bot.domain.people_search.PeoplePlace`).
    """

    only: PeopleFilter = PeopleFilter.ALL
    after: int = 0
    day: int = 0
    words: str = ""


class ConfigButton(Button, prefix="nf", owner=Owner.OPERATOR):
    """The settings of a group."""

    page: SettingGroup = SettingGroup.PRICES


class SettingButton(Button, prefix="ns", owner=Owner.OPERATOR):
    """One setting, by its name."""

    what: str


class SetSettingButton(Button, prefix="nv", owner=Owner.OPERATOR):
    """Set a setting, without a value take back what was set; `sure` when a loss was shown."""

    what: str
    value: str | None = None
    sure: bool = False
