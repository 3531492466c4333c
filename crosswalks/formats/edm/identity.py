"""What names the object, its aggregation and its places: rdf:about must be a URI, and stay the same for ever.

Europeana makes its own identifier of a record from the rdf:about of the edm:ProvidedCHO, so another one there makes
another record. Hence what does not change comes first. The address of the landing page names the page, which is not
the object, so a fragment tells them apart.
"""

from urllib.parse import quote

from crosswalks import clean
from crosswalks.formats import wording
from crosswalks.formats.edm.options import Options
from crosswalks.record import Record


def about(record: Record, options: Options, part: str) -> str:
    """Return the URI of a part of the record's description: `object`, `aggregation`, `place-1`, and so on."""
    stem = _stem(record, options)
    return f"{stem}{'-' if '#' in stem else '#'}{part}"


def _stem(record: Record, options: Options) -> str:
    """Return what the record's URIs begin with; a relative reference where the record has but a local identifier."""
    local = quote(clean.text(record.local_id), safe="")
    pids = (clean.uri(wording.pid(pid)) for pid in record.pids)
    found = (
        clean.uri(f"{options.base}{local}") if options.base else "",
        clean.uri(record.oai_identifier),
        *pids,
        clean.uri(record.landing_url),
    )
    return next(filter(None, found), f"#{local}")
