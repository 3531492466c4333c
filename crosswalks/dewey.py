"""Numbers of the Dewey classification: one number, whether or not it shows where it may be cut short.

Cataloguers group the digits by blanks and mark the places at which a smaller library may end the number, by a slash in
MARC and by a prime before: https://www.loc.gov/marc/bibliographic/bd082.html, subfield a.
"""

from typing import Final

_MARKS: Final = str.maketrans("", "", " /'’")


def plain(number: str) -> str:
    """Return a number without blanks and marks of segmentation: `951.904/242` and `951.904 242` are `951.904242`."""
    return number.translate(_MARKS)
