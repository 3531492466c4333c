"""What the commands print: tables on a terminal, tab-separated lines in a pipe, nothing that a file smuggled in.

Results go to stdout, everything else to stderr. Colours appear on terminals only, and never when NO_COLOR is set
(https://no-color.org), which rich and click both honour.
"""

import re
import sys
from collections.abc import Iterable, Sequence

import click
from rich import box
from rich.console import Console
from rich.table import Table
from sqlalchemy import make_url

_control = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
_secret = re.compile(r"pass|pwd|secret|token|key", re.IGNORECASE)
MASK = "***"


def plain(text: str) -> str:
    """Return the text on one line, without control characters: a file's own words must not steer the terminal."""
    return _control.sub(" ", text).strip()


def masked(database_url: str) -> str:
    """Return a database URL with its password hidden, wherever in the URL it stands."""
    url = make_url(database_url)
    shown = {name: MASK if _secret.search(name) else value for name, value in url.query.items()}
    return url.set(query=shown).render_as_string(hide_password=True)


def console() -> Console:
    """Return the console for stderr: no markup, no highlighting, lines as long as they are."""
    return Console(stderr=True, markup=False, emoji=False, highlight=False, soft_wrap=True)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows: as a table with headings on a terminal, else as tab-separated lines without headings."""
    if not sys.stdout.isatty():
        for row in rows:
            click.echo("\t".join(plain(str(cell)) for cell in row))
        return
    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for position, column in enumerate(columns):
        numeric = column.endswith("#")
        grid.add_column(column.rstrip("#"), justify="right" if numeric else "left", overflow="fold", no_wrap=numeric)
        if position == 0:
            grid.columns[0].style = "cyan"
    for row in rows:
        grid.add_row(*(plain(f"{cell:,}" if isinstance(cell, int) else str(cell)) for cell in row))
    Console(markup=False, emoji=False, highlight=False).print(grid)


def indented(line: str) -> str:
    """Return a line without control characters, its indentation kept."""
    return " " * (len(line) - len(line.lstrip(" "))) + plain(line)


def shortened(text: str) -> str:
    """Return a text of eighty characters at most."""
    return text if len(text) <= 80 else f"{text[:79]}…"


def say(text: str) -> None:
    """Print a remark to stderr, indented as it is."""
    click.echo(indented(text), err=True)


def write_bytes(content: bytes) -> None:
    """Print a record's own bytes: as they are in a pipe, without what would steer a terminal on one."""
    if sys.stdout.isatty():
        for line in content.decode("utf-8", "replace").splitlines():
            click.echo(_control.sub(" ", line))
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
