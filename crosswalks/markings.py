"""Security markings by their words: "Secret" is never a number of a library classification.

Records put archival markings where library classifications belong, since English calls both a classification. Sources
and the Record type tell them apart here, by the bare words that papers bear and by the names of the schemes that
exports give them. What a marking means for access: docs/formats.md.
"""

import re
from typing import Final

LEVELS: Final = frozenset(
    {
        "top secret", "secret", "confidential", "restricted", "classified", "unclassified", "declassified",
        "strictly secret", "strictly confidential", "most secret", "for official use only", "official use only",
        "совершенно секретно", "секретно", "для служебного пользования", "streng geheim", "geheim", "vertraulich",
        "très secret", "confidentiel", "secreto", "confidencial", "tajne", "ściśle tajne", "přísně tajné", "tajné",
        "szigorúan titkos", "titkos", "strict secret", "strogo poverljivo", "строго секретно", "поверително",
    }
)  # fmt: skip
SCHEMES: Final = frozenset(
    {
        "security", "security classification", "security marking", "security level", "security class",
        "original classification", "classification level", "protective marking", "government classification",
    }
)  # fmt: skip
_LABEL: Final = re.compile(
    r"(?:original|security) classification(?: \((document|title|abstract|record)\))?", re.IGNORECASE
)
_BETWEEN_WORDS: Final = re.compile(r"[\s_-]+")
_LONGEST: Final = max(map(len, LEVELS)) + 20


def is_marking(value: str) -> bool:
    """Return whether a value is a bare security marking, such as "Top Secret" or "[SECRET]"."""
    return len(value) <= _LONGEST and _words(value.strip(" .[]()")) in LEVELS


def is_scheme(scheme: str) -> bool:
    """Return whether the name of a classification's scheme says that its values are security markings."""
    return len(scheme) <= _LONGEST and _words(scheme) in SCHEMES


def is_label(label: str) -> bool:
    """Return whether a label, such as `Security classification (title)`, announces a security marking."""
    return _LABEL.fullmatch(label) is not None


def _words(value: str) -> str:
    """Return the value in small letters, its words parted by single blanks."""
    return _BETWEEN_WORDS.sub(" ", value).strip().casefold()
