"""Parts of a large input: stretches of whole records that can be read one apart from the other, in any process.

Cutting is cheap and knows little of the format; reading a part finds out whether it was cut well. Where it was not,
because the input is damaged or laid out in another way, the input is read in its order from there on, which is
careful about all of that. So a part is read in full or not at all.
"""

from collections.abc import Callable, Iterator
from typing import BinaryIO, Final, NamedTuple, TypeAlias

from crosswalks.sources.entry import Entry, Fault, ReadOptions

SIZE: Final = 262_144
"""Bytes of a part, some 80 records of MODS: of smaller ones, more time goes into handing them over."""


class Part(NamedTuple):
    """Whole records of one input, how many of them and how many lines precede them, and what stands around them.

    `holds` is how many records there should be in it; None says that no parts can be cut from here on.
    """

    content: bytes
    number: int
    line: int
    holds: int | None
    opening: bytes = b""
    closing: bytes = b""


Cut: TypeAlias = Callable[[BinaryIO, ReadOptions], Iterator[Part]]
"""(stream, options) → the parts of an unpacked input: all of it, or up to one that cannot tell what it holds."""

ReadPart: TypeAlias = Callable[[Part, str, ReadOptions], list[Entry | Fault] | None]
"""(part, name, options) → what stands in a part; None when the input must be read in its order from here on."""

Resume: TypeAlias = Callable[[BinaryIO, str, ReadOptions, Part], Iterator[Entry | Fault]]
"""(stream, name, options, part) → what stands in the rest of an input, whose stream begins with the part's content."""


class Parts(NamedTuple):
    """How inputs of one kind are read in parts."""

    cut: Cut
    read: ReadPart
    resume: Resume
