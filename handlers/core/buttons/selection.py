"""Pictures of which a recipe goes on with one."""

from __future__ import annotations

from handlers.core.buttons.base import Button, Owner


class ChoosePictureButton(Button, prefix="kp", owner=Owner.CHAT_GENERATION):
    """The price of what follows this picture, or a version of it. The use case checks who may choose."""

    generation: int


class OtherPicturesButton(Button, prefix="kq", owner=Owner.CHAT_GENERATION):
    """The price of other pictures beside those of which this is one; as above."""

    generation: int


class StopChoosingButton(Button, prefix="xs", owner=Owner.CHAT_GENERATION):
    """None of these pictures is to be gone on with; as above."""

    generation: int


class ShowSelectionButton(Button, prefix="kw", owner=Owner.CHAT_GENERATION):
    """The card of the pictures once more, of which this is one."""

    generation: int
