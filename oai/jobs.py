"""The job log around whatever writes: what was begun, and how it ended."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Literal

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from models import store


@contextmanager
def job(engine: Engine, command: str) -> Iterator[int]:
    """Keep an entry of the job log while the block runs; yield its number."""
    number = store.start_job(engine, command)
    state: Literal["done", "interrupted", "failed"] = "failed"
    try:
        yield number
        state = "done"
    except (KeyboardInterrupt, GeneratorExit):
        state = "interrupted"
        raise
    finally:
        with suppress(SQLAlchemyError):  # what ended the block says more than a log that could not be written
            store.finish_job(engine, number, state)
