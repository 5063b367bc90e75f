"""Shows the pages of one person's gallery: thumbnails as an album, and below it the list with its buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.catalog.spec import Kind
from bot.domain.gallery import GalleryPage, GalleryPageRepository, GalleryQuery, GalleryReader, thumbnails
from bot.domain.generation import Generation
from handlers.core.context import Context
from handlers.core.ports import AlbumSender
from handlers.core.refusals import CardGone, CardNotYours
from handlers.history.query import parse_gallery_query
from handlers.history.views import history as view

PAGE = 6
"""Generations on one page: two rows of thumbnails on a phone."""


@dataclass(frozen=True, slots=True)
class Galleries:
    """What the galleries of all people are made of.

    Attributes:
        reader: what was made.
        pages: which page is shown in which chat.
        album_sender: sends the thumbnails.
    """

    reader: GalleryReader
    pages: GalleryPageRepository
    album_sender: AlbumSender

    def of(self, ctx: Context) -> GalleryPager:
        """The gallery of who sent this update, in this chat."""
        return GalleryPager(ctx, self.reader, self.pages, self.album_sender)


@dataclass(frozen=True, slots=True)
class GalleryPager:
    """One person's gallery in one chat.

    A page is sent anew and the earlier one deleted, rather than edited in place: an album costs one call and a third of
    its items of the flood budget, an edit of each thumbnail as many calls and messages as there are, and pages differ in
    size and in what may share an album.
    """

    ctx: Context
    gallery: GalleryReader
    gallery_pages: GalleryPageRepository
    album_sender: AlbumSender

    async def open(self, search: str) -> None:
        """Begin at the newest page; the gallery that was shown in this chat before is deleted."""
        begun, earlier = await self.gallery_pages.show(
            GalleryPage(person_id=self.ctx.person.id, chat_id=self.ctx.chat.topic.chat_id, search=search)
        )
        await self._show(begun, earlier)

    async def shown(self, page_id: int) -> GalleryPage:
        """The gallery that a button belongs to.

        Raises:
            CardGone, CardNotYours: another one took its place, or it is another person's.
        """
        page_state = await self.gallery_pages.get(page_id)
        if page_state is None:
            raise CardGone
        if page_state.person_id != self.ctx.person.id:
            raise CardNotYours
        return page_state

    async def turn(self, page_state: GalleryPage, *, page: int, kind: Kind | None, search: str) -> None:
        """Show another page in place of the current one."""
        await self._show(replace(page_state, page=page, kind=kind, search=search), page_state)

    async def _show(self, page_state: GalleryPage, earlier: GalleryPage | None) -> None:
        wanted = self._wanted(page_state)
        total = await self.gallery.count(wanted)
        pages = max(1, -(-total // PAGE))
        page_state = replace(page_state, page=min(max(page_state.page, 0), pages - 1))
        shown = await self.gallery.page(wanted, offset=page_state.page * PAGE, limit=PAGE)
        titles = [self.ctx.catalog.title(generation.model) for generation in shown]
        album = await self._send_album(shown, titles)
        screen = view.page(
            self.ctx.t,
            list(zip(shown, titles, strict=True)),
            page_state=page_state,
            total=total,
            pages=pages,
            kinds=await self.gallery.kinds(wanted),
            now=self.ctx.clock.now(),
        )
        list_message = await self.ctx.chat.send(screen, alone=True)
        await self.gallery_pages.save(replace(page_state, album=tuple(album), list_message=list_message))
        if earlier is not None:
            await self._remove(earlier)

    async def _send_album(self, shown: Sequence[Generation], titles: Sequence[str]) -> Sequence[int]:
        """In a group the list does without: pictures for one person would be seen by all, and eat up its flood budget."""
        if self.ctx.chat.in_group:
            return ()
        topic = self.ctx.chat.topic
        items = [
            (asset, view.thumbnail(self.ctx.t, number + 1, titles[number]))
            for number, asset in thumbnails(shown)
        ]
        return await self.album_sender.send(items, chat_id=topic.chat_id, thread_id=topic.thread_id)

    async def _remove(self, earlier: GalleryPage) -> None:
        shown = earlier.list_message
        if shown is not None and shown.ephemeral:
            await self.ctx.chat.delete([shown])
        public = [shown.id] if shown is not None and not shown.ephemeral else []
        await self.album_sender.remove([*earlier.album, *public], chat_id=earlier.chat_id)

    def _wanted(self, page_state: GalleryPage) -> GalleryQuery:
        """In a group only what was made there: what is private stays private. Of one number all versions of it."""
        wanted = parse_gallery_query(self.ctx.catalog.models, self.ctx.person.id, page_state.search)
        if wanted.generation_id is not None:  # of one, all its versions
            wanted = replace(wanted, generation_id=None, versions_of=wanted.generation_id)
        chat_id = self.ctx.chat.topic.chat_id if self.ctx.chat.in_group else None
        return replace(wanted, chat_id=chat_id, kind=page_state.kind)
