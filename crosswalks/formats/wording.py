"""What several formats say in the same words: a title in one line, a citation, a marking, an acknowledgement.

Nothing here knows of XML. Values that are put together with others are cleaned first, so that a blank one leaves no
label or bracket behind.
"""

from collections.abc import Iterable, Iterator

from crosswalks import clean
from crosswalks.record import Agent, Funding, Pid, Place, Record, SecurityMarking, Source, Title
from crosswalks.vocabularies import relator_code

ORIGINAL_CLASSIFICATION = "Original classification"
SECURITY_CLASSIFICATION = "Security classification"

RESOLVERS = {"doi": "https://doi.org/", "handle": "https://hdl.handle.net/", "hdl": "https://hdl.handle.net/"}
PREFIXES = {"ark": "ark:", "urn": "urn:"}


def labelled(label: str, value: str) -> str:
    """Return `label: value`; the value alone without a label, and nothing without a value."""
    label, value = clean.text(label), clean.text(value)
    return f"{label}: {value}" if label and value else value


def joined(values: Iterable[str], separator: str = ", ") -> str:
    """Return the values that are not blank, joined."""
    return separator.join(filter(None, map(clean.text, values)))


def title(title: Title) -> str:
    """Return a title in one line: `The telegram: a subtitle. Part 2, Name`."""
    article = clean.text(title.non_sort)
    line = article + ("" if article.endswith(("'", "’", "-")) else " ") + clean.text(title.value)
    line = labelled(line, title.sub) if clean.text(title.sub) else line
    return joined((line, joined((title.part_no, title.part_name))), ". ")


def heading(agent: Agent) -> str:
    """Return a name with its dates, unless the name has them already."""
    return agent.name if not clean.text(agent.name) or agent.dates in agent.name else joined((agent.name, agent.dates))


def is_subject(agent: Agent) -> bool:
    """Return whether a name is what the document is about: associated without a part in it, or depicted."""
    return agent.relation == "associated" and (not agent.role.strip() or relator_code(agent.role) == "dpc")


def rights_holders(record: Record) -> Iterator[Agent]:
    """Yield the holders of rights, wherever the Record has them."""
    yield from record.rights.holders
    yield from (agent for agent in record.agents if agent.relation == "rights_holder")


def pid(pid: Pid) -> str:
    """Return a persistent identifier as one can follow or recognise it: `https://doi.org/…`, `ark:/…`, `urn:…`."""
    if pid.value.startswith(("http://", "https://")):
        return pid.value
    if pid.scheme in RESOLVERS:
        return RESOLVERS[pid.scheme] + pid.value
    prefix = PREFIXES.get(pid.scheme, "")
    return pid.value if pid.value.lower().startswith(prefix) else prefix + pid.value


def coordinates(place: Place) -> str:
    """Return latitude and longitude in decimal degrees, `39.0339, 125.7543`; "" unless both are known."""
    if place.lat is None or place.lon is None:
        return ""
    return ", ".join(f"{degrees + 0.0:.6f}".rstrip("0").rstrip(".") for degrees in (place.lat, place.lon))


def citation(source: Source) -> str:
    """Return the citation of the original, made of archive and reference where none was written."""
    archive = (source.archive.name,) if source.archive else ()
    return clean.text(source.citation) or joined((*archive, *source.reference))


def funding(funding: Funding) -> str:
    """Return the acknowledgement as the funder wants it read, or one made of funder, award and purpose; else ""."""
    funder, award = clean.text(funding.funder), clean.text(funding.award)
    if clean.text(funding.note_text) or not (funder or award):
        return funding.note_text
    detail = joined((f"award {award}" if award else "", funding.scope))
    if not funder:
        return f"Funded by {detail}"
    return f"Funded by {funder} ({detail})" if detail else f"Funded by {funder}"


def marking_label(marking: SecurityMarking) -> str:
    """Return the label of a security marking, naming what it stood on when that is not the document."""
    label = ORIGINAL_CLASSIFICATION if marking.status == "lifted" else SECURITY_CLASSIFICATION
    return label if marking.applies_to == "document" else f"{label} ({marking.applies_to})"


def marking(marking: SecurityMarking) -> str:
    """Return a security marking with all that is known of it: `Secret; marked "Strictly secret"; declassified 1995`."""
    return joined((marking.level, marking_details(marking)), "; ")


def marking_details(marking: SecurityMarking, declassified: str = "") -> str:
    """Return what is known of a security marking beside its level: `marked "Strictly secret"; declassified 1995`."""
    marked = clean.text(marking.original_text)
    day = clean.text(marking.declassified_on or declassified)
    details = (
        f'marked "{marked}"' if marked and marked != marking.level else "",
        labelled("system", marking.system),
        f"declassified {day}" if day else "",
        labelled("authority", marking.authority),
        labelled("event", marking.event),
    )
    return joined(details, "; ")
