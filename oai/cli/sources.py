"""From the words of a command line to what is loaded: files, folders and stdin, and how much of them was read."""

import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

import click

from crosswalks.registry import SOURCES
from oai.ingest import Input

STDIN = "-"


class Found(NamedTuple):
    """The files to load, how many bytes they have (None when stdin is among them), and what was left out.

    `left_out` are files of other kinds, `closed` folders that may not be read.
    """

    paths: list[str]
    total: int | None
    left_out: list[Path]
    closed: list[str]


def find(named: Iterable[str], source: str, *, but: Path | None = None) -> Found:
    """Return the files that the words name: folders recursively and in order, `-` for stdin.

    From a folder only files with a suffix of the source are taken (of any source with `auto`), and never the file
    `but`; files that were named themselves are taken whatever their name. Each is taken once, however
    often it is named.

    Raises:
        click.BadParameter: there is nothing of that name.

    """
    kinds = SOURCES.values() if source == "auto" else [SOURCES[source]]
    suffixes = tuple({suffix.lower() for kind in kinds for suffix in kind.suffixes})
    found = Found([], 0, [], [])
    for word in named:
        path = Path(word)
        if not word or (word != STDIN and not path.exists()):
            raise click.BadParameter(f"there is no file or folder {word!r}", param_hint="SOURCE")
        if word == STDIN or not path.is_dir():
            found.paths.append(word)
            continue
        for file in _visible(path, found.closed):
            if but is not None and same(file, but):
                continue
            if file.name.lower().removesuffix(".gz").endswith(suffixes):
                found.paths.append(str(file))
            else:
                found.left_out.append(file)
    once: dict[str, str] = {}
    for each in found.paths:
        once.setdefault(_whole(each), each)
    paths = list(once.values())
    return found._replace(paths=paths, total=_size(paths))


def inputs(paths: Iterable[str], advance: Callable[[int], object]) -> Iterator[Input]:
    """Yield the files as inputs; `advance` is told of every stretch of bytes that was read.

    A file's name is its whole path, the same from any folder and however it was spelt; what is not UTF-8 is escaped.
    """
    for path in paths:
        lasting = path != STDIN
        name = os.fsencode(_whole(path)).decode("utf-8", "backslashreplace") if lasting else "stdin"
        yield Input(name, lambda path=path: _open(path, advance), lasting)  # type: ignore[misc]


def _whole(path: str) -> str:
    """Return the whole path of a file, without `.` and `..`; links stay what they are."""
    return path if path == STDIN else os.path.abspath(path)  # noqa: PTH100 - Path keeps `..`


def same(one: Path, other: Path) -> bool:
    """Return whether two paths lead to the same file, which need not exist."""
    return one.resolve() == other.resolve()


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


def _visible(folder: Path, closed: list[str]) -> Iterator[Path]:
    """Yield the files below a folder in order of their paths, without hidden ones; add what is closed to `closed`."""
    for path, folders, files in os.walk(folder, onerror=lambda error: closed.append(str(error.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and (file := Path(path, name)).is_file():
                yield file


def _size(paths: Iterable[str]) -> int | None:
    """Return the bytes of all files, or None when they cannot be known beforehand."""
    total = 0
    for path in paths:
        if path == STDIN or not Path(path).is_file():
            return None
        total += Path(path).stat().st_size
    return total
