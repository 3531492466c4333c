"""The errors of the protocol, each with its code.

    ProtocolError
    ├── BadVerb                   badVerb
    ├── BadArgument               badArgument
    ├── BadResumptionToken        badResumptionToken
    ├── CannotDisseminateFormat   cannotDisseminateFormat
    ├── IdDoesNotExist            idDoesNotExist
    ├── NoRecordsMatch            noRecordsMatch
    ├── NoMetadataFormats         noMetadataFormats
    └── NoSetHierarchy            noSetHierarchy

A repository should report every error it finds, so they are raised together, as one `ProtocolErrors`.

- https://www.openarchives.org/OAI/2.0/openarchivesprotocol.htm#ErrorConditions
"""

# ruff: noqa: N818 - the classes bear the protocol's own names

from typing import ClassVar


class ProtocolError(Exception):
    """An error that a harvester is told of; its message is the text of the `error` element."""

    code: ClassVar[str]
    nameless: ClassVar[bool] = False
    """Whether the `request` element then shows no arguments, since they may not be legal ones (section 3.2)."""


class BadVerb(ProtocolError):
    """The verb is missing, unknown or repeated."""

    code = "badVerb"
    nameless = True


class BadArgument(ProtocolError):
    """An argument is illegal, missing, repeated, or of illegal syntax."""

    code = "badArgument"
    nameless = True


class BadResumptionToken(ProtocolError):
    """The resumptionToken is not one of this list, or no longer valid."""

    code = "badResumptionToken"


class CannotDisseminateFormat(ProtocolError):
    """The repository, or the item, does not have the metadataPrefix."""

    code = "cannotDisseminateFormat"


class IdDoesNotExist(ProtocolError):
    """No item has the identifier."""

    code = "idDoesNotExist"


class NoRecordsMatch(ProtocolError):
    """The list is empty."""

    code = "noRecordsMatch"


class NoMetadataFormats(ProtocolError):
    """The item is in no format any more."""

    code = "noMetadataFormats"


class NoSetHierarchy(ProtocolError):
    """The repository has no sets."""

    code = "noSetHierarchy"


class ProtocolErrors(Exception):
    """Every error found in a request, in the order found."""

    def __init__(self, *errors: ProtocolError) -> None:
        if not errors:
            raise ValueError("there must be an error to report")
        super().__init__("; ".join(f"{error.code}: {error}" for error in errors))
        self.errors = errors

    @property
    def nameless(self) -> bool:
        """Whether the `request` element of the response shows no arguments."""
        return any(error.nameless for error in self.errors)
