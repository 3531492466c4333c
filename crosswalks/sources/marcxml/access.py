"""MARC 355, 506, 540 and 542 -> security markings, access, and rights.

https://www.loc.gov/marc/bibliographic/bd355.html, …/bd506.html, …/bd540.html, …/bd542.html. A rights URI is looked for
in $u, $f, $2, $0, $1, and where the words are but an address. A marking is taken as lifted, unless 506 says that it
is in force, or restricts access while no day is stated on which the document was declassified.
"""

import re
from typing import Final

from msgspec.structs import replace

from crosswalks import dates, marc, rights
from crosswalks.formats import wording
from crosswalks.record import Access, AccessLevel, Agent, AppliesTo, Copyright, Note, Rights, SecurityMarking
from crosswalks.sources import access_words
from crosswalks.sources import markings as marking_words
from crosswalks.sources.marcxml import notes as note_words
from crosswalks.sources.marcxml.fields import Field, Marc
from crosswalks.sources.marcxml.punctuation import trimmed, unmarked
from crosswalks.sources.rights_found import RightsFound

# What access levels are called in the list of the Digital Library Federation ($2 star), and by COAR
_TERMS: Final[dict[str, AccessLevel]] = {
    "unrestricted online access": "open",
    "online access with authorization": "restricted",
    "no online access": "restricted",
    "open access": "open",
    "restricted access": "restricted",
    "embargoed access": "embargoed",
    "metadata only access": "metadata_only",
}
_COAR: Final[dict[str, AccessLevel]] = {
    "c_abf2": "open",
    "c_16ec": "restricted",
    "c_f1cf": "embargoed",
    "c_14cb": "metadata_only",
}
_COAR_ACCESS: Final = "purl.org/coar/access_right/"
_DAY: Final = re.compile(r"\d{8}|\d{4}(?:-\d\d(?:-\d\d)?)?")
# Words that say no more than the level does
_SAID: Final = frozenset({"open access", *(words.casefold() for words in wording.LIMITS.values())})
_SHUT: Final = frozenset({"restricted", "metadata_only", "embargoed"})


class Conditions:
    """What the fields on access and rights amount to."""

    def __init__(self, record: Marc) -> None:
        self._record = record
        self._found = RightsFound(record.notes)
        self._forced: list[SecurityMarking] = []
        self._lifted: list[SecurityMarking] = []
        for field in record.fields("506"):
            self._access(field)
        for field in record.fields("540"):
            if not self._is_marking(field):
                _use(field, self._found)
        for field in record.fields("542"):
            if not note_words.is_private(field):
                _copyright(field, self._found)

    def rights(self) -> Rights:
        """Return the rights of the document."""
        return self._found.rights()

    def _access(self, field: Field) -> None:
        """Keep what a field 506 says: of a marking, or of access otherwise."""
        if not self._is_marking(field):
            _limit(field, self._found)

    def _is_marking(self, field: Field) -> bool:
        """Return whether a field states a security marking behind its label, and keep that."""
        marking = marking_words.stated(field.first("a"))
        if marking is not None:
            (self._forced if marking.status == "in_force" else self._lifted).append(marking)
        return marking is not None

    def markings(self) -> list[SecurityMarking]:
        """Return the security markings: those of 355, and those that only 506 tells."""
        told = [_marking(field) for field in self._record.fields("355") if field.first("a")]
        known = {(marking.level, marking.applies_to) for marking in told}
        return [
            *map(self._judged, told),
            *(each for each in (*self._forced, *self._lifted) if (each.level, each.applies_to) not in known),
        ]

    def _judged(self, marking: SecurityMarking) -> SecurityMarking:
        """Return a marking as in force where 506 says so, or shuts the document and nobody says that it was lifted."""
        if self._forced:
            forced = {(each.level, each.applies_to) for each in self._forced}
            return replace(marking, status="in_force") if (marking.level, marking.applies_to) in forced else marking
        told = {(each.level, each.applies_to): each for each in self._lifted}.get((marking.level, marking.applies_to))
        if told is not None:
            return replace(marking, declassified_on=marking.declassified_on or told.declassified_on)
        lifted = marking.declassified_on or "declassif" in marking.event.casefold()
        if lifted or self.rights().access.level not in _SHUT:
            return marking
        self._record.notes.append(
            f"The security marking {marking.level!r} was taken as in force, since field 506 restricts access and no "
            "date of declassification is stated."
        )
        return replace(marking, status="in_force")


def _addresses(field: Field) -> list[str]:
    """Return the canonical rights URIs that a field holds, each once."""
    values = (value.removeprefix("(uri)") for value in field.all("uf210a"))
    return list(dict.fromkeys(uri for value in values if (uri := rights.canonical(value))))


def _words(field: Field, codes: str) -> str:
    """Return what a field says in words and addresses, without the rights URIs."""
    said = [value for code, value in field.subfields if code in codes and not rights.canonical(value)]
    line = " ".join(said)
    what = unmarked(field.first("3"))
    return f"{what}: {line}" if what and line else line


# 506


def _limit(field: Field, gathered: RightsFound) -> None:
    """Keep what a field 506 says of access."""
    for uri in _addresses(field):
        gathered.take(uri)
    coar = [value for value in field.all("u0") if _COAR_ACCESS in value]
    text = _words(field, "abcde") or _words(field, "f")
    also = " ".join(value for value in field.all("u") if value not in coar and not rights.canonical(value))
    note = " ".join(filter(None, (text, also)))
    until = _day(field.first("g")) or access_words.until(text)
    level = _level(field, coar, note, until)
    note = "" if note.casefold().strip(" .") in _SAID else _without_end(note, level, until)
    if note or level:
        gathered.limit(Access(level=level, note=note, until=until if level != "open" else ""))


def _without_end(note: str, level: AccessLevel, until: str) -> str:
    """Return a note without the end of the limit, which it has behind it, or before it as our own rendering has."""
    if not until:
        return note
    ours = f"{wording.limit(level, until)}: " if level in wording.LIMITS else ""
    return note.removeprefix(ours).removesuffix(f" until {until}")


def _level(field: Field, coar: list[str], text: str, until: str) -> AccessLevel:
    """Return the level of access: by the first indicator, a standard term, COAR's address, or the words."""
    terms = (_TERMS.get(trimmed(value).casefold(), "") for value in field.all("fa"))
    codes = (_COAR.get(value.rstrip("/").rpartition("/")[2], "") for value in coar)
    known: AccessLevel = next(filter(None, (*codes, *terms)), "") or access_words.level(text)
    if field.ind1 == "0":
        return "open"
    if field.ind1 == "1" and known in ("", "open"):
        known = "restricted"
    return "embargoed" if until and known == "restricted" else known


def _day(value: str) -> str:
    """Return a date of ISO 8601 as W3CDTF, or ""."""
    return dates.normalise(value).start if _DAY.fullmatch(value) else ""


# 540 and 542


def _use(field: Field, gathered: RightsFound) -> None:
    """Keep what a field 540 says of use: the rights URI, its label, and what else there is in words."""
    uris = _addresses(field)
    for uri in uris:
        gathered.take(uri)
    text = _words(field, "abcu") or _words(field, "f")
    if text and not any(gathered.is_label(text, uri) for uri in uris):
        gathered.state(text)
    for value in filter(None, (unmarked(value) for value in field.all("d"))):
        gathered.state(value, kind="contact")


def _copyright(field: Field, gathered: RightsFound) -> None:
    """Keep the facts of copyright, its holders, and the statement on the document."""
    for uri in _addresses(field):
        gathered.take(uri)
    facts = Copyright(
        status=trimmed(field.first("l")), year=trimmed(field.first("g")),
        jurisdiction=trimmed(field.first("r") or field.first("p")), note=_words(field, "mnu"),
    )  # fmt: skip
    if gathered.copyright is None and facts != Copyright():
        gathered.copyright = facts
    gathered.holders += [
        Agent(name=name, relation="rights_holder") for value in field.all("d") if (name := trimmed(value))
    ]
    for value in field.all("f"):
        gathered.state(value, kind="copyright")
    for value in field.all("e"):
        gathered.state(value, kind="contact")


# 355

_PARTS: Final[dict[str, AppliesTo]] = {indicator: part for part, indicator in marc.MARKED.items()}


def _marking(field: Field) -> SecurityMarking:
    """Return one marking of 355, taken as lifted."""
    return SecurityMarking(
        level=trimmed(field.first("a")) or field.first("a"), system=_system(field),
        applies_to=_PARTS.get(field.ind1, "document"), declassified_on=_declassified(field),
        authority="; ".join(map(trimmed, field.all("j"))), event=trimmed(field.first("d")),
    )  # fmt: skip


def _system(field: Field) -> str:
    """Return the system of classification and the country that it is of."""
    parts = map(trimmed, (field.first("e"), field.first("f")))
    return ", ".join(dict.fromkeys(filter(None, parts)))


def _declassified(field: Field) -> str:
    """Return the day of declassification as W3CDTF; in its own words where these tell none."""
    value = trimmed(field.first("h"))
    return dates.normalise(value).start or (value if any(map(str.isdecimal, value)) else "")


def marking_notes(record: Marc) -> list[Note]:
    """Return what else 355 says, which the Record has no field for."""
    found = []
    for codes, label in (("bc", "Handling instructions"), ("g", "Downgraded")):
        for field in record.fields("355"):
            found += [Note(value=value, label=label) for value in map(trimmed, field.all(codes)) if value]
    return found
