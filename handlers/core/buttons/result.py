"""A generation at work, and what it made."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from bot.catalog.spec import Verb
from handlers.core.buttons.base import Button, Owner


class StopButton(Button, prefix="st", owner=Owner.GENERATION):
    """Cancel a generation that waits in line; of a chain everything that KIE does not have yet."""

    generation: int


class AgainButton(Button, prefix="ag", owner=Owner.RESULT):
    """The same once more."""

    generation: int


class PartButton(Button, prefix="bp", owner=Owner.RESULT):
    """One of several results that came together: what can be done with it, in place of the list."""

    generation: int


class PartsButton(Button, prefix="bl", owner=Owner.RESULT):
    """Back to the list of the several results, of which this is one."""

    generation: int


class MissingPartsButton(Button, prefix="bm", owner=Owner.RESULT):
    """Once more what came to nothing of the several that this generation was confirmed with."""

    generation: int


class PartsAgainButton(Button, prefix="ba", owner=Owner.RESULT):
    """All of those once more."""

    generation: int


class EditButton(Button, prefix="ed", owner=Owner.RESULT):
    """The same with another prompt."""

    generation: int


class RewordButton(Button, prefix="wr", owner=Owner.GENERATION):
    """Suggest words that a content filter accepts, in place of those that one has refused."""

    generation: int


class ReopenDraftButton(Button, prefix="ro", owner=Owner.GENERATION):
    """The same, from its card; `at` opens it at an option, the prompt or the references (`bot.catalog.failure_field`)."""

    generation: int
    at: str | None = None


class OtherModelButton(Button, prefix="ot", owner=Owner.RESULT):
    """The same prompt with another model."""

    generation: int


class UseInsteadButton(Button, prefix="in", owner=Owner.GENERATION):
    """The same request with this other model."""

    generation: int
    slug: str


class ResultPage(StrEnum):
    """The pages of a result card's buttons."""

    FRONT = "f"
    MORE = "m"
    SURE = "s"
    """Deleting is asked for once."""


class ResultButton(Button, prefix="rt", owner=Owner.RESULT):
    """Turn the buttons of a result card to another page; another member gets what they can do in a message of their own."""

    generation: int
    page: ResultPage


class ResultFavouriteButton(Button, prefix="rh", owner=Owner.RESULT):
    """Mark a result as a favourite, or take the mark away: each person their own."""

    generation: int


class ShowCommandButton(Button, prefix="cl", owner=Owner.GENERATION):
    """The one-line command of a generation as a message: it is too long for the clipboard."""

    generation: int


class DeleteButton(Button, prefix="de", owner=Owner.GENERATION):
    """Delete what was made for good."""

    generation: int


class WatchButton(Button, prefix="wa", owner=Owner.GENERATION):
    """How it stands with a generation that was given up and is still watched."""

    generation: int


class TellAdminButton(Button, prefix="te", owner=Owner.ANYBODY):
    """Tell the admins of something that broke: `g<generation>`, or the number of an incident."""

    incident: Annotated[str, Field(pattern=r"^(g\d{1,18}|[0-9a-f]{8})$")]


class OriginalButton(Button, prefix="of", owner=Owner.GENERATION):
    """The generation's media as uncompressed files."""

    generation: int


class ResendButton(Button, prefix="rs", owner=Owner.GENERATION):
    """The generation's media once more, from history."""

    generation: int


class MissingButton(Button, prefix="ms", owner=Owner.GENERATION):
    """Try once more to fetch what of a set did not arrive."""

    generation: int


class LinkButton(Button, prefix="fl", owner=Owner.GENERATION):
    """A fresh link to an asset of a generation that was too large to send."""

    generation: int
    asset: int


class ParentButton(Button, prefix="vp", owner=Owner.RESULT):
    """Show what a generation was made from."""

    generation: int


class VersionButton(Button, prefix="vr", owner=Owner.RESULT):
    """Show this version once more."""

    generation: int


class VersionsButton(Button, prefix="va", owner=Owner.RESULT):
    """Show all versions that a generation is among."""

    generation: int


class VerbButton(Button, prefix="v", owner=Owner.RESULT):
    """Do this with what a generation made; `position` picks one of several assets, None asks which."""

    verb: Verb
    generation: int
    position: int | None = None


class NextSceneButton(Button, prefix="nx", owner=Owner.RESULT):
    """Begin the next clip with the last frame of this one; `position` picks one of several clips, None asks which."""

    generation: int
    position: int | None = None


class DescribeResultButton(Button, prefix="di", owner=Owner.RESULT):
    """Prompts that would make something like this picture; `position` picks one of several pictures, None asks which."""

    generation: int
    position: int | None = None


class ContinueChainButton(Button, prefix="cr", owner=Owner.CHAT_GENERATION):
    """Go on with a recipe from a result of anybody's in this chat."""

    generation: int
