"""Hangs the pages of one person's gallery: thumbnails as an album, and below it the list with its buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.catalog.spec import Kind
from bot.domain.gallery import Gallery, Hanging, Hangings, Wanted, thumbnails
from bot.domain.generation import Generation
from handlers.core.ports import Showcase
from handlers.core.refusals import CardGone, CardNotYours
from handlers.core.responder import Stage
from handlers.core.user_context import Desk
from handlers.history.query import sought
from handlers.history.views import history as view

PAGE = 6
"""Generations on one page: two rows of thumbnails on a phone."""


@dataclass(frozen=True, slots=True)
class Curator:
    """One person's gallery in one chat.

    A page is sent anew and the earlier one deleted, rather than edited in place: an album costs one call and a third of
    its items of the flood budget, an edit of each thumbnail as many calls and messages as there are, and pages differ in
    size and in what may share an album.
    """

    desk: Desk
    stage: Stage
    gallery: Gallery
    hangings: Hangings
    showcase: Showcase

    async def open(self, search: str) -> None:
        """Begin at the newest page; the gallery that hung in this chat before is taken down."""
        begun, earlier = await self.hangings.hang(
            Hanging(person_id=self.desk.person.id, chat_id=self.stage.place.chat_id, search=search)
        )
        await self._hang(begun, earlier)

    async def hung(self, hanging_id: int) -> Hanging:
        """The gallery that a button belongs to.

        Raises:
            CardGone, CardNotYours: another one took its place, or it is somebody else's.
        """
        hanging = await self.hangings.get(hanging_id)
        if hanging is None:
            raise CardGone
        if hanging.person_id != self.desk.person.id:
            raise CardNotYours
        return hanging

    async def turn(self, hanging: Hanging, *, page: int, kind: Kind | None, search: str) -> None:
        """Show another page in place of the one that hangs."""
        await self._hang(replace(hanging, page=page, kind=kind, search=search), hanging)

    async def _hang(self, hanging: Hanging, earlier: Hanging | None) -> None:
        wanted = self._wanted(hanging)
        total = await self.gallery.count(wanted)
        pages = max(1, -(-total // PAGE))
        hanging = replace(hanging, page=min(max(hanging.page, 0), pages - 1))
        shown = await self.gallery.page(wanted, offset=hanging.page * PAGE, limit=PAGE)
        titles = [self.desk.shop.title(generation.model) for generation in shown]
        album = await self._hang_album(shown, titles)
        screen = view.page(
            self.desk.words,
            list(zip(shown, titles, strict=True)),
            hanging=hanging,
            total=total,
            pages=pages,
            kinds=await self.gallery.kinds(wanted),
            now=self.desk.clock.now(),
        )
        list_id = await self.stage.say(screen, alone=True)
        await self.hangings.save(replace(hanging, album=tuple(album), list_id=list_id))
        if earlier is not None:
            await self._take_down(earlier)

    async def _hang_album(self, shown: Sequence[Generation], titles: Sequence[str]) -> Sequence[int]:
        """In a group the list does without: pictures for one person would be seen by all, and eat up its flood budget."""
        if self.stage.in_group:
            return ()
        place = self.stage.place
        items = [
            (asset, view.thumbnail(self.desk.words, number + 1, titles[number]))
            for number, asset in thumbnails(shown)
        ]
        return await self.showcase.hang(items, chat_id=place.chat_id, thread_id=place.thread_id)

    async def _take_down(self, earlier: Hanging) -> None:
        if earlier.list_id is not None and earlier.list_id < 0:
            await self.stage.take_away([earlier.list_id])
        hung = [*earlier.album, *([earlier.list_id] if earlier.list_id and earlier.list_id > 0 else [])]
        await self.showcase.take_down(hung, chat_id=earlier.chat_id)

    def _wanted(self, hanging: Hanging) -> Wanted:
        """In a group only what was made there: what is private stays private."""
        wanted = sought(self.desk.shop.catalog, self.desk.person.id, hanging.search)
        chat_id = self.stage.place.chat_id if self.stage.in_group else None
        return replace(wanted, chat_id=chat_id, kind=hanging.kind)
