"""What goes into a load and what comes out of it: inputs, records on their way, outcomes."""

from collections.abc import Callable
from typing import BinaryIO, Literal, NamedTuple

from models.plan import Draft
from models.store import Published, Rejected

Result = Literal["added", "changed", "unchanged", "restored", "deleted", "quarantined", "draft", "empty", "unknown"]

RECORD = "record"
"""How the position of a fault begins that is one record's; any other tells that the input was not read to its end."""


ABSENT = "it is deleted at its source, and nothing of it is here"
"""Why a deletion changes nothing: the item never was here, or was deleted before."""


class Input(NamedTuple):
    """Something to load: its name, as reports show it, and how to open it for reading bytes.

    `lasting` says that the same name will mean the same thing tomorrow, as a file's does and stdin's does not.
    """

    name: str
    open: Callable[[], BinaryIO]
    lasting: bool = True


class Drawn(NamedTuple):
    """A record on its way: one of `draft` and `rejected` is set; neither where an input says that it holds no record.

    `content` is what the quarantine keeps of a draft that is refused after all, `source` what read it.
    """

    name: str
    position: str
    source: str
    draft: Draft | None
    rejected: Rejected | None
    is_draft: bool = False
    notes: tuple[str, ...] = ()
    content: bytes = b""

    def size(self) -> int:
        """Return how many bytes it holds in memory."""
        if self.rejected:
            return len(self.rejected.content)
        draft = self.draft
        return len(draft.record) + len(draft.native or b"") + sum(map(len, draft.bodies.values())) if draft else 0

    @property
    def ends_input(self) -> bool:
        """Whether it tells that its input was not read to the end."""
        return self.rejected is not None and not self.position.startswith(RECORD)


class Outcome(NamedTuple):
    """What became of one record: where it stood, its identifier (or empty), the result, and why.

    `notes` are sentences about what was guessed, moved to another field or dropped.
    """

    name: str
    position: str
    identifier: str
    result: Result
    reason: str = ""
    advice: str = ""
    notes: tuple[str, ...] = ()


def emptiness(drawn: Drawn) -> Outcome:
    """Return the outcome of an input that says that it holds no record."""
    return Outcome(drawn.name, drawn.position, "", "empty", reason=" ".join(drawn.notes))


def rejection(rejected: Rejected) -> Outcome:
    """Return the outcome of a record that goes into quarantine."""
    return Outcome(
        rejected.name, rejected.position, rejected.identifier, "quarantined", rejected.reason, rejected.advice
    )


def success(drawn: Drawn, published: Published) -> Outcome:
    """Return the outcome of a record that the store took."""
    result: Result = published.result
    reason = ""
    if drawn.is_draft and result == "unchanged":
        result, reason = "draft", "its state is draft, so it is not published"
    elif drawn.is_draft:
        reason = "its state is draft again, so it is withdrawn from harvesters"
    elif result == "restored":
        reason = "it had been deleted, and is live again"
    elif result == "unchanged" and drawn.draft is not None and drawn.draft.deleted and not drawn.draft.bodies:
        reason = ABSENT
    return Outcome(drawn.name, drawn.position, published.identifier, result, reason=reason, notes=drawn.notes)
