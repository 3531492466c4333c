"""Ready-made profiles: a codec with the options that one aggregator wants, under a name that settings can give.

Hubs of the Digital Public Library of America read the same format in different places; what each reads is in DPLA's own
mappings (https://github.com/dpla/ingestion3). The rest is in the guidelines of the services.
"""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple


class ReadyMade(NamedTuple):
    """A codec's name, the options that differ from its defaults, and for whom."""

    codec: str
    options: Mapping[str, Any]
    summary: str


_OWNERSHIP: Final = {"ownership_note": True, "url_usage": "primary display"}

PROFILES: Final[dict[str, ReadyMade]] = {
    "base": ReadyMade("oai_dc", {"access_terms": True}, "BASE: the access term of info:eu-repo among the rights"),
    "core": ReadyMade("oai_qdc", {"object_urls": True}, "CORE: the addresses of the files, too"),
    "dpla-indiana": ReadyMade(
        "oai_qdc",
        {"provenance": True, "statements": "accessRights"},
        "Indiana: the owner in provenance, statements in accessRights",
    ),
    "dpla-massachusetts": ReadyMade(
        "mods", {"title_usage": "primary"}, "Digital Commonwealth: the title marked as primary"
    ),
    "dpla-michigan": ReadyMade("mods", {}, "Michigan and the Biodiversity Heritage Library: MODS as it is"),
    "dpla-montana": ReadyMade(
        "mods",
        {**_OWNERSHIP, "statement_type": "local rights statements"},
        "Big Sky Country: statements under a type of their own, the owner in a note",
    ),
    "dpla-north-carolina": ReadyMade(
        "mods", {**_OWNERSHIP, "rights_text": "uri"}, "North Carolina: the rights URI as text, the owner in a note"
    ),
    "dpla-northwest": ReadyMade(
        "mods",
        {"ownership_note": True, "rights_text": "uri", "statement_type": "freetext"},
        "Northwest Heritage: the rights URI as text, statements and the owner in notes",
    ),
    "dpla-oklahoma": ReadyMade("mods", _OWNERSHIP, "Oklahoma: the owner in a note"),
    "dpla-plains": ReadyMade(
        "mods", {**_OWNERSHIP, "rights_text": "uri"}, "Plains to Peaks: the rights URI as text, the owner in a note"
    ),
    "dpla-tennessee": ReadyMade(
        "mods", {"statement_type": "local rights statement"}, "Tennessee: statements under a type of their own"
    ),
    "europeana": ReadyMade(
        "edm", {}, "Europeana: EDM as it is; options name the aggregator (provider) and the addresses of objects (base)"
    ),
    "openaire-3": ReadyMade("oai_dc", {"openaire": True}, "OpenAIRE 3: all that it asks of Dublin Core"),
    "openaire-4": ReadyMade("oai_openaire", {}, "OpenAIRE 4: its own format as it is"),
    "vufind": ReadyMade(
        "marc21",
        {"untyped_names": "personal", "created_as": "publication"},
        "VuFind: names and dates where its MARC import looks for them",
    ),
}
