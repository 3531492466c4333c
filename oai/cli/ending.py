"""How commands that write to the repository end: finished though nobody listens, in good order when they are cut off.

Batches are published whole, so that a command can be ended anywhere (I12); what is left to do here is to say how far it
came. SIGTERM, which `kill`, systemd and containers send, is taken as Ctrl-C is.
"""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn

from oai.cli import streams
from oai.cli.edge import Terminated, interrupted
from oai.cli.output import say

STORED = "What is counted above is stored; the same command completes the rest."
NOTHING = "Nothing was written."


@contextmanager
def in_order() -> Iterator[None]:
    """Let SIGTERM end the block as Ctrl-C does, and let the block go on when nobody reads what it prints."""
    streams.need_no_reader()
    before = signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before or signal.SIG_DFL)


def _terminate(_number: int, _frame: object) -> NoReturn:
    raise Terminated


@contextmanager
def telling(tell: Callable[[], object], done: Callable[[], int], left: str) -> Iterator[None]:
    """Tell what the block did, whatever ends it; where that is not its end, say what is left.

    `done` returns how much there is to be told: of a block that failed at once there is nothing.

    Raises:
        oai.cli.edge.Interrupted: Ctrl-C or SIGTERM ended the block.

    """
    try:
        yield
    except KeyboardInterrupt as error:
        tell()
        raise interrupted(error, f"Interrupted. {left}") from None
    except Exception:
        if done():
            tell()
            say(left)
        raise
    tell()
