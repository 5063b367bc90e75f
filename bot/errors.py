"""Every error that Kiosk raises on purpose.

KioskError
├── SettingsError                 a setting is wrong: one clear line, exit code 2
├── CatalogError                  a model's file is wrong: named with its file
├── Refusal                       an answer for a person, not an alarm (words: `refusal-<code>` in the locales)
│   ├── UnknownModel             AmbiguousModel when several are meant
│   ├── ModelUnavailable
│   ├── ModelTroubled
│   ├── UnknownOption
│   ├── BadOption
│   │   └── OptionTooLong
│   ├── OptionConflict
│   ├── PromptMissing
│   ├── PromptTooShort
│   ├── PromptTooLong
│   ├── ReferenceMissing
│   ├── ReferenceNotTaken
│   ├── TooManyReferences
│   ├── ReferenceTooLarge
│   ├── ReferenceWrongType
│   ├── ReferenceWrongSize
│   ├── ReferenceTooLong
│   ├── NotEnoughCredits
│   ├── FreeCreditsUsedUp
│   ├── FreeForMembers
│   ├── FreeGateUnchecked
│   ├── FreeForBuyers
│   ├── TooManyOpen
│   ├── TooManyOpenHere
│   ├── AccountBlocked
│   ├── AgeNotStated
│   ├── SamplesOff
│   ├── TooManySamples
│   ├── ExampleGone
│   ├── NotProposable
│   ├── TooManyProposals
│   ├── ServicePaused
│   ├── OwnKeyPaused
│   ├── OwnKeyUnfit
│   ├── OwnKeyRefused
│   ├── OwnKeyUnchecked
│   ├── QuoteUnknown
│   ├── QuoteNotYours
│   ├── QuoteOver
│   ├── PersonUnknown
│   ├── NotCancellable
│   ├── NothingToTakeBack
│   ├── NotEnoughToGive
│   ├── TooManyGifts
│   ├── GiftUnknown
│   ├── GiftForAnother
│   ├── GiftFrozen
│   ├── PromoCodeInvalid
│   ├── PromoCodeUsed
│   ├── PromoCodeForNewPeople
│   ├── PromoCodeForFirstPurchase
│   ├── PromoCodeTaken
│   ├── TooManyGuesses
│   ├── InvoiceOver
│   ├── InvoiceNotYours
│   ├── GenerationUnknown
│   ├── VersionGone
│   ├── VersionElsewhere
│   ├── UnknownRecipe
│   ├── LookGone
│   ├── LookNameWrong
│   ├── LookNameTaken
│   ├── LookGapMissing
│   ├── LookGapsTooMany
│   ├── LookTooLong
│   ├── LookNotKeepable
│   ├── TooManyLooks
│   ├── ChainGoesOn
│   ├── ChainComplete
│   ├── PackGone
│   ├── TooManyPacks
│   ├── ModelTermsChanged
│   ├── ModelTermsOutOfBounds
│   ├── JoinsOff
│   ├── JoinOver
│   ├── JoinPieceUnfit
│   ├── JoinFull
│   ├── JoinTooLong
│   ├── JoinUnfinished
│   ├── TooManyJoins
│   ├── JoinsBusy
│   ├── ArchivesOff
│   ├── ArchiveEmpty
│   ├── ArchiveOver
│   ├── ArchiveUnclear
│   ├── ArchiveUnfinished
│   ├── TooManyArchives
│   ├── ArchivesBusy
│   ├── PaymentNotYours
│   ├── PaymentUnknown
│   ├── PaymentsPaused
│   ├── WriterOff                 the writer is off, or has not proven what is asked of it
│   ├── WriterBusy
│   ├── WriterUsedUp
│   │   └── WriterUsedUpHere
│   ├── WriterSlow                no answer within its time
│   ├── WriterUnavailable         no answer that counts; the same may work later
│   ├── WriterRefused             it does not answer this, or with nothing that could be used
│   └── SuggestionGone
├── IllegalStep                   a generation or a payment was asked to take a step that its states do not know
├── AlreadyDone                   an operation key was used before: the effect exists, nothing changed
├── ProviderError                 what KIE (or the way to it) did to a call
│   ├── NotAccepted               surely not created; try the same again later
│   │   ├── RateLimited           … by the whole key: too many at once
│   │   └── ProviderPaused        … and much later: maintenance
│   ├── AccessRefused             the key is missing, wrong, capped or not allowed
│   ├── OutOfCredits              the key's KIE balance is empty
│   ├── KeyRemoved                the key of its own that it went with was removed
│   ├── TaskRefused               surely not created and never will be: a failure kind and KIE's words
│   ├── SubmissionInDoubt         KIE may have created the task; never send it again
│   ├── StatusUnavailable         the status could not be read now; ask again later
│   └── UploadFailed              a reference could not be put on KIE's file host
├── PaymentError                  what Telegram did to a call about Stars
│   ├── PaymentsUnavailable       no answer that counts: the same call may be made again later
│   └── PaymentCallRefused        it will not: its words say why
├── MediaError                    a result could not be fetched or is not what it says
│   ├── MediaUnreachable          may work later
│   ├── MediaRejected             will not work: forbidden address, too large, endless, no media
│   └── CopyLost                  Telegram does not know its copy any more
├── NotJoined                     no film can be made of the clips: why, and which of them it is about
├── DeliveryError                 what Telegram did to a call that carries a result
│   ├── ChatGone                  blocked, kicked, deactivated, deleted
│   └── DeliveryPostponed         flood control or a fault at Telegram; seconds to wait are known
└── StorageError                  the database cannot be used
    ├── DatabaseUnavailable       it cannot be used just now: another process writes, the disk is full
    ├── DataInUse                 another process owns the data folder
    ├── SchemaTooNew              it was written by a newer Kiosk
    └── SchemaTooOld              it was written by a Kiosk that is too old to be read
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import ClassVar


class KioskError(Exception):
    """The root: anything that Kiosk raises on purpose."""


class SettingsError(KioskError):
    """A setting is missing or wrong. The text names the variable and never repeats a secret value."""


class CatalogError(KioskError):
    """A file of the catalogue does not say a possible model."""


class Refusal(KioskError):
    """A rule said no. Nothing was charged and nothing was lost; the person reads why.

    Attributes:
        code: names the words in the locales (`refusal-<code>`).
        facts: values for these words: integers for numbers, strings for names.
    """

    code: ClassVar[str] = "refused"

    def __init__(self, **facts: str | int) -> None:
        super().__init__(f"{self.code} {facts}" if facts else self.code)
        self.facts: Mapping[str, str | int] = facts


class UnknownModel(Refusal):
    """No model of the catalogue is called so. Facts: slug (as it was written), nearest (a slug, or an empty string).

    Attributes:
        candidates: slugs of the models that may be meant, the likeliest first.
    """

    code = "unknown-model"

    def __init__(self, *, slug: str, candidates: Sequence[str] = ()) -> None:
        super().__init__(slug=slug, nearest=next(iter(candidates), ""))
        self.candidates = tuple(candidates)


class AmbiguousModel(UnknownModel):
    """Several models are called so. Facts and attributes as of UnknownModel."""

    code = "ambiguous-model"


class ModelUnavailable(Refusal):
    """The model is shown, but cannot be made here now. Facts: model (title), reason (a code), nearest (slug or "")."""

    code = "model-unavailable"


class ModelTroubled(Refusal):
    """The model keeps failing at KIE and is not tried just now. Facts: model (title), nearest (slug or "")."""

    code = "model-troubled"


class UnknownOption(Refusal):
    """The model has no such option. Facts: option, model, known (comma separated)."""

    code = "unknown-option"


class BadOption(Refusal):
    """The option does not take this value. Facts: option, value, allowed."""

    code = "bad-option"


class OptionTooLong(BadOption):
    """A typed value is too long. Facts: option, value, allowed, length, maximum (characters)."""

    code = "option-too-long"


class OptionConflict(Refusal):
    """Two options cannot be combined. Facts: first, second (each `option=value`)."""

    code = "option-conflict"


class PromptMissing(Refusal):
    """The model needs a prompt. Facts: model."""

    code = "prompt-missing"


class PromptTooShort(Refusal):
    """Facts: length, minimum (characters)."""

    code = "prompt-too-short"


class PromptTooLong(Refusal):
    """Facts: length, maximum (characters)."""

    code = "prompt-too-long"


class ReferenceMissing(Refusal):
    """The model needs media that was not given. Facts: model, media (photo, video, audio), minimum."""

    code = "reference-missing"


class ReferenceNotTaken(Refusal):
    """The model takes no such media. Facts: model, media."""

    code = "reference-not-taken"


class TooManyReferences(Refusal):
    """Facts: model, media, maximum."""

    code = "too-many-references"


class ReferenceTooLarge(Refusal):
    """Facts: size, maximum (megabytes, rounded up)."""

    code = "reference-too-large"


class ReferenceWrongType(Refusal):
    """Facts: type (what it is), allowed."""

    code = "reference-wrong-type"


class ReferenceWrongSize(Refusal):
    """A picture's sides are out of bounds. Facts: width, height, minimum, maximum (pixels)."""

    code = "reference-wrong-size"


class ReferenceTooLong(Refusal):
    """A video or sound is too long. Facts: media, seconds, maximum (seconds)."""

    code = "reference-too-long"


class ReferenceTooShort(Refusal):
    """A video or sound is too short. Facts: media, seconds, minimum (seconds)."""

    code = "reference-too-short"


class LengthUnknown(Refusal):
    """The price depends on the length of a video or sound, and it could not be measured. Facts: media."""

    code = "length-unknown"


class ReferenceNotMadeHere(Refusal):
    """The model goes on with what certain models made here, and this is something else. Facts: model, makers (slugs)."""

    code = "reference-not-made-here"


class ReferenceOfAnotherKey(Refusal):
    """What is to be continued was made with another KIE key, and only that one finds it. Facts: model."""

    code = "reference-of-another-key"


class NotEnoughCredits(Refusal):
    """Facts: price, available, missing (credits)."""

    code = "not-enough-credits"


class FreeCreditsUsedUp(Refusal):
    """All people together have used up the day's free credits; bought ones go on. Facts: price, missing (to be bought)."""

    code = "free-credits-used-up"


class FreeForMembers(Refusal):
    """Free credits are for members of the operator's channel. Facts: link (address of the channel, or "")."""

    code = "free-for-members"


class FreeGateUnchecked(Refusal):
    """Whether the person may spend free credits is not known now."""

    code = "free-gate-unchecked"


class FreeForBuyers(Refusal):
    """Free credits are for people who have bought some."""

    code = "free-for-buyers"


class TooManyAtOnce(Refusal):
    """More than may be asked for by one confirmation. Facts: maximum."""

    code = "too-many-at-once"


class TooManyOpen(Refusal):
    """The person has as many open generations as they may. Facts: maximum."""

    code = "too-many-open"


class TooManyOpenHere(Refusal):
    """The group chat has as many open generations as it may, over all members. Facts: maximum."""

    code = "too-many-open-here"


class NoRoomForAll(TooManyOpen):
    """Of several at once fewer may be open now. Facts: maximum, fits (how many could be)."""

    code = "no-room-for-all"


class NoRoomForAllHere(TooManyOpenHere):
    """The same in a group chat. Facts: maximum, fits."""

    code = "no-room-for-all-here"


class AccountBlocked(Refusal):
    """The operator has blocked this person."""

    code = "account-blocked"


class AgeNotStated(Refusal):
    """People have to be of an age that this person has not said to have reached. Facts: age (years)."""

    code = "age-not-stated"


class SamplesOff(Refusal):
    """The operator does not pay for samples of voices."""

    code = "samples-off"


class TooManySamples(Refusal):
    """This person had enough samples of voices made today. Facts: maximum."""

    code = "too-many-samples"


class ExampleGone(Refusal):
    """An example is not there (any more), or was decided."""

    code = "example-gone"


class NotProposable(Refusal):
    """A result cannot be an example: its words are not all that it was made from."""

    code = "not-proposable"


class TooManyProposals(Refusal):
    """The operator has enough results of this person's to look at. Facts: maximum."""

    code = "too-many-proposals"


class ServicePaused(Refusal):
    """The KIE balance is empty or our key is refused: no new paid work until the operator has fixed it."""

    code = "service-paused"


class OwnKeyPaused(Refusal):
    """The person's own KIE key is refused or its balance is empty: no new request uses it until that is fixed."""

    code = "own-key-paused"


class OwnKeyUnfit(Refusal):
    """What was given as a KIE key cannot be one."""

    code = "own-key-unfit"


class OwnKeyRefused(Refusal):
    """KIE refuses the key that a person brings; it was not stored."""

    code = "own-key-refused"


class OwnKeyUnchecked(Refusal):
    """KIE did not answer when the key that a person brings was checked; it was not stored."""

    code = "own-key-unchecked"


class QuoteUnknown(Refusal):
    """The quote is gone or too old; ask for a new one."""

    code = "quote-unknown"


class QuoteNotYours(Refusal):
    """Another person's quote."""

    code = "quote-not-yours"


class QuoteOver(Refusal):
    """The quote was put away, replaced by another one, or used already; nothing more is made of it."""

    code = "quote-over"


class PersonUnknown(Refusal):
    """No one with this id has written to the bot. Facts: person (Telegram id)."""

    code = "person-unknown"


class StaffStays(Refusal):
    """Who works for the operator has to be let go before they are forgotten: what they did has their name."""

    code = "staff-stays"


class NotCancellable(Refusal):
    """The generation is already with KIE or has ended. Facts: state."""

    code = "not-cancellable"


class NothingToTakeBack(Refusal):
    """An operator takes back more than the account has. Facts: available."""

    code = "nothing-to-take-back"


class NotEnoughToGive(Refusal):
    """Only credits that do not expire can be given away. Facts: available (of those)."""

    code = "not-enough-to-give"


class GiftAmountWrong(Refusal):
    """So many credits cannot be given. Facts: most."""

    code = "gift-amount-wrong"


class TooManyGifts(Refusal):
    """So many gifts of this person have not been opened yet. Facts: maximum."""

    code = "too-many-gifts"


class GiftUnknown(Refusal):
    """A link, or a button, that leads to no gift."""

    code = "gift-unknown"


class GiftForAnother(Refusal):
    """The gift is for another person alone."""

    code = "gift-for-another"


class GiftFrozen(Refusal):
    """The operator has blocked the person who gives it: it cannot be opened as long as that is so."""

    code = "gift-frozen"


class PromoCodeInvalid(Refusal):
    """There is no such code, or it is over, used up or switched off: the same words for all of them help no one who guesses."""

    code = "promo-code-invalid"


class PromoCodeUsed(Refusal):
    """The person has used this code before."""

    code = "promo-code-used"


class PromoCodeForNewPeople(Refusal):
    """The code is for people who have neither made nor bought anything yet."""

    code = "promo-code-for-new-people"


class PromoCodeForFirstPurchase(Refusal):
    """The code is for people who have not bought anything yet."""

    code = "promo-code-for-first-purchase"


class PromoCodeTaken(Refusal):
    """An operator makes a code that exists. Facts: code."""

    code = "promo-code-taken"


class TooManyGuesses(Refusal):
    """Too many wrong codes. Facts: minutes until the next try."""

    code = "too-many-guesses"


class InvoiceOver(Refusal):
    """No such order, too old, or at another price."""

    code = "invoice-over"


class InvoiceNotYours(Refusal):
    """The order is for another person."""

    code = "invoice-not-yours"


class GenerationUnknown(Refusal):
    """No such generation of this person."""

    code = "generation-unknown"


class VersionGone(Refusal):
    """What a result was made from is not there any more."""

    code = "version-gone"


class VersionElsewhere(Refusal):
    """What a result was made from belongs to another chat."""

    code = "version-elsewhere"


class UnknownRecipe(Refusal):
    """There is no recipe of this slug. Facts: slug, nearest (a slug, or an empty string)."""

    code = "unknown-recipe"


class LookGone(Refusal):
    """A look that is not there any more, is switched off, or whose hidden words are gone; the same of another person's."""

    code = "look-gone"


class LookNameWrong(Refusal):
    """A look cannot be called so. Facts: minimum, maximum (letters)."""

    code = "look-name-wrong"


class LookNameTaken(Refusal):
    """The person has another look of this name. Facts: name."""

    code = "look-name-taken"


class LookGapMissing(Refusal):
    """The words of a look lack the gap."""

    code = "look-gap-missing"


class LookGapsTooMany(Refusal):
    """The words of a look have more than one gap. Facts: number."""

    code = "look-gaps-too-many"


class LookTooLong(Refusal):
    """The words of a look are longer than can be kept, or than the model takes with anything in the gap. Facts: maximum."""

    code = "look-too-long"


class LookNotKeepable(Refusal):
    """The result was made with words that its person may not read: there is no look of it."""

    code = "look-not-keepable"


class TooManyLooks(Refusal):
    """The person has as many looks as there can be. Facts: maximum."""

    code = "too-many-looks"


class ChainGoesOn(Refusal):
    """The chain is still being made: there is nothing to continue yet."""

    code = "chain-goes-on"


class SelectionOver(Refusal):
    """None of these pictures can be chosen any more, nor others be made for the choice."""

    code = "selection-over"


class NotYoursToChoose(Refusal):
    """In a group the person who has started the recipe chooses, or an admin."""

    code = "not-yours-to-choose"


class ChainComplete(Refusal):
    """Every step of the chain was made: there is nothing to continue."""

    code = "chain-complete"


class PackGone(Refusal):
    """The pack is not sold any more, or never was."""

    code = "pack-gone"


class TooManyPacks(Refusal):
    """No more packs are on sale at once. Facts: maximum."""

    code = "too-many-packs"


class ModelTermsChanged(Refusal):
    """An operator has set other terms of the model since these were shown."""

    code = "model-terms-changed"


class ModelTermsOutOfBounds(Refusal):
    """No model may have such terms (`bot.domain.model_terms`)."""

    code = "model-terms-out-of-bounds"


class JoinsOff(Refusal):
    """The operator lets no clips be joined."""

    code = "joins-off"


class JoinOver(Refusal):
    """A list of clips is closed: it was cancelled, is being made or on its way, or has too few clips."""

    code = "join-over"


class JoinPieceUnfit(Refusal):
    """Neither a clip nor a song, or there is no copy of it any more."""

    code = "join-piece-unfit"


class JoinFull(Refusal):
    """A list has as many clips as it may. Facts: maximum."""

    code = "join-full"


class JoinTooLong(Refusal):
    """Clips are too long together. Facts: seconds, maximum."""

    code = "join-too-long"


class JoinUnfinished(Refusal):
    """An earlier film of the person's is still being made."""

    code = "join-unfinished"


class TooManyJoins(Refusal):
    """The person had enough films made within a day. Facts: maximum."""

    code = "too-many-joins"


class JoinsBusy(Refusal):
    """Too many films of all people wait."""

    code = "joins-busy"


class ArchivesOff(Refusal):
    """The operator lets no archives be made."""

    code = "archives-off"


class ArchiveEmpty(Refusal):
    """There are no results for an archive."""

    code = "archive-empty"


class ArchiveOver(Refusal):
    """An archive was sent, has failed, or was cancelled."""

    code = "archive-over"


class ArchiveUnclear(Refusal):
    """What stands behind the word for archives is no month."""

    code = "archive-unclear"


class ArchiveUnfinished(Refusal):
    """An earlier archive of the person's is still being made."""

    code = "archive-unfinished"


class TooManyArchives(Refusal):
    """The person had enough archives made within a day. Facts: maximum."""

    code = "too-many-archives"


class ArchivesBusy(Refusal):
    """Too many archives of all people wait."""

    code = "archives-busy"


class AlreadySubscribed(Refusal):
    """The person has a subscription of this pack."""

    code = "already-subscribed"


class SubscriptionUnknown(Refusal):
    """No such subscription of this person, or it has ended."""

    code = "subscription-unknown"


class SubscriptionNotChanged(Refusal):
    """Telegram does not let it be stopped or resumed by the bot."""

    code = "subscription-not-changed"


class SubscriptionNotReached(Refusal):
    """Telegram gave no answer: nothing is known to have changed."""

    code = "subscription-not-reached"


class PaymentUnknown(Refusal):
    """There is no such payment, or none that this person may see."""

    code = "payment-unknown"


class PaymentNotYours(Refusal):
    """Another person has paid it."""

    code = "payment-not-yours"


class PaymentsPaused(Refusal):
    """Nothing is sold just now: what is sold could not be delivered."""

    code = "payments-paused"


class RefundTooOld(Refusal):
    """It is not known any more who has paid."""

    code = "refund-too-old"


class RefundNotCovered(Refusal):
    """Something that the payment brought was spent: the refund has to be confirmed. Facts: left, credits."""

    code = "refund-not-covered"


class SelfRefundOff(Refusal):
    """The operator returns payments by hand."""

    code = "self-refund-off"


class SelfRefundLate(Refusal):
    """The payment is too old to be returned without the operator. Facts: days."""

    code = "self-refund-late"


class SelfRefundSpent(Refusal):
    """Credits of the payment, or of the bonus beside it, were spent. Facts: spent."""

    code = "self-refund-spent"


class SelfRefundFreeSpent(Refusal):
    """Free credits were spent since the payment that has opened them."""

    code = "self-refund-free-spent"


class SelfRefundRewardSpent(Refusal):
    """The reward that the payment has brought to the buyer's inviter was spent."""

    code = "self-refund-reward-spent"


class SupportAsked(Refusal):
    """The person has written to the operator several times just now."""

    code = "support-asked"


class PaymentClaimed(Refusal):
    """An unclaimed payment was credited or is being returned. Facts: number."""

    code = "payment-claimed"


class WriterOff(Refusal):
    """There is no writer here: the operator has none, or it has not proven that it can do this."""

    code = "writer-off"


class WriterBusy(Refusal):
    """The writer is still answering this person."""

    code = "writer-busy"


class WriterUsedUp(Refusal):
    """The person has used the writer as often as they may today (UTC). Facts: maximum."""

    code = "writer-used-up"


class WriterUsedUpHere(WriterUsedUp):
    """The group has. Facts: maximum."""

    code = "writer-used-up-here"


class WriterSlow(Refusal):
    """The writer has not answered in time."""

    code = "writer-slow"


class WriterUnavailable(Refusal):
    """The writer does not answer just now; the same may work later."""

    code = "writer-unavailable"


class WriterRefused(Refusal):
    """The writer does not answer this, or nothing in its answer can be used."""

    code = "writer-refused"


class SuggestionGone(Refusal):
    """The words that were suggested are not there any more, or what they were for is not."""

    code = "suggestion-gone"


class IllegalStep(KioskError):
    """A generation or a payment was asked to take a step that the table of steps does not have."""


class AlreadyDone(KioskError):
    """The operation key exists in the ledger: repeating the step changes nothing."""


class FailureKind(StrEnum):
    """Why a generation ended without media: each kind has one next step for the person."""

    CONTENT = "content"
    """The supplier's rules refused the prompt or a reference: edit the prompt."""
    REQUEST = "request"
    """An option or reference was not acceptable: reopen the card."""
    PROVIDER = "provider"
    """The supplier or this model is down: try another model."""
    SLOW = "slow"
    """Past its deadline; still watched, a late result is free."""
    BUSY = "busy"
    """It waited so long in the supplier's own queue that the supplier gave it up: later, or another model."""
    LIKELY_CONTENT = "likely-content"
    """Ended at once and without a reason, with a picture: most likely the supplier's rules. Not the same again."""
    NOT_ALLOWED = "not-allowed"
    """The KIE key that it went with may not use this model: another model, or a longer list at KIE."""
    INTERNAL = "internal"
    """Our own fault: the admin gets the id."""
    KEY = "key"
    """The person's own KIE key was removed, or was of no use until the deadline: look at the key."""


MODELS_FAULTS = frozenset({FailureKind.PROVIDER, FailureKind.SLOW, FailureKind.BUSY, FailureKind.NOT_ALLOWED})
"""Failures by no fault of the request: another model may do it."""


class ProviderError(KioskError):
    """What KIE, or the way to it, did to a call. The text never holds a key."""


class NotAccepted(ProviderError):
    """Surely nothing was created; the same request may be sent again after `retry_after` seconds."""

    def __init__(self, message: str, retry_after: float = 10.0) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class RateLimited(NotAccepted):
    """KIE takes no more requests of this key for now: too many calls, or too many tasks at once."""


class ProviderPaused(NotAccepted):
    """Maintenance at KIE: not accepted, try again after minutes."""


class AccessRefused(ProviderError):
    """KIE refuses our key (missing, wrong, capped, not allowed from here). The operator must act."""


class OutOfCredits(ProviderError):
    """The key's KIE balance is empty; nothing was created. The operator must act."""


class KeyRemoved(ProviderError):
    """The own key that a generation goes with was removed by its owner. Nothing was sent."""


class TaskRefused(ProviderError):
    """KIE refused the request for good; nothing was created."""

    def __init__(self, kind: FailureKind, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message


class SubmissionInDoubt(ProviderError):
    """The request left and no clear answer came: KIE may have created the task. Never send it again."""


class StatusUnavailable(ProviderError):
    """The status could not be read or understood now. The task may be in any state."""

    def __init__(self, message: str, retry_after: float = 0.0) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class UploadFailed(ProviderError):
    """A reference could not be put on the file host; may work later."""


class PaymentError(KioskError):
    """What Telegram did to a call about Stars."""


class PaymentsUnavailable(PaymentError):
    """No answer that counts: Telegram may have done it or not, and the same call may be made again later."""


class PaymentCallRefused(PaymentError):
    """Telegram will not do it; the text is Telegram's."""


class NotJoined(KioskError):
    """No film can be made of the clips.

    Attributes:
        problem: why (`bot.domain.join.JoinProblem`).
        at: which clip it is about (1 is the first one), 0 for the song or all of them.
    """

    def __init__(self, problem: str, at: int = 0) -> None:
        super().__init__(problem)
        self.problem = problem
        self.at = at


class MediaError(KioskError):
    """A result could not be fetched or is not what it says."""


class MediaUnreachable(MediaError):
    """The address did not answer properly; may work later."""


class CopyLost(MediaError):
    """Telegram does not know this copy any more, or another bot made it: a file id holds for one bot (Bot API, "Sending files")."""


class MediaRejected(MediaError):
    """The address or what it serves is not acceptable: trying again is pointless."""


class DeliveryError(KioskError):
    """What Telegram did to a call that carries a result."""


class ChatGone(DeliveryError):
    """The chat can no longer be written to: blocked, kicked, deactivated or deleted."""


class DeliveryPostponed(DeliveryError):
    """Telegram cannot take it now; try again after `retry_after` seconds, not earlier.

    Attributes:
        retry_after: seconds.
        refused: whether Telegram has said that it did not take it; else it may have, and the answer was lost.
    """

    def __init__(self, message: str, retry_after: float, *, refused: bool = False) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        self.refused = refused


class StorageError(KioskError):
    """The database cannot be used."""


class DatabaseUnavailable(StorageError):
    """It cannot be used just now: another process keeps it, the disk is full or does not answer. That may pass."""


class DataInUse(StorageError):
    """Another process owns the data folder. The text names the folder and, where it is known, the process."""


class SchemaTooNew(StorageError):
    """The database was written by a newer Kiosk than this one."""


class SchemaTooOld(StorageError):
    """The database was written by a Kiosk that is too old for this one to read it."""
