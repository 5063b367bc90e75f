"""How people write the names of models and of what they want: in either script, by ear, or on the wrong keyboard."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST = 200
"""Characters of a text that count."""
LONGEST_WORD = 24
"""Letters of a word that count."""

_WORD = re.compile(r"[^\W_]+(?:\.\d+)*")
"""Letters and digits; `2.5` is one word."""
_LETTERS_THEN_DIGITS = re.compile(r"([^\W\d_]{2,})(\d.*)")
"""`veo3.1` is the name and the version."""
_VERSION = re.compile(r"v(\d.*)")
"""`V5` and `5` are the same version."""

_LATIN = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфхыэ", "abvgdeziiklmnoprstufhie", strict=True))
    | {"ё": "e", "ж": "j", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ь": "", "ъ": "", "ю": "u", "я": "ia"}
)
_ONE_SOUND = tuple(
    (re.compile(written), heard)
    for written, heard in (
        ("y", "i"),
        ("iu", "u"),
        ("gh", "g"),
        ("ph", "f"),
        ("shch|sch", "sh"),
        ("kh", "h"),
        ("zh", "j"),
        ("ck|q", "k"),
        ("w", "v"),
        ("c(?=[ei])", "s"),
        ("c(?!h)", "k"),
        ("ks", "x"),
        ("ee|ea", "i"),
        ("oo|ou", "u"),
        (r"([a-z])(?<!\1\1)\1(?!\1)", r"\1"),  # `zzz` is no word with a doubled letter
        ("(?<=[a-z]{2}[bdfgklmnprstvxz])e$", ""),
    )
)
"""Spellings that sound alike to those who write a foreign name by ear, in the order in which they are replaced."""

_ON_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,."
_ON_RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбю"
_OTHER_LAYOUT = str.maketrans(_ON_LATIN + _ON_RUSSIAN, _ON_RUSSIAN + _ON_LATIN)


def words_in(text: str) -> list[str]:
    """The words of a text, without case, names apart from their versions."""
    found: list[str] = []
    for word in _WORD.findall(unicodedata.normalize("NFKC", text[:LONGEST]).casefold()):
        apart = _LETTERS_THEN_DIGITS.fullmatch(word)
        found.extend(apart.groups() if apart else (_VERSION.sub(r"\1", word),))
    return [word[:LONGEST_WORD] for word in found]


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """How a word without capitals sounds, in Latin letters: the same for `suno` and `суно`, `flux` and `флюкс`."""
    heard = word.translate(_LATIN)
    before = ""
    while heard != before:  # what is left of `iiu` sounds shorter still; no replacement makes a word longer
        before = heard
        for written, instead in _ONE_SOUND:
            heard = written.sub(instead, heard)
    return heard


def sounds_of(text: str) -> tuple[str, ...]:
    """How the words of a text sound."""
    return tuple(filter(None, map(sound, words_in(text))))


def on_other_layout(text: str) -> str:
    """What would stand there if the keyboard had been set to the other script: `rkbyu` becomes `клинг`."""
    return text.translate(_OTHER_LAYOUT)
