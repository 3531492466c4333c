"""The info:eu-repo terms by which OpenAIRE 3 knows types, access, embargoes, grants and identifiers in oai_dc.

https://guidelines.openaire.eu/en/latest/literature/application_profile.html; the vocabulary is
http://purl.org/eu-repo/semantics/.
"""

from collections.abc import Iterator
from typing import Final

from crosswalks import clean, dewey
from crosswalks.formats import coar, publication, wording
from crosswalks.formats.datacite import identifiers
from crosswalks.record import Record

_SEMANTICS: Final = "info:eu-repo/semantics/"
_ACCESS_TERMS: Final = {
    "open": "openAccess",
    "embargoed": "embargoedAccess",
    "restricted": "restrictedAccess",
    "metadata_only": "closedAccess",
}
ACCESS_LABELS: Final = {
    "open": "Open Access",
    "embargoed": "Embargoed Access",
    "restricted": "Restricted Access",
    "metadata_only": "Closed Access",
}

# Funders by the short names that OpenAIRE's list of projects (https://api.openaire.eu/search/projects) has for them.
_FUNDERS: Final = {
    "european commission": "EC",
    "wellcome trust": "WT",
    "australian research council": "ARC",
    "national science foundation": "NSF",
    "swiss national science foundation": "SNSF",
}
_GRANT: Final = "info:eu-repo/grantAgreement/"

_SCHEMES: Final = {
    "ARK": "ark", "arXiv": "arxiv", "DOI": "doi", "EISSN": "eissn", "Handle": "hdl", "ISBN": "isbn", "PMID": "pmid",
    "PURL": "purl", "URN": "urn",
}  # fmt: skip


def access_term(record: Record) -> str:
    """Return the access term of a record, or "" where its access is not known."""
    term = _ACCESS_TERMS.get(wording.access_level(record), "")
    return f"{_SEMANTICS}{term}" if term else ""


def publication_type(record: Record) -> str:
    """Return the publication type of a record; "other" for whatever is none."""
    return f"{_SEMANTICS}{coar.KINDS[coar.resource_type(record)].eu_repo}"


def embargo_end(record: Record) -> str:
    """Return the end of an embargo as a term, if the day is known; else ""."""
    end = publication.embargo_end(record)
    return f"info:eu-repo/date/embargoEnd/{end}" if len(end) == 10 else ""


def ddc(number: str) -> str:
    """Return a number of the Dewey classification as a term; "" for letters of its libraries, `E` or `[Fic]`."""
    value = dewey.plain(clean.text(number))
    return f"info:eu-repo/classification/ddc/{value}" if value[:3].isdecimal() and len(value) >= 3 else ""


def grants(record: Record) -> Iterator[str]:
    """Yield a term for each award of a known funder, `…/EC//244909`; the place of the programme stays empty."""
    for funding in record.funding:
        funder, award = clean.text(funding.funder), clean.text(funding.award)
        if award.startswith(_GRANT):
            yield award
        elif funder and award:
            name = _FUNDERS.get(funder.casefold(), funder)
            yield f"{_GRANT}{name.replace('/', '%2F')}//{award.replace('/', '%2F')}"


def alternate_identifiers(record: Record) -> Iterator[str]:
    """Yield a term for each identifier of a kind that OpenAIRE knows, as a further name of the document."""
    for kind, value in (*((one.type, one.value) for one in identifiers.identifiers(record)), *_others(record)):
        if scheme := _SCHEMES.get(kind):
            yield f"{_SEMANTICS}altIdentifier/{scheme}/{clean.text(value)}"


def _others(record: Record) -> Iterator[tuple[str, str]]:
    """Yield type and value of the identifiers that are not persistent ones."""
    for identifier in filter(wording.is_valid, record.identifiers):
        if clean.text(identifier.value):
            yield identifiers.TYPES.get(clean.text(identifier.type).lower(), ""), identifier.value
