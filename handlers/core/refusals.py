"""Refusals that only a chat knows: they concern cards, not credits."""

from __future__ import annotations

from bot.errors import Refusal


class CardGone(Refusal):
    """What is behind a button is not there (any more), or not in this chat."""

    code = "card-gone"


class DraftLookGone(CardGone):
    """A draft is to be made with a look that is not the person's to use any more: it is of no use without it."""

    code = "look-gone"


class CardNotYours(Refusal):
    """A person tapped on another person's card."""

    code = "card-not-yours"


class FileTooLarge(Refusal):
    """Telegram lets bots download at most 20 MB (Bot API, getFile). Facts: size, maximum (megabytes)."""

    code = "file-too-large"


class TextFileTooLarge(Refusal):
    """A text file that no prompt can be as long as. Facts: maximum (kilobytes)."""

    code = "text-file-too-large"


class TextUnreadable(Refusal):
    """A text file that is no text, or that Telegram does not give now."""

    code = "text-unreadable"


class FormattingUnreadable(Refusal):
    """A formatted message says more than what could be read of it."""

    code = "formatting-unreadable"


class NotUsable(Refusal):
    """A command came with, or replies to, something that is neither media of use nor words."""

    code = "not-usable"


class PictureNeeded(Refusal):
    """What is to be described is no picture."""

    code = "picture-needed"


class CannotSee(Refusal):
    """The writer has not proven that it sees pictures."""

    code = "cannot-see"


class FileUnreadable(Refusal):
    """A file that is no picture, video or sound, or a broken one, or one that Telegram has no more."""

    code = "file-unreadable"
