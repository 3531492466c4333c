"""stdout, stderr and reports: files whose errors say what could not be written, and which may do without a reader.

A command that writes to the repository is finished although nobody reads what it prints (`sheaf load … | head`); one
that only prints ends there: https://docs.python.org/3/library/signal.html#note-on-sigpipe.
"""

import io
import sys
from typing import Any, TextIO


class Sink(io.FileIO):
    """A file to write to. Once it has failed it takes the rest and drops it, so that closing it is no second failure.

    Errors in `forgiven` are not raised at all.
    """

    def __init__(self, file: int | str, title: str, *, forgiven: tuple[type[OSError], ...] = ()) -> None:
        super().__init__(file, "w", closefd=isinstance(file, str))
        self.forgiven = forgiven
        self._title = title
        self._failed = False

    def write(self, data: Any) -> int:
        """Write bytes, and return how many.

        Raises:
            OSError: they cannot be written; its file name is the title.

        """
        if self._failed:
            return len(data)
        try:
            return super().write(data)
        except OSError as error:
            self._failed = True
            if isinstance(error, self.forgiven):
                return len(data)
            raise OSError(error.errno, error.strerror, self._title) from error


def install() -> None:
    """Let stdout name itself in errors, and stderr do without whatever cannot be written to it."""
    sys.stdout = _named(sys.stdout, "standard output")
    sys.stderr = _named(sys.stderr, "standard error", forgiven=(OSError,))


def uninstall() -> None:
    """Give back the streams that Python made: a server's log goes on when its disk is no longer full."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if _sink(stream):
            stream.flush()
            setattr(sys, name, getattr(sys, f"__{name}__"))


def need_no_reader() -> None:
    """Let the command go on from here when nobody reads its stdout."""
    if sink := _sink(sys.stdout):
        sink.forgiven = (BrokenPipeError,)


def report(path: str) -> TextIO:
    """Return a file of text to write a report to, line ends as they are written; nobody need read it."""
    sink = Sink(path, path, forgiven=(BrokenPipeError,))
    return io.TextIOWrapper(io.BufferedWriter(sink), encoding="utf-8", errors="backslashreplace", newline="")


def _named(stream: TextIO, title: str, *, forgiven: tuple[type[OSError], ...] = ()) -> TextIO:
    """Return a stream to the same file; one that is no file of the system's stays as it is."""
    if not isinstance(stream, io.TextIOWrapper) or _sink(stream):
        return stream
    try:
        sink = Sink(stream.fileno(), title, forgiven=forgiven)
    except OSError:
        return stream
    return io.TextIOWrapper(
        io.BufferedWriter(sink),
        encoding=stream.encoding,
        errors=stream.errors,
        line_buffering=stream.line_buffering,
    )


def _sink(stream: TextIO) -> Sink | None:
    """Return what a stream writes to, if it was made here."""
    raw = getattr(getattr(stream, "buffer", None), "raw", None)
    return raw if isinstance(raw, Sink) else None
