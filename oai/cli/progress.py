"""The bar that moves while files are read (in bytes: nobody knows how many records a file holds) or items are made."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal, Protocol

from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)  # fmt: skip

from oai.cli.output import console, plain


class Display(Protocol):
    """What a command tells the person in front of the terminal while it works."""

    def advance(self, size: int) -> object:
        """Tell of bytes that were read, or items that were looked at."""

    def say(self, text: str) -> None:
        """Print a line above the bar."""

    def tell(self, records: int) -> None:
        """Tell how many records are done."""


class _Quiet:
    """The display when stderr is not a terminal: lines only."""

    def __init__(self) -> None:
        self._console = console()

    def advance(self, size: int) -> None:
        """Do nothing."""

    def say(self, text: str) -> None:
        """Print a line to stderr."""
        self._console.print(plain(text))

    def tell(self, records: int) -> None:
        """Do nothing."""


class _Bar:
    """The display on a terminal."""

    def __init__(self, progress: Progress, total: int | None) -> None:
        self._progress = progress
        self._task = progress.add_task("", total=total, records="")

    def advance(self, size: int) -> None:
        """Move the bar."""
        self._progress.advance(self._task, size)

    def say(self, text: str) -> None:
        """Print a line above the bar."""
        self._progress.console.print(plain(text))

    def tell(self, records: int) -> None:
        """Show how many records are done."""
        task = self._progress.tasks[0]
        rate = f", {records / task.elapsed:,.0f}/s" if task.elapsed else ""
        self._progress.update(self._task, records=f"{records:,} records{rate}")


@contextmanager
def display(total: int | None, *, of: Literal["bytes", "items"] = "bytes") -> Iterator[Display]:
    """Yield a display for `total` bytes or items (None: unknown): a bar when stderr is a terminal, else lines only."""
    err = console()
    if not err.is_terminal:
        yield _Quiet()
        return
    columns = (
        SpinnerColumn(),
        BarColumn(bar_width=None),
        TaskProgressColumn(),
        DownloadColumn() if of == "bytes" else MofNCompleteColumn(),
        TextColumn("{task.fields[records]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=err, transient=True) as progress:
        yield _Bar(progress, total)
