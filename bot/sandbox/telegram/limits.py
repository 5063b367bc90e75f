"""Telegram's limits, as https://core.telegram.org/bots/api states them unless a line says otherwise.

Sizes are in bytes, lengths in UTF-16 code units (the unit of Telegram's entities; the strictest reading of
"characters"), times in seconds.
"""

from __future__ import annotations

from typing import Final

MEGABYTE: Final = 1024 * 1024

TEXT: Final = 4096
CAPTION: Final = 1024
ENTITIES: Final = 100  # observed: Telegram drops the rest without a word; here the first 100 stay

UPLOAD: Final = 50 * MEGABYTE
DOWNLOAD: Final = 20 * MEGABYTE
PHOTO_UPLOAD: Final = 10 * MEGABYTE
PHOTO_BY_URL: Final = 5 * MEGABYTE
FILE_BY_URL: Final = 20 * MEGABYTE
PHOTO_SIDES: Final = 10_000  # width + height, pixels
PHOTO_RATIO: Final = 20
THUMBNAIL_BYTES: Final = 200_000
THUMBNAIL_SIDE: Final = 320  # pixels

ALBUM_MIN: Final = 2
ALBUM_MAX: Final = 10

EFFECTS: Final = frozenset(
    {
        "5104841245755180586",
        "5107584321108051014",
        "5104858069142078462",
        "5159385139981059251",
        "5046509860389126442",
        "5046589136895476101",
    }
)
"""The free message effects: fire, thumbs up, thumbs down, heart, party popper, pile of poo (observed)."""

CALLBACK_DATA: Final = 64  # bytes, not characters
COPY_TEXT: Final = 256
BUTTONS: Final = 100  # observed
BUTTONS_IN_ROW: Final = 8  # observed
CALLBACK_ANSWER: Final = 200
CALLBACK_LIFETIME: Final = 60.0  # observed: "query is too old" comes after roughly a minute at the latest

COMMANDS: Final = 100
COMMAND_DESCRIPTION: Final = 256
BOT_NAME: Final = 64
BOT_DESCRIPTION: Final = 512
BOT_SHORT_DESCRIPTION: Final = 120
START_PAYLOAD: Final = 64
INLINE_RESULTS: Final = 50
INLINE_QUERY: Final = 256
INLINE_RESULT_ID: Final = 64  # bytes
INLINE_OFFSET: Final = 64  # bytes
INLINE_CACHE: Final = 300
MANY_MESSAGES: Final = 100  # deleteMessages, copyMessages, forwardMessages
DELETABLE_FOR: Final = 48 * 3600

INVOICE_TITLE: Final = 32
INVOICE_DESCRIPTION: Final = 255
INVOICE_PAYLOAD: Final = 128  # bytes
INVOICE_STARS: Final = 100_000  # observed: createInvoiceLink takes 100,000 and refuses 150,000
SUBSCRIPTION_STARS: Final = 10_000
SUBSCRIPTION_PERIOD: Final = 2_592_000  # the only one
CHECKOUT: Final = 10.0
STAR_MOVES: Final = 100  # of one getStarTransactions

FORM_FIELD: Final = MEGABYTE  # one text field of a request


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
