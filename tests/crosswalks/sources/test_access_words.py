"""What statements on access say: only what is sure is taken for a level."""

import pytest

from crosswalks.sources import access_words

OPEN = (
    "Open", "open access", "None", "No restrictions.", "There are no known restrictions on access", "Unrestricted",
    "This collection is open for research.", "No embargo applies.", "The papers are open to the public",
    "Access is open; materials are stored off-site, and advance notice is required.", "Not restricted",
    "Freely available", "Publicly accessible on the web", "Available to researchers", "Not under embargo",
    "Embargo lifted in 2010", "Without restrictions",
)  # fmt: skip
RESTRICTED = (
    "Restricted", "Staff only", "Access restricted to students", "Closed", "Not open to the public",
    "Reading room only", "Open for research, but some files are restricted", "Available only by appointment",
    "Permission of the donor is needed", "Open to researchers except for box 3", "Limited to members",
)  # fmt: skip
EMBARGOED = ("Embargoed until 2030-01-01", "Under embargo", "Subject to an embargo")
UNSTATED = (
    "Ask the archivist.",
    "See the finding aid",
    "Please cite the archive",
    "Digitised in 2010",
    "Opening hours: 9 to 5",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *((text, "open") for text in OPEN),
        *((text, "restricted") for text in RESTRICTED),
        *((text, "embargoed") for text in EMBARGOED),
        *((text, "") for text in UNSTATED),
        ("Metadata only", "metadata_only"),
    ],
)
def test_level(text, expected):
    assert access_words.level(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("until 2030-01-01", "2030-01-01"), ("Closed until 2031.", "2031"), ("2031", "")]
)
def test_until(text, expected):
    assert access_words.until(text) == expected
