"""Errors: the closed list of eight codes, each a class of its own."""

import pytest

from oai.protocol.errors import BadArgument, NoRecordsMatch, NoSetHierarchy, ProtocolError, ProtocolErrors

# https://www.openarchives.org/OAI/2.0/OAI-PMH.xsd, OAI-PMHerrorcodeType
CODES = {
    "cannotDisseminateFormat", "idDoesNotExist", "badArgument", "badVerb", "noMetadataFormats", "noRecordsMatch",
    "badResumptionToken", "noSetHierarchy",
}  # fmt: skip


def test_the_codes_are_those_of_the_schema() -> None:
    assert {error.code for error in ProtocolError.__subclasses__()} == CODES


def test_only_badverb_and_badargument_hide_the_arguments() -> None:
    hiding = {error.code for error in ProtocolError.__subclasses__() if error.nameless}
    assert hiding == {"badVerb", "badArgument"}
    assert ProtocolErrors(NoRecordsMatch("a"), BadArgument("b")).nameless
    assert not ProtocolErrors(NoRecordsMatch("a"), NoSetHierarchy("b")).nameless


def test_errors_raised_without_an_error_would_be_an_invalid_response() -> None:
    with pytest.raises(ValueError, match="an error to report"):
        ProtocolErrors()
