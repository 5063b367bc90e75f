"""Shows the pages of one person's gallery: thumbnails as an album, and below it the list with its buttons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.domain.gallery import GalleryPage, GalleryPageRepository, GalleryQuery, GalleryReader, thumbnails
from bot.domain.paging import PageNumber
from bot.domain.result_favourite import ResultFavouriteReader
from handlers.core.buttons.history import FilterBy
from handlers.core.context import Context
from handlers.core.ports import AlbumSender
from handlers.core.refusals import CardGone, CardNotYours
from handlers.history.query import SearchWords, parse_gallery_query
from handlers.history.views import history as view

PAGE = 6
"""Generations on one page: two rows of thumbnails on a phone."""
CHOICES = 24
"""Months or models to choose from: the newest, and the most used; the others are found by words."""


@dataclass(frozen=True, slots=True)
class Galleries:
    """What the galleries of all people are made of.

    Attributes:
        reader: what was made.
        pages: which page is shown in which chat.
        album_sender: sends the thumbnails.
        favourites: which results are marked.
    """

    reader: GalleryReader
    pages: GalleryPageRepository
    album_sender: AlbumSender
    favourites: ResultFavouriteReader

    def of(self, ctx: Context) -> GalleryPager:
        """The gallery of who sent this update, in this chat."""
        return GalleryPager(ctx, self)


@dataclass(frozen=True, slots=True)
class GalleryPager:
    """One person's gallery in one chat.

    A page is sent anew and the earlier one deleted, rather than edited in place: an album costs one call and a third of
    its items of the flood budget, an edit of each thumbnail as many calls and messages as there are, and pages differ in
    size and in what may share an album.
    """

    ctx: Context
    galleries: Galleries

    async def open(self, asked: SearchWords) -> None:
        """Begin at the newest page; the gallery that was shown in this chat before is deleted."""
        begun, earlier = await self.galleries.pages.show(
            GalleryPage(
                person_id=self.ctx.person.id,
                chat_id=self.ctx.chat.topic.chat_id,
                search=asked.words,
                filters=asked.filters,
            )
        )
        await self._show(begun, earlier)

    async def shown(self, page_id: int) -> GalleryPage:
        """The gallery that a button belongs to.

        Raises:
            CardGone, CardNotYours: another one took its place, or it is another person's.
        """
        page_state = await self.galleries.pages.get(page_id)
        if page_state is None:
            raise CardGone
        if page_state.person_id != self.ctx.person.id:
            raise CardNotYours
        return page_state

    async def turn(self, earlier: GalleryPage, page_state: GalleryPage) -> None:
        """Show another page in place of the current one."""
        await self._show(page_state, earlier)

    async def relist(self, page_state: GalleryPage) -> None:
        """Show the list of the same page again, in the message that was pressed; the thumbnails stay."""
        await self.ctx.chat.replace(view.page(self.ctx.t, await self._page(page_state)))

    async def offer(self, page_state: GalleryPage, by: FilterBy) -> None:
        """Show what the gallery can be filtered by, in place of its buttons."""
        wanted = self.wanted(page_state)
        if by is FilterBy.MONTH:
            months = await self.galleries.reader.months(wanted, limit=CHOICES)
            buttons = view.month_choices(self.ctx.t, page_state, months)
        elif by is FilterBy.LOOK:
            buttons = view.named_choices(self.ctx.t, page_state, by, await self._looks(wanted))
        elif by is FilterBy.CHARACTER:
            buttons = view.named_choices(self.ctx.t, page_state, by, await self._characters(wanted))
        else:
            slugs = await self.galleries.reader.models(wanted, limit=CHOICES)
            titles = {slug: self.ctx.catalog.title(slug) for slug in slugs}
            buttons = view.model_choices(self.ctx.t, page_state, titles)
        await self.ctx.chat.edit_buttons(buttons)

    async def _looks(self, wanted: GalleryQuery) -> Mapping[int, str]:
        """Names of the looks that made something of this, by id: the person's own and the published ones, no other's."""
        looks = self.ctx.user.looks
        known = [*await looks.looks_of(self.ctx.person.id), *await looks.published_looks()]
        used = await self.galleries.reader.looks(wanted, [look.id for look in known])
        return {look.id: look.title(self.ctx.t.language) for look in known if look.id in used}

    async def _characters(self, wanted: GalleryQuery) -> Mapping[int, str]:
        """Names of the characters of this chat that something of this was made with, by id."""
        known = await self.ctx.drafts.cast.cast_of(self.ctx.chat.topic.chat_id)
        used = await self.galleries.reader.characters(wanted, [one.id for one in known])
        return {one.id: one.name for one in known if one.id in used}

    async def _show(self, page_state: GalleryPage, earlier: GalleryPage | None) -> None:
        page = await self._page(page_state)
        album = await self._send_album(page)
        list_message = await self.ctx.chat.send(view.page(self.ctx.t, page), alone=True)
        await self.galleries.pages.save(replace(page.state, album=tuple(album), list_message=list_message))
        if earlier is not None:
            await self._remove(earlier)

    async def _page(self, page_state: GalleryPage) -> view.ShownPage:
        """What there is on a page; the last one instead of one that is not there."""
        reader, wanted = self.galleries.reader, self.wanted(page_state)
        total = await reader.count(wanted)
        place = PageNumber.near(page_state.page, total=total, size=PAGE)
        page_state = replace(page_state, page=place.number)
        shown = await reader.page(wanted, offset=place.offset, limit=place.size)
        filtered = page_state.filters.model
        return view.ShownPage(
            state=page_state,
            shown=[(generation, self.ctx.catalog.title(generation.model)) for generation in shown],
            marked=await self.galleries.favourites.marked(self.ctx.person.id, [one.id for one in shown]),
            total=total,
            place=place,
            kinds=await reader.kinds(wanted),
            model=self.ctx.catalog.title(filtered) if filtered else "",
            looks=await self._looks(wanted),
            characters=await self._characters(wanted),
            now=self.ctx.clock.now(),
        )

    async def _send_album(self, page: view.ShownPage) -> Sequence[int]:
        """In a group the list does without: pictures for one person would be seen by all, and eat up its flood budget."""
        if self.ctx.chat.in_group:
            return ()
        topic = self.ctx.chat.topic
        items = [
            (asset, view.thumbnail(self.ctx.t, number + 1, page.shown[number][1]))
            for number, asset in thumbnails([generation for generation, _ in page.shown])
        ]
        return await self.galleries.album_sender.send(items, chat_id=topic.chat_id, thread_id=topic.thread_id)

    async def _remove(self, earlier: GalleryPage) -> None:
        shown = earlier.list_message
        if shown is not None and shown.ephemeral:
            await self.ctx.chat.delete([shown])
        public = [shown.id] if shown is not None and not shown.ephemeral else []
        await self.galleries.album_sender.remove([*earlier.album, *public], chat_id=earlier.chat_id)

    def wanted(self, page_state: GalleryPage) -> GalleryQuery:
        """In a group only what was made there: what is private stays private. Of one number all versions of it."""
        wanted = parse_gallery_query(self.ctx.catalog.models, self.ctx.person.id, page_state.search)
        if wanted.generation_id is not None:  # of one, all its versions
            wanted = replace(wanted, generation_id=None, versions_of=wanted.generation_id)
        chat_id = self.ctx.chat.topic.chat_id if self.ctx.chat.in_group else None
        return replace(wanted, chat_id=chat_id, kind=page_state.kind, filters=page_state.filters)
