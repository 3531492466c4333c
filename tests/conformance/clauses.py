"""The table of the protocol's rules (clauses.toml), read into values."""

import tomllib
from pathlib import Path
from typing import NamedTuple

SPECIFICATION = "https://www.openarchives.org/OAI/2.0/openarchivesprotocol.htm"
GUIDELINES = "https://www.openarchives.org/OAI/2.0/guidelines"

SECTIONS = {
    "2.4": "UniqueIdentifier",
    "2.5": "Record",
    "2.5.1": "DeletedRecords",
    "2.6": "Set",
    "2.7.1": "SelectiveHarvestingandDatestamps",
    "2.7.2": "SelectiveHarvestingandSets",
    "3.1.1": "HTTPRequestFormat",
    "3.1.2": "HTTPResponseFormat",
    "3.1.3": "ResponseCompression",
    "3.2": "XMLResponse",
    "3.3": "Dates",
    "3.3.1": "DatestampsRequests",
    "3.3.2": "DatestampsResponses",
    "3.4": "MetadataNamespaces",
    "3.5": "FlowControl",
    "3.5.1": "Idempotency",
    "3.6": "ErrorConditions",
    "4.1": "GetRecord",
    "4.2": "Identify",
    "4.3": "ListIdentifiers",
    "4.4": "ListMetadataFormats",
    "4.5": "ListRecords",
    "4.6": "ListSets",
}
"""The sections of the specification, each with its anchor; any other section is the name of a guideline."""


class Clause(NamedTuple):
    """One rule: its section, what it says, a request, and the errors or the XPath expressions of the answer."""

    section: str
    says: str
    request: str
    errors: list[str]
    holds: list[str]
    first: str


class Elsewhere(NamedTuple):
    """One rule that takes more than one request to show: its section, what it says, and the test that shows it."""

    section: str
    says: str
    test: str


_EMPTY = {"errors": [], "holds": [], "first": ""}
_table = tomllib.loads((Path(__file__).parent / "clauses.toml").read_text(encoding="utf-8"))

CLAUSES = [Clause(**{**_EMPTY, **row}) for row in _table["clause"]]
ELSEWHERE = [Elsewhere(**row) for row in _table["elsewhere"]]
