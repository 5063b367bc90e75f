"""The cast: keeping characters, and picking them for a request."""

from __future__ import annotations

from bot.domain.cast import CharacterKind
from bot.domain.hint import Hint
from handlers.core.buttons.base import Button, Owner


class CastPageButton(Button, prefix="ct", owner=Owner.MENU):
    """Show a page of the chat's cast."""

    page: int = 0


class CharacterButton(Button, prefix="ch", owner=Owner.CHARACTER):
    """Show one character."""

    character: int


class AgreeOnPicturesButton(Button, prefix="cg", owner=Owner.CHARACTER):
    """Say that the pictures are the person's own, or may be used."""

    character: int


class CharacterKindButton(Button, prefix="ck", owner=Owner.CHARACTER):
    """Say what a character is: it is in the cast then."""

    character: int
    kind: CharacterKind


class RenameCharacterButton(Button, prefix="cn", owner=Owner.CHARACTER):
    """The next words are its name."""

    character: int


class AddPhotoButton(Button, prefix="cp", owner=Owner.CHARACTER):
    """The next photo is one of it."""

    character: int


class DeleteCharacterButton(Button, prefix="cd", owner=Owner.CHARACTER):
    """Delete it; without `sure` it is asked first."""

    character: int
    sure: bool = False


class ForgetProposalButton(Button, prefix="cx", owner=Owner.CHARACTER):
    """Keep nothing after all."""

    character: int


class KeepCharacterButton(Button, prefix="kc", owner=Owner.RESULT):
    """Keep the pictures of a result as a character."""

    generation: int


class PickCastButton(Button, prefix="cz", owner=Owner.DRAFT, hint=Hint.CAST):
    """Who of the cast is in a draft's request."""

    draft: int
    page: int = 0


class SwitchCharacterButton(Button, prefix="cs", owner=Owner.DRAFT):
    """Take a character into the draft's request, or out of it; `page` is where it was picked, None on the card."""

    draft: int
    character: int
    on: bool
    page: int | None = None
