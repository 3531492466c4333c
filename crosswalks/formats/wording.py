"""What several formats say in the same words: a title in one line, a citation, a marking, a limit of access.

Nothing here knows of XML. Values that are put together with others are cleaned first, so that a blank one leaves no
label or bracket behind.
"""

import re
from collections.abc import Iterable, Iterator

from crosswalks import clean, dates, rights
from crosswalks.record import (
    Access,
    AccessLevel,
    Agent,
    Copyright,
    Date,
    Funding,
    Identifier,
    Pid,
    Place,
    Record,
    SecurityMarking,
    Source,
    Title,
)
from crosswalks.sources import pids
from crosswalks.vocabularies import ORIGINAL_CLASSIFICATION as MARKED
from crosswalks.vocabularies import relator_code, relator_term

ORIGINAL_CLASSIFICATION = "Original classification"
SECURITY_CLASSIFICATION = "Security classification"

# The levels that limit access, and what is said of them where the record has no words of its own.
LIMITS = {
    "embargoed": "Embargoed",
    "restricted": "Restricted access",
    "metadata_only": "Metadata only: the document is not accessible",
}

# What a name's relation to the document is called, as a relator.
RELATION_ROLES = {"creator": "cre", "contributor": "ctb", "funder": "fnd", "rights_holder": "cph", "publisher": "pbl"}

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
    """Return a name with its dates, unless the name has them already; `1842-` at its end gives way to `1842-1930`."""
    if not clean.text(agent.name) or agent.dates in agent.name:
        return agent.name
    begun = _BEGUN.search(agent.name)
    name = agent.name[: begun.start()] if begun and agent.dates.startswith(begun[1]) else agent.name
    return joined((name, agent.dates))


_BEGUN = re.compile(r",?\s*\b(\d{4}-)\s*$")


def is_subject(agent: Agent) -> bool:
    """Return whether a name is what the document is about: associated without a part in it, or depicted."""
    return agent.relation == "associated" and (not agent.role.strip() or relator_code(agent.role) == "dpc")


def roles(agent: Agent) -> Iterator[tuple[str, str]]:
    """Yield (code, term) of each role; a creator in some capacity is called creator too, as hubs look for the word."""
    code = relator_code(agent.role)
    if agent.role.strip():
        yield code, relator_term(code) or agent.role
    implied = RELATION_ROLES.get(agent.relation, "")
    if implied and implied != code and (agent.relation == "creator" or not agent.role.strip()):
        yield implied, relator_term(implied)


def contributes(agent: Agent) -> bool:
    """Return whether the agent took part in making or sending the document without being its creator."""
    return agent.relation in ("contributor", "funder") or (agent.relation == "associated" and not is_subject(agent))


def rights_holders(record: Record) -> Iterator[Agent]:
    """Yield the holders of rights, wherever the Record has them."""
    yield from record.rights.holders
    yield from (agent for agent in record.agents if agent.relation == "rights_holder")


def pid(pid: Pid) -> str:
    """Return a persistent identifier as one can follow or recognise it: `https://doi.org/…`, `ark:/…`, `urn:…`.

    It is a URI, its odd characters escaped (old DOIs hold `<` and `>`), unless it can be none.
    """
    if pid.value.startswith(("http://", "https://")):
        address = pid.value
    else:
        value = pids.pid(pid.scheme, pid.value).value  # without `doi:` or `hdl:`, which the resolver stands for
        prefix = RESOLVERS.get(pid.scheme) or PREFIXES.get(pid.scheme, "")
        address = value if value.lower().startswith(prefix) else prefix + value
    return clean.uri(address) or address


def is_valid(identifier: Identifier) -> bool:
    """Return whether an identifier still holds; sources mark the others `isbn (invalid)`."""
    return not clean.text(identifier.type).lower().endswith("(invalid)")


def other_identifiers(record: Record, stated: set[str]) -> Iterator[str]:
    """Yield further identifiers behind their type, but none that no longer holds or is among those stated already."""
    seen = set(stated)
    for identifier in filter(is_valid, record.identifiers):
        value, kind = clean.text(identifier.value), clean.text(identifier.type)
        if value not in seen:
            seen.add(value)
            plain = kind.lower() in ("local", "uri", "url") or value.lower().startswith(kind.lower())
            yield value if plain else labelled(kind, value)


def coordinates(place: Place) -> str:
    """Return latitude and longitude in decimal degrees, `39.0339, 125.7543`; "" unless both are known."""
    if place.lat is None or place.lon is None:
        return ""
    return f"{degrees(place.lat)}, {degrees(place.lon)}"


def degrees(value: float) -> str:
    """Return decimal degrees to a tenth of a metre, without a nought too many: `39.0339`."""
    return f"{round(value, 6) + 0.0:.6f}".rstrip("0").rstrip(".")


def periods(date: Date) -> list[str]:
    """Return a date in its own words; as EDTF too, or instead, where these hold no figure or there are none."""
    found = dates.settle(date)
    coded = f"{found.start}/{found.end}" if found.end else found.start
    if not coded or any(map(str.isdecimal, found.display)):
        return [found.display]
    undated = not found.display or dates.is_undated(found.display)
    return [coded] if undated else [found.display, coded]


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


def declassified(record: Record) -> str:
    """Return the day of declassification that stands among the dates, as EDTF or in its own words."""
    for date in record.dates:
        if date.type == "declassified":
            found = dates.settle(date)
            return found.start or found.display
    return ""


def descriptions(record: Record) -> Iterator[tuple[str, str]]:
    """Yield (text, language) of summaries, markings that have been lifted, notes and acknowledgements of funders."""
    yield from ((abstract.value, abstract.lang) for abstract in record.abstracts)
    for marking in record.security_markings:
        if marking.status == "lifted":
            yield labelled(marking_label(marking), marking.level), ""
    for note in record.notes:
        label = note.label or (ORIGINAL_CLASSIFICATION if note.type == MARKED else "")
        yield labelled(label, note.value), ""
    yield from ((funding(each), "") for each in record.funding)


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


def own_label(label: str, uri: str) -> str:
    """Return the label of a rights URI where it says something else than the URI's standard label, or ""."""
    label = clean.text(label)
    return "" if label.casefold() == rights.label(uri).casefold() else label


def statement(text: str, uri: str) -> str:
    """Return a statement of rights that may stand beside a rights URI, itself never a URI alone.

    DPLA refuses a record with two valid rights URIs, so a second one gets a label; `uri` once more is left out.
    """
    known = rights.canonical(clean.text(text))
    return labelled("Further rights statement", "" if known == uri else known) if known else text


def copyright_line(facts: Copyright | None) -> str:
    """Return catalogued facts of copyright: `Copyright: in copyright, 1950, United Kingdom. A note.`; "" for none."""
    if facts is None:
        return ""
    return labelled("Copyright", joined((joined((facts.status, facts.year, facts.jurisdiction)), facts.note), ". "))


def access(access: Access) -> str:
    """Return what is said of access: a limit in the record's own words or in ours, with its end; else the note.

    An end that the record's words do not tell stands before them: behind, it would seem to belong to the last of them.
    """
    note, until = clean.text(access.note), clean.text(access.until)
    if access.level not in LIMITS or (note and (not until or until in note)):
        return note
    return labelled(limit(access.level, until), note) if note else limit(access.level, until)


def limit(level: AccessLevel, until: str) -> str:
    """Return a limit of access in our words, with its end if one is known: `Embargoed until 2031-05-01`."""
    return f"{LIMITS[level]} until {until}" if until else LIMITS[level]


def access_level(record: Record) -> AccessLevel:
    """Return the level of access to a document: open, or not known, is restricted while a marking is in force."""
    level = record.rights.access.level
    in_force = any(marking.status == "in_force" for marking in record.security_markings)
    return "restricted" if in_force and level in ("open", "") else level
