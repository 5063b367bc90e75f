"""What the buttons say when they are tapped: at most 64 bytes each, as Telegram demands.

Numbers name rows (drafts, generations, assets) and positions in an option's choices. A draft of 0 is "none yet".
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.catalog.spec import Kind, Verb
from bot.domain.group import AdmissionStatus, Span
from bot.domain.party import PartyState


class KeyAction(StrEnum):
    """What a button of the key's panel does."""

    SHOW = "show"
    ASK = "ask"
    LEAVE = "leave"
    USE = "use"
    REST = "rest"
    REMOVE = "remove"
    REMOVE_NOW = "remove-now"


class MenuButton(CallbackData, prefix="m"):
    """Back to the four shelves."""


class ShelfButton(CallbackData, prefix="s"):
    """Open a shelf at a page; a draft that is carried along keeps its prompt and references."""

    kind: Kind
    page: int = 0
    draft: int = 0


class PickButton(CallbackData, prefix="p"):
    """Open a model's card, with what a draft has so far."""

    slug: str
    draft: int = 0


class CardButton(CallbackData, prefix="k"):
    """Show a draft's card (again)."""

    draft: int


class OptionButton(CallbackData, prefix="o"):
    """Open the choices of an option at a page."""

    draft: int
    option: str
    page: int = 0


class ChoiceButton(CallbackData, prefix="c"):
    """Set an option to the choice at this position."""

    draft: int
    option: str
    choice: int


class ClearOptionButton(CallbackData, prefix="un"):
    """Leave a typed option out."""

    draft: int
    option: str


class PromptButton(CallbackData, prefix="w"):
    """Ask for the prompt (again)."""

    draft: int


class ExampleButton(CallbackData, prefix="ex"):
    """Take the example at this place of the model's list as the prompt."""

    draft: int
    place: int


class SurpriseButton(CallbackData, prefix="su"):
    """Make a prompt; each turn makes another one."""

    draft: int
    turn: int = 0


class MoreReferencesButton(CallbackData, prefix="mt"):
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


class SongButton(CallbackData, prefix="sg"):
    """Go to one of the questions for a song."""

    draft: int
    step: SongStep


class SongPickButton(CallbackData, prefix="sp"):
    """Answer a question for a song with the value at this position."""

    draft: int
    option: str
    choice: int


class SampleButton(CallbackData, prefix="vs"):
    """Hear the voice at this position."""

    draft: int
    voice: int


class RemoveReferencesButton(CallbackData, prefix="x"):
    """Forget the draft's references."""

    draft: int


class PriceButton(CallbackData, prefix="q"):
    """Show the price of a draft."""

    draft: int


class GenerateButton(CallbackData, prefix="go"):
    """Accept a quote; the draft it came from ends its dialogue."""

    token: str
    draft: int


class DismissButton(CallbackData, prefix="no"):
    """Put a quote away."""

    draft: int


class StopButton(CallbackData, prefix="st"):
    """Cancel a generation that waits in line."""

    generation: int


class AgainButton(CallbackData, prefix="ag"):
    """The same once more."""

    generation: int


class EditButton(CallbackData, prefix="ed"):
    """The same with another prompt."""

    generation: int


class ReopenDraftButton(CallbackData, prefix="ro"):
    """The same, from its card; `at` opens it at an option, the prompt or the references (`bot.catalog.failure_field`)."""

    generation: int
    at: str = ""


class OtherModelButton(CallbackData, prefix="ot"):
    """The same prompt with another model."""

    generation: int


class UseInsteadButton(CallbackData, prefix="in"):
    """The same wish with this other model."""

    generation: int
    slug: str


class ResultPage(StrEnum):
    """The pages of a result card's buttons."""

    FRONT = "f"
    MORE = "m"
    SURE = "s"
    """Deleting is asked for once."""


class ResultButton(CallbackData, prefix="rt"):
    """Turn the buttons of a result card to another page."""

    generation: int
    page: ResultPage


class ShowCommandButton(CallbackData, prefix="cl"):
    """The one-line command of a generation as a message: it is too long for the clipboard."""

    generation: int


class DeleteButton(CallbackData, prefix="de"):
    """Delete what was made for good."""

    generation: int


class WatchButton(CallbackData, prefix="wa"):
    """How it stands with a generation that was given up and is still watched."""

    generation: int


class ReportButton(CallbackData, prefix="te"):
    """Tell the admins of something that broke: `g<generation>`, or the number of an incident."""

    incident: Annotated[str, Field(pattern=r"^(g\d{1,18}|[0-9a-f]{8})$")]


class OriginalButton(CallbackData, prefix="of"):
    """The generation's media as uncompressed files."""

    generation: int


class ResendButton(CallbackData, prefix="rs"):
    """The generation's media once more, from history."""

    generation: int


class LinkButton(CallbackData, prefix="fl"):
    """A fresh link to an asset of a generation that was too large to send."""

    generation: int
    asset: int


class HistoryButton(CallbackData, prefix="h"):
    """A page of a gallery, of one kind or of every kind."""

    gallery: int
    page: int
    kind: Kind | Literal[""] = ""


class SearchHistoryButton(CallbackData, prefix="hs"):
    """Search a gallery by words, or show everything again."""

    gallery: int
    clear: bool


class LanguageButton(CallbackData, prefix="l"):
    """Speak this language; empty = as Telegram does."""

    code: str


class Switch(StrEnum):
    """What can be turned on and off in the settings."""

    ORIGINALS = "o"
    EFFECTS = "e"


class PreferenceButton(CallbackData, prefix="so"):
    """Turn this on or off."""

    what: Switch


class AutoConfirmButton(CallbackData, prefix="sk"):
    """Start wishes up to so many credits without asking; 0 = always ask."""

    credits: int


class QuietHoursButton(CallbackData, prefix="sq"):
    """Be quiet from one hour until another; without the second it is asked for, without both nothing is quiet."""

    start: int = -1
    until: int = -1


class ClockButton(CallbackData, prefix="sc"):
    """The person's clock is so many minutes east of UTC."""

    offset: int


class ForgetButton(CallbackData, prefix="sf"):
    """Forget whoever taps."""


class KeyButton(CallbackData, prefix="ky"):
    """A person's own KIE key: show it, ask for one, switch it, take it away."""

    do: KeyAction = KeyAction.SHOW


class BroadcastButton(CallbackData, prefix="bc"):
    """Send a message of the admin's chat to everybody, or do not."""

    message: int
    send: bool


class ApproveButton(CallbackData, prefix="ap"):
    """An admin of the group agrees to a quote above the group's limit, or does not."""

    token: str
    agree: bool


class ContinueChainButton(CallbackData, prefix="cr"):
    """Go on with a recipe from a result of anybody's in this chat."""

    generation: int


class PartyJoinButton(CallbackData, prefix="pj"):
    """Add an entry to a party."""

    party: int


class PartyEndButton(CallbackData, prefix="pe"):
    """End joining (`open`) or the vote (`voting`) of a party now."""

    party: int
    state: PartyState


class PartyVoteButton(CallbackData, prefix="pv"):
    """Vote for an entry of a party."""

    party: int
    generation: int


class AdmitButton(CallbackData, prefix="gj"):
    """Let the bot work in a group, leave it, or leave it for good."""

    chat: int
    admission: AdmissionStatus


class GroupsButton(CallbackData, prefix="gl"):
    """A page of the operator's list of groups."""

    page: int = 0


class GroupInfoButton(CallbackData, prefix="gi"):
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


class GroupButton(CallbackData, prefix="gr"):
    """Show a leaf of a group's panel, at a page of it; the first one without a name."""

    leaf: str = ""
    page: int = 0


class GroupSettingButton(CallbackData, prefix="gs"):
    """Set a rule of a group to a value; `page` is the page that the button stands on."""

    rule: str
    value: str
    page: int = 0


class SpendingButton(CallbackData, prefix="gx"):
    """Who spent what of a group's purse since this span began."""

    span: Span


class ChartButton(CallbackData, prefix="gp"):
    """The same as a picture."""

    span: Span


class SettingsButton(CallbackData, prefix="se"):
    """Show the settings, or one of their pages."""

    page: Page = Page.PANEL


class VerbButton(CallbackData, prefix="v"):
    """Do this with what a generation made; `position` picks one of several assets, -1 asks which when there are."""

    verb: Verb
    generation: int
    position: int = -1


class UseWithVerbButton(CallbackData, prefix="vw"):
    """Do this with the draft's media or words."""

    verb: Verb
    draft: int


class DoersButton(CallbackData, prefix="vd"):
    """Show the models that do this with the draft's media or words."""

    verb: Verb
    draft: int


class PickDoerButton(CallbackData, prefix="vm"):
    """Let this model do it."""

    verb: Verb
    draft: int
    slug: str


class FavouriteButton(CallbackData, prefix="fv"):
    """Star the model of a card, or take its star off."""

    draft: int
    on: bool


class MakeDefaultButton(CallbackData, prefix="mi"):
    """Make the model of a card the default of its kind, or no longer."""

    draft: int
    on: bool


class FavouritesButton(CallbackData, prefix="fa"):
    """Show the starred models."""


class DefaultsButton(CallbackData, prefix="dm"):
    """Show the default models of all kinds, or the choice for one kind at a page."""

    kind: str = ""
    page: int = 0


class DefaultButton(CallbackData, prefix="ds"):
    """Make this the default model of a kind; empty = the one used last."""

    kind: Kind
    slug: str = ""


class SwitchModelButton(CallbackData, prefix="mk"):
    """The draft's wish with this model and with options that the credits reach for, up to its price."""

    draft: int
    slug: str


class ApplySavingButton(CallbackData, prefix="sv"):
    """Set an option to a choice that the credits reach for, up to the price."""

    draft: int
    option: str
    choice: int


class RecipesButton(CallbackData, prefix="rc"):
    """Show the recipes."""


class RecipeButton(CallbackData, prefix="rp"):
    """Open a recipe's card."""

    slug: str


class ConfirmChainButton(CallbackData, prefix="cg"):
    """Accept the price of a chain."""

    chain: int


class DismissChainButton(CallbackData, prefix="cx"):
    """Put the price of a chain away."""

    chain: int


class ChainAgainButton(CallbackData, prefix="ca"):
    """A price for what a chain has not made."""

    chain: int


class ChainWordsButton(CallbackData, prefix="cw"):
    """The same chain with other words."""

    chain: int


class ChainStopButton(CallbackData, prefix="cs"):
    """Stop a chain: nothing follows the step that KIE has."""

    chain: int


class RemoveLastReferenceButton(CallbackData, prefix="xl"):
    """Forget the last of the draft's references; `card` shows the card again, else what comes next."""

    draft: int
    card: bool = False


class SwapReferencesButton(CallbackData, prefix="fs"):
    """Make the last frame the first; `card` as in `RemoveLastReferenceButton`."""

    draft: int
    card: bool = False
