"""From the words of a command line to what is loaded: files, folders and stdin, and how much of them was read."""

import io
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

import click

from crosswalks.registry import SOURCES
from oai.ingest import Input

STDIN = "-"


class Found(NamedTuple):
    """The files to load, how many bytes they have (None when stdin is among them), and the files left out."""

    paths: list[str]
    total: int | None
    left_out: list[Path]


def find(named: Iterable[str], source: str) -> Found:
    """Return the files that the words name: folders recursively and in order, `-` for stdin.

    From a folder only files with a suffix of the source are taken (of any source with `auto`); files that were named
    themselves are taken whatever their name.

    Raises:
        click.BadParameter: there is nothing of that name.

    """
    kinds = SOURCES.values() if source == "auto" else [SOURCES[source]]
    suffixes = tuple({suffix.lower() for kind in kinds for suffix in kind.suffixes})
    found = Found([], 0, [])
    for word in named:
        path = Path(word)
        if word != STDIN and not path.exists():
            raise click.BadParameter(f"there is no file or folder {word}", param_hint="SOURCE")
        if word == STDIN or not path.is_dir():
            found.paths.append(word)
            continue
        for file in _visible(path):
            if file.name.lower().endswith(suffixes):
                found.paths.append(str(file))
            else:
                found.left_out.append(file)
    return found._replace(total=_size(found.paths))


def inputs(paths: Iterable[str], advance: Callable[[int], object]) -> Iterator[Input]:
    """Yield the files as inputs; `advance` is told of every stretch of bytes that was read."""
    for path in paths:
        name = "stdin" if path == STDIN else path
        yield Input(name, lambda path=path: _open(path, advance))  # type: ignore[misc]


class _Counted(io.RawIOBase):
    """A stream that tells how far it was read."""

    def __init__(self, stream: BinaryIO, advance: Callable[[int], object]) -> None:
        super().__init__()
        self._stream = stream
        self._advance = advance

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read into a buffer and return how many bytes."""
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self._advance(len(data))
        return len(data)

    def close(self) -> None:
        """Close the file, but leave stdin open."""
        if self._stream is not sys.stdin.buffer:
            self._stream.close()
        super().close()


def _open(path: str, advance: Callable[[int], object]) -> BinaryIO:
    """Return a file's bytes, counted."""
    stream: BinaryIO = sys.stdin.buffer if path == STDIN else Path(path).open("rb")  # noqa: SIM115 - the loader closes it
    return io.BufferedReader(_Counted(stream, advance), 1 << 17)


def _visible(folder: Path) -> list[Path]:
    """Return the files below a folder in order of their paths, without hidden ones."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return sorted(file for file in files if not any(part.startswith(".") for part in file.relative_to(folder).parts))


def _size(paths: Iterable[str]) -> int | None:
    """Return the bytes of all files, or None when they cannot be known beforehand."""
    total = 0
    for path in paths:
        if path == STDIN or not Path(path).is_file():
            return None
        total += Path(path).stat().st_size
    return total
