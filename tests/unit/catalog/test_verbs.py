"""What can be done with media or words, and who does it."""

from __future__ import annotations

from dataclasses import replace

from bot.catalog.catalog import Catalog
from bot.catalog.model_validation import mistakes
from bot.catalog.spec import Dialect, Media, PromptRule, ReferenceNeed, Verb
from bot.catalog.verbs import VerbIndex, can_begin, finds, takes
from tests.unit.catalog.samples import model, offer, photo

VIDEO_NEEDED = ReferenceNeed(media=Media.VIDEO, field="video_url", minimum=1)
SLOW = model(offer(references=(photo(),), verbs={Verb.ANIMATE: 20}), slug="slow")
BEST = model(offer(references=(photo(minimum=1),), verbs={Verb.ANIMATE: 10, Verb.EDIT: 5}), slug="best")
GONE = model(
    replace(offer(references=(photo(),), verbs={Verb.ANIMATE: 1}), unavailable="removed"), slug="gone"
)
OTHER = model(offer(references=(VIDEO_NEEDED, photo()), verbs={Verb.RESTYLE: 1}), slug="video-restyler")
SPEAKER = model(offer(verbs={Verb.VOICE: 1}), slug="speaker")
INDEX = VerbIndex((SLOW, BEST, GONE, OTHER, SPEAKER), Dialect.LIVE)


def test_the_best_comes_first() -> None:
    """Models that do it and are sold, by rank: the smallest first."""
    assert INDEX.doers(Verb.ANIMATE, Media.PHOTO) == (BEST, SLOW)


def test_only_what_can_begin_from_the_media_at_hand() -> None:
    """A model that also takes a photo, but needs a video, does nothing with a photo alone."""
    assert INDEX.doers(Verb.RESTYLE, Media.VIDEO) == (OTHER,)
    assert INDEX.doers(Verb.RESTYLE, Media.PHOTO) == ()


def test_verbs_of_media_and_of_words() -> None:
    """Each medium has its own verbs, in the order of the enumeration; words have theirs."""
    assert INDEX.verbs_on(Media.PHOTO) == (Verb.ANIMATE, Verb.EDIT)
    assert INDEX.verbs_on(Media.AUDIO) == ()
    assert INDEX.verbs_on(None) == (Verb.VOICE,)
    assert VerbIndex((SPEAKER,), Dialect.INTEGRATION).verbs_on(None) == ()


def test_the_index_follows_what_stands_in_for_a_model() -> None:
    """A model that the operator switches off does nothing until it is switched on again."""
    catalog = Catalog([SLOW, BEST])
    catalog.override([replace(BEST, live=replace(offer(), unavailable="off"))])
    assert catalog.verbs(Dialect.LIVE).doers(Verb.ANIMATE, Media.PHOTO) == (SLOW,)
    assert catalog.verbs(Dialect.LIVE).verbs_on(Media.PHOTO) == (Verb.ANIMATE,)
    catalog.override(())
    assert catalog.verbs(Dialect.LIVE).doers(Verb.ANIMATE, Media.PHOTO) == (BEST, SLOW)


def test_a_file_must_not_promise_what_it_cannot_do() -> None:
    """A verb on media needs a model that takes media; one on words needs a model that needs none."""
    assert list(mistakes(model(offer(verbs={Verb.ANIMATE: 1})))) != []
    assert list(mistakes(model(offer(verbs={Verb.SONG: 1}, references=(photo(minimum=1),))))) != []
    wordless = offer(verbs={Verb.VOICE: 1}, prompt=PromptRule(maximum_length=0))
    assert list(mistakes(model(wordless))) != []
    assert list(mistakes(BEST)) == []


def test_a_lip_sync_begins_from_either_of_what_it_joins() -> None:
    """It needs a face and a sound: whichever is there first, the other is asked for."""
    sound = ReferenceNeed(media=Media.AUDIO, field="audio_url", minimum=1)
    avatar = model(offer(references=(photo(minimum=1), sound), verbs={Verb.LIPSYNC: 1}), slug="avatar")
    assert list(mistakes(avatar)) == []
    index = VerbIndex((avatar,), Dialect.LIVE)
    assert index.doers(Verb.LIPSYNC, Media.PHOTO) == index.doers(Verb.LIPSYNC, Media.AUDIO) == (avatar,)
    assert index.doers(Verb.LIPSYNC, Media.VIDEO) == ()
    alone = model(offer(references=(sound,), verbs={Verb.LIPSYNC: 1}), slug="alone")
    assert any("join" in mistake for mistake in mistakes(alone))


def test_what_goes_on_with_a_task_is_offered_for_its_makers_results_only() -> None:
    """A model that continues clips of one other takes no clip of a person, and none of a third model."""
    need = ReferenceNeed(media=Media.VIDEO, field="task_id", minimum=1, made_by=("veo",))
    sold = offer(references=(need,), verbs={Verb.EXTEND: 1})
    assert finds(sold, {Media.VIDEO: ["veo"]})
    assert finds(sold, {})
    assert not finds(sold, {Media.VIDEO: [""]})
    assert not finds(sold, {Media.VIDEO: ["veo", "kling"]})
    assert not takes(sold, Media.VIDEO)
    assert VerbIndex((model(sold),), Dialect.LIVE).doers(Verb.EXTEND, Media.VIDEO) == (model(sold),)


def test_what_can_begin_from_what_there_is() -> None:
    """It needs no media that are not there, and uses the words or some of the media; of nothing, all that can be sent."""
    words_only, wordless = offer(), offer(references=(photo(minimum=1),), prompt=PromptRule(maximum_length=0))
    two_photos = offer(references=(photo(minimum=2, maximum=2),))
    goes_on = offer(references=(replace(VIDEO_NEEDED, made_by=("maker",)),))
    a_photo = {Media.PHOTO: [""]}
    assert can_begin(words_only, {}, words=True)
    assert can_begin(words_only, a_photo, words=True)
    assert not can_begin(words_only, a_photo, words=False)
    assert not can_begin(wordless, {}, words=True)
    assert can_begin(wordless, a_photo, words=True)
    assert not can_begin(two_photos, a_photo, words=True)
    assert can_begin(two_photos, {Media.PHOTO: ["", ""]}, words=False)
    assert can_begin(two_photos, {}, words=False)
    assert not can_begin(goes_on, {}, words=False)
    assert not can_begin(goes_on, {Media.VIDEO: [""]}, words=True)
    assert can_begin(goes_on, {Media.VIDEO: ["maker"]}, words=True)
