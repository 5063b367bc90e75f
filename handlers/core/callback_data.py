"""What the buttons say when they are tapped: at most 64 bytes each, as Telegram demands.

Numbers name rows (drafts, generations, assets) and positions in an option's choices. A draft of 0 is "none yet".
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.catalog.spec import Kind, Verb
from bot.domain.group import Admission, Span
from bot.domain.party import PartyState


class KeyDeed(StrEnum):
    """What a button of the key's panel does."""

    SHOW = "show"
    ASK = "ask"
    LEAVE = "leave"
    USE = "use"
    REST = "rest"
    REMOVE = "remove"
    REMOVE_NOW = "remove-now"


class MenuTap(CallbackData, prefix="m"):
    """Back to the four shelves."""


class ShelfTap(CallbackData, prefix="s"):
    """Open a shelf at a page; a draft that is carried along keeps its prompt and references."""

    kind: Kind
    page: int = 0
    draft: int = 0


class PickTap(CallbackData, prefix="p"):
    """Open a model's card, with what a draft has so far."""

    slug: str
    draft: int = 0


class CardTap(CallbackData, prefix="k"):
    """Show a draft's card (again)."""

    draft: int


class OptionTap(CallbackData, prefix="o"):
    """Open the choices of an option at a page."""

    draft: int
    option: str
    page: int = 0


class ChoiceTap(CallbackData, prefix="c"):
    """Set an option to the choice at this position."""

    draft: int
    option: str
    choice: int


class UnsetTap(CallbackData, prefix="un"):
    """Leave a typed option out."""

    draft: int
    option: str


class PromptTap(CallbackData, prefix="w"):
    """Ask for the prompt (again)."""

    draft: int


class ExampleTap(CallbackData, prefix="ex"):
    """Take the example at this place of the model's list as the prompt."""

    draft: int
    place: int


class SurpriseTap(CallbackData, prefix="su"):
    """Make a prompt; each turn makes another one."""

    draft: int
    turn: int = 0


class MoreTap(CallbackData, prefix="mt"):
    """The next words go behind the prompt."""

    draft: int


class SongStep(StrEnum):
    """Where the questions for a song are."""

    SIMPLE = "simple"
    """Back to a song from a description."""
    LYRICS = "lyrics"
    INSTRUMENTAL = "instrumental"
    """No lyrics: on to the style."""
    STYLE = "style"
    TITLE = "title"
    DONE = "done"
    """All has been asked: the quote."""


class SongTap(CallbackData, prefix="sg"):
    """Go to one of the questions for a song."""

    draft: int
    step: SongStep


class SongPickTap(CallbackData, prefix="sp"):
    """Answer a question for a song with the value at this position."""

    draft: int
    option: str
    choice: int


class SampleTap(CallbackData, prefix="vs"):
    """Hear the voice at this position."""

    draft: int
    voice: int


class DropTap(CallbackData, prefix="x"):
    """Forget the draft's references."""

    draft: int


class PriceTap(CallbackData, prefix="q"):
    """Show the price of a draft."""

    draft: int


class GenerateTap(CallbackData, prefix="go"):
    """Accept a quote; the draft it came from ends its dialogue."""

    token: str
    draft: int


class DismissTap(CallbackData, prefix="no"):
    """Put a quote away."""

    draft: int


class StopTap(CallbackData, prefix="st"):
    """Cancel a generation that waits in line."""

    generation: int


class AgainTap(CallbackData, prefix="ag"):
    """The same once more."""

    generation: int


class EditTap(CallbackData, prefix="ed"):
    """The same with another prompt."""

    generation: int


class ReopenTap(CallbackData, prefix="ro"):
    """The same, from its card; `at` opens it at an option, the prompt or the references (`bot.catalog.failure_field`)."""

    generation: int
    at: str = ""


class OtherTap(CallbackData, prefix="ot"):
    """The same prompt with another model."""

    generation: int


class InsteadTap(CallbackData, prefix="in"):
    """The same wish with this other model."""

    generation: int
    slug: str


class ResultPage(StrEnum):
    """The pages of a result card's buttons."""

    FRONT = "f"
    MORE = "m"
    SURE = "s"
    """Deleting is asked for once."""


class ResultTap(CallbackData, prefix="rt"):
    """Turn the buttons of a result card to another page."""

    generation: int
    page: ResultPage


class CommandTap(CallbackData, prefix="cl"):
    """The one-line command of a generation as a message: it is too long for the clipboard."""

    generation: int


class DeleteTap(CallbackData, prefix="de"):
    """Delete what was made for good."""

    generation: int


class WatchTap(CallbackData, prefix="wa"):
    """How it stands with a generation that was given up and is still watched."""

    generation: int


class TellTap(CallbackData, prefix="te"):
    """Tell the admins of something that broke: `g<generation>`, or the number of an incident."""

    incident: Annotated[str, Field(pattern=r"^(g\d{1,18}|[0-9a-f]{8})$")]


class OriginalTap(CallbackData, prefix="of"):
    """The generation's media as uncompressed files."""

    generation: int


class ResendTap(CallbackData, prefix="rs"):
    """The generation's media once more, from history."""

    generation: int


class LinkTap(CallbackData, prefix="fl"):
    """A fresh link to an asset of a generation that was too large to send."""

    generation: int
    asset: int


class HistoryTap(CallbackData, prefix="h"):
    """A page of a gallery, of one kind or of every kind."""

    gallery: int
    page: int
    kind: Kind | Literal[""] = ""


class SeekTap(CallbackData, prefix="hs"):
    """Search a gallery by words, or show everything again."""

    gallery: int
    clear: bool


class LanguageTap(CallbackData, prefix="l"):
    """Speak this language; empty = as Telegram does."""

    code: str


class Switch(StrEnum):
    """What can be turned on and off in the settings."""

    ORIGINALS = "o"
    EFFECTS = "e"


class PreferTap(CallbackData, prefix="so"):
    """Turn this on or off."""

    what: Switch


class UnaskedTap(CallbackData, prefix="sk"):
    """Start wishes up to so many credits without asking; 0 = always ask."""

    credits: int


class QuietTap(CallbackData, prefix="sq"):
    """Be quiet from one hour until another; without the second it is asked for, without both nothing is quiet."""

    start: int = -1
    until: int = -1


class ClockTap(CallbackData, prefix="sc"):
    """The person's clock is so many minutes east of UTC."""

    offset: int


class ForgetTap(CallbackData, prefix="sf"):
    """Forget whoever taps."""


class KeyTap(CallbackData, prefix="ky"):
    """A person's own KIE key: show it, ask for one, switch it, take it away."""

    do: KeyDeed = KeyDeed.SHOW


class BroadcastTap(CallbackData, prefix="bc"):
    """Send a message of the admin's chat to everybody, or do not."""

    message: int
    send: bool


class ApproveTap(CallbackData, prefix="ap"):
    """An admin of the group agrees to a quote above the group's limit, or does not."""

    token: str
    agree: bool


class RelayTap(CallbackData, prefix="cr"):
    """Go on with a recipe from a result of anybody's in this chat."""

    generation: int


class PartyJoinTap(CallbackData, prefix="pj"):
    """Add an entry to a party."""

    party: int


class PartyEndTap(CallbackData, prefix="pe"):
    """End joining (`open`) or the vote (`voting`) of a party now."""

    party: int
    state: PartyState


class PartyVoteTap(CallbackData, prefix="pv"):
    """Vote for an entry of a party."""

    party: int
    generation: int


class AdmitTap(CallbackData, prefix="gj"):
    """Let the bot work in a group, leave it, or leave it for good."""

    chat: int
    admission: Admission


class GroupsTap(CallbackData, prefix="gl"):
    """A page of the operator's list of groups."""

    page: int = 0


class GroupInfoTap(CallbackData, prefix="gi"):
    """One group of the operator's list; `page` is the page that it stands on."""

    chat: int
    page: int = 0


class Page(StrEnum):
    """The settings, and the pages behind them."""

    PANEL = ""
    LANGUAGE = "language"
    UNASKED = "unasked"
    UNASKED_TYPED = "typed"
    QUIET = "quiet"
    QUIET_OWN = "own"
    CLOCK = "clock"
    CLOCK_OTHER = "other"
    FORGET = "forget"


class GroupTap(CallbackData, prefix="gr"):
    """Show a leaf of a group's panel, at a page of it; the first one without a name."""

    leaf: str = ""
    page: int = 0


class GroupSetTap(CallbackData, prefix="gs"):
    """Set a rule of a group to a value; `page` is the page that the button stands on."""

    rule: str
    value: str
    page: int = 0


class SpendingTap(CallbackData, prefix="gx"):
    """Who spent what of a group's purse since this span began."""

    span: Span


class ChartTap(CallbackData, prefix="gp"):
    """The same as a picture."""

    span: Span


class SettingsTap(CallbackData, prefix="se"):
    """Show the settings, or one of their pages."""

    page: Page = Page.PANEL


class VerbTap(CallbackData, prefix="v"):
    """Do this with what a generation made; `position` picks one of several assets, -1 asks which when there are."""

    verb: Verb
    generation: int
    position: int = -1


class WithTap(CallbackData, prefix="vw"):
    """Do this with the draft's media or words."""

    verb: Verb
    draft: int


class DoersTap(CallbackData, prefix="vd"):
    """Show the models that do this with the draft's media or words."""

    verb: Verb
    draft: int


class DoerTap(CallbackData, prefix="vm"):
    """Let this model do it."""

    verb: Verb
    draft: int
    slug: str


class FavouriteTap(CallbackData, prefix="fv"):
    """Star the model of a card, or take its star off."""

    draft: int
    on: bool


class MineTap(CallbackData, prefix="mi"):
    """Make the model of a card the default of its kind, or no longer."""

    draft: int
    on: bool


class FavouritesTap(CallbackData, prefix="fa"):
    """Show the starred models."""


class DefaultsTap(CallbackData, prefix="dm"):
    """Show the default models of all kinds, or the choice for one kind at a page."""

    kind: str = ""
    page: int = 0


class DefaultTap(CallbackData, prefix="ds"):
    """Make this the default model of a kind; empty = the one used last."""

    kind: Kind
    slug: str = ""


class MakeTap(CallbackData, prefix="mk"):
    """The draft's wish with this model and with options that the credits reach for, up to its price."""

    draft: int
    slug: str


class SaveTap(CallbackData, prefix="sv"):
    """Set an option to a choice that the credits reach for, up to the price."""

    draft: int
    option: str
    choice: int


class RecipesTap(CallbackData, prefix="rc"):
    """Show the recipes."""


class RecipeTap(CallbackData, prefix="rp"):
    """Open a recipe's card."""

    slug: str


class ChainGoTap(CallbackData, prefix="cg"):
    """Accept the price of a chain."""

    chain: int


class ChainDropTap(CallbackData, prefix="cx"):
    """Put the price of a chain away."""

    chain: int


class ChainAgainTap(CallbackData, prefix="ca"):
    """A price for what a chain has not made."""

    chain: int


class ChainWordsTap(CallbackData, prefix="cw"):
    """The same chain with other words."""

    chain: int


class ChainStopTap(CallbackData, prefix="cs"):
    """Stop a chain: nothing follows the step that KIE has."""

    chain: int


class TakeBackTap(CallbackData, prefix="xl"):
    """Forget the last of the draft's references; `card` shows the card again, else what comes next."""

    draft: int
    card: bool = False


class SwapTap(CallbackData, prefix="fs"):
    """Make the last frame the first; `card` as in `TakeBackTap`."""

    draft: int
    card: bool = False
