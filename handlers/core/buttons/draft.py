"""A draft on its way to a price."""

from __future__ import annotations

from enum import StrEnum

from bot.catalog.spec import Verb
from bot.domain.hint import Hint
from handlers.core.buttons.base import Button, Owner


class CardButton(Button, prefix="k", owner=Owner.DRAFT):
    """Show a draft's card (again)."""

    draft: int


class OptionButton(Button, prefix="o", owner=Owner.DRAFT):
    """Open the choices of an option at a page."""

    draft: int
    option: str
    page: int = 0


class ChoiceButton(Button, prefix="c", owner=Owner.DRAFT):
    """Set an option to the choice at this position."""

    draft: int
    option: str
    choice: int


class CopiesButton(Button, prefix="xn", owner=Owner.DRAFT, hint=Hint.SEVERAL):
    """Make so many of it at once."""

    draft: int
    number: int


class CompareButton(Button, prefix="xc", owner=Owner.DRAFT):
    """Show a page of the models that the draft's request can be compared with."""

    draft: int
    page: int = 0


class CompareWithButton(Button, prefix="xw", owner=Owner.DRAFT):
    """Compare with this model, too, or with it no more; the list stays at its page."""

    draft: int
    slug: str
    on: bool
    page: int = 0


class CompareNoMoreButton(Button, prefix="xo", owner=Owner.DRAFT):
    """Back to the price of the draft's own model alone."""

    draft: int


class ClearOptionButton(Button, prefix="un", owner=Owner.DRAFT):
    """Leave a typed option out."""

    draft: int
    option: str


class PromptButton(Button, prefix="w", owner=Owner.DRAFT):
    """Ask for the prompt (again)."""

    draft: int


class ExampleButton(Button, prefix="ex", owner=Owner.DRAFT):
    """Take the example at this place of the model's list as the prompt."""

    draft: int
    place: int


class SurpriseButton(Button, prefix="su", owner=Owner.DRAFT):
    """Make a prompt; each turn makes another one."""

    draft: int
    turn: int = 0


class IdeaButton(Button, prefix="id", owner=Owner.DRAFT):
    """Have the writer think of a prompt; where it does not, each turn makes another one."""

    draft: int
    turn: int = 0


class BetterWordsButton(Button, prefix="bw", owner=Owner.DRAFT, hint=Hint.WORDS):
    """Suggest better words for the draft's model; `reword`: words that a content filter accepts."""

    draft: int
    reword: bool = False


class AnotherWordsButton(Button, prefix="bx", owner=Owner.DRAFT):
    """Suggest something else than this."""

    draft: int
    suggestion: int


class UseWordsButton(Button, prefix="bu", owner=Owner.DRAFT):
    """Put these suggested words in the place of the draft's."""

    draft: int
    suggestion: int


class DescribeAgainButton(Button, prefix="dg", owner=Owner.DRAFT):
    """Suggest (again) prompts for something like the draft's picture."""

    draft: int


class DescribedButton(Button, prefix="dn", owner=Owner.DRAFT):
    """Show the price of one of the prompts that were suggested for the draft's picture."""

    draft: int
    suggestion: int


class MoreReferencesButton(Button, prefix="mt", owner=Owner.DRAFT):
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


class SongButton(Button, prefix="sg", owner=Owner.DRAFT):
    """Go to one of the questions for a song."""

    draft: int
    step: SongStep


class SongPickButton(Button, prefix="sp", owner=Owner.DRAFT):
    """Answer a question for a song with the value at this position."""

    draft: int
    option: str
    choice: int


class SampleButton(Button, prefix="vs", owner=Owner.DRAFT):
    """Hear the voice at this position."""

    draft: int
    voice: int


class RemoveReferencesButton(Button, prefix="x", owner=Owner.DRAFT):
    """Forget the draft's references."""

    draft: int


class RemoveLastReferenceButton(Button, prefix="xl", owner=Owner.DRAFT):
    """Forget the last of the draft's references; `card` shows the card again, else what comes next."""

    draft: int
    card: bool = False


class SwapReferencesButton(Button, prefix="fs", owner=Owner.DRAFT):
    """Make the last frame the first; `card` as in `RemoveLastReferenceButton`."""

    draft: int
    card: bool = False


class FindUseButton(Button, prefix="fu", owner=Owner.DRAFT):
    """Show what can use that which the draft's model cannot."""

    draft: int


class OptionsAsWordsButton(Button, prefix="ow", owner=Owner.DRAFT):
    """What was taken for options and does not fit is the beginning of the prompt."""

    draft: int


class NewInsteadButton(Button, prefix="ni", owner=Owner.DRAFT):
    """Make something new of the words, without the media that they were taken to be about."""

    draft: int


class UseWithVerbButton(Button, prefix="vw", owner=Owner.DRAFT):
    """Do this with the draft's media or words."""

    verb: Verb
    draft: int


class DoersButton(Button, prefix="vd", owner=Owner.DRAFT):
    """Show the models that do this with the draft's media or words."""

    verb: Verb
    draft: int


class PickDoerButton(Button, prefix="vm", owner=Owner.DRAFT):
    """Let this model do it."""

    verb: Verb
    draft: int
    slug: str


class FavouriteButton(Button, prefix="fv", owner=Owner.DRAFT):
    """Star the model of a card, or take its star off."""

    draft: int
    on: bool


class MakeDefaultButton(Button, prefix="mi", owner=Owner.DRAFT):
    """Make the model of a card the default of its kind, or no longer."""

    draft: int
    on: bool


class SwitchModelButton(Button, prefix="mk", owner=Owner.DRAFT):
    """The draft's request with this model and with options that the credits can pay, up to its price."""

    draft: int
    slug: str


class ApplySavingButton(Button, prefix="sv", owner=Owner.DRAFT):
    """Set an option to a choice that the credits reach for, up to the price."""

    draft: int
    option: str
    choice: int


class PriceButton(Button, prefix="q", owner=Owner.DRAFT):
    """Show the price of a draft."""

    draft: int


class NotifyServedButton(Button, prefix="nb", owner=Owner.DRAFT):
    """Notify the person when the service works again."""

    draft: int


class DismissButton(Button, prefix="no", owner=Owner.DRAFT):
    """Put a quote away."""

    draft: int


class EachButton(Button, prefix="ea", owner=Owner.DRAFT):
    """The same with each of the draft's media, instead of once with all."""

    draft: int


class EachReadyButton(Button, prefix="eg", owner=Owner.DRAFT):
    """All files of the draft have been sent: on to what is made of each, and its price."""

    draft: int
