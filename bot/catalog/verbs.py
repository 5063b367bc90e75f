"""What can be done with media or words, and which models do it. The models' files say who is good at what."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from bot.catalog.availability import is_sold, sold
from bot.catalog.spec import Dialect, Media, Model, Offer, Verb


def does(offer: Offer, verb: Verb, media: Media) -> bool:
    """Whether the offer does this with one piece of such media, and needs no other unless the verb joins several."""
    if verb not in offer.verbs:
        return False
    if verb.joins_media:
        return any(need.media is media for need in offer.references)
    return _begins_from(offer, media)


def finds(offer: Offer, makers: Mapping[Media, Sequence[str]]) -> bool:
    """Whether the offer finds again what it goes on with.

    Args:
        offer: what may go on only with results of certain models.
        makers: of each kind of media, which model made each piece (`Reference.maker`).
    """
    for need in offer.references:
        if need.made_by and not set(makers.get(need.media, ())).issubset(need.made_by):
            return False
    return True


def can_begin(offer: Offer, makers: Mapping[Media, Sequence[str]], *, words: bool) -> bool:
    """Whether the offer begins from what there is: it needs no other media, and uses the words or some of the media.

    While there is nothing at all, only what goes on with a result made here cannot begin: everything else can be sent.

    Args:
        offer: of a model.
        makers: of each kind of media that there is, which model made each piece (`Reference.maker`).
        words: whether there are words.
    """
    if not makers and not words:
        return not any(need.made_by and need.minimum for need in offer.references)
    uses = (words and offer.prompt.maximum_length) or any(need.media in makers for need in offer.references)
    return bool(uses) and needs_no_more(offer, makers)


def needs_no_more(offer: Offer, makers: Mapping[Media, Sequence[str]]) -> bool:
    """Whether the offer needs no media beside these; `makers` as `can_begin`."""
    for need in offer.references:
        if len(makers.get(need.media, ())) < need.minimum:
            return False
    return finds(offer, makers)


def takes(offer: Offer, media: Media) -> bool:
    """Whether the offer works with one piece of such media, and needs no other."""
    return _begins_from(offer, media) and not any(need.made_by for need in offer.references)


def does_with_words(offer: Offer, verb: Verb) -> bool:
    """Whether the offer does this with words, and needs no media."""
    return verb in offer.verbs and starts_from_words(offer)


def starts_from_words(offer: Offer) -> bool:
    """Whether the offer takes words, and needs no media."""
    return bool(offer.prompt.maximum_length) and not any(need.minimum for need in offer.references)


def does_the_same(offer: Offer, other: Offer, media: Collection[Media]) -> bool:
    """Whether the other offer takes all such media, and does with them (with words alone, when there are none) something of what
    the first does; of one that the catalogue says nothing of, every other one does the same.
    """
    if any(all(need.media is not one for need in other.references) for one in media):
        return False
    if media:
        verbs = [verb for verb in offer.verbs if any(does(offer, verb, one) for one in media)]
        return not verbs or any(does(other, verb, one) for verb in verbs for one in media)
    verbs = [verb for verb in offer.verbs if does_with_words(offer, verb)]
    return not verbs or any(does_with_words(other, verb) for verb in verbs)


def _begins_from(offer: Offer, media: Media) -> bool:
    return any(need.media is media for need in offer.references) and all(
        need.minimum <= (need.media is media) for need in offer.references
    )


class VerbIndex:
    """Which verbs there are for which media, and which models do them, among the models sold in one dialect."""

    def __init__(self, models: Iterable[Model], dialect: Dialect) -> None:
        self._dialect = dialect
        ranked: dict[tuple[Verb, Media | None], list[tuple[int, Model]]] = {}
        for model in models:
            if not is_sold(model, dialect):
                continue
            offer = sold(model, dialect)
            for verb, rank in offer.verbs.items():
                for media in _taken(offer, verb):
                    ranked.setdefault((verb, media), []).append((rank, model))
        # Sorting is stable: among equals the order of the menu stays.
        self._doers = {
            key: tuple(model for _, model in sorted(found, key=lambda pair: pair[0]))
            for key, found in ranked.items()
        }
        self._verbs = {
            media: tuple(
                verb for verb in Verb if verb.on_words is (media is None) and (verb, media) in ranked
            )
            for media in (None, *Media)
        }

    def doers(self, verb: Verb, media: Media | None) -> tuple[Model, ...]:
        """The models that do this with such media (None = with words), the best rank first."""
        return self._doers.get((verb, media), ())

    def verbs_on(self, media: Media | None, maker: str = "") -> tuple[Verb, ...]:
        """What at least one model does with such media (None = with words), in the order of `Verb`.

        Args:
            media: what is there.
            maker: slug of the model that made it here; empty for anything else.
        """
        if media is None:
            return self._verbs[media]
        makers = {media: [maker]}
        return tuple(
            verb
            for verb in self._verbs[media]
            if any(finds(sold(model, self._dialect), makers) for model in self.doers(verb, media))
        )


def _taken(offer: Offer, verb: Verb) -> Iterator[Media | None]:
    """What the offer does this verb with: words (None), or one piece of each of these media."""
    if does_with_words(offer, verb):
        yield None
    yield from (media for media in Media if does(offer, verb, media))
