"""Access and rights: 506, 524, 540 and 542, https://www.loc.gov/marc/bibliographic/bd506.html and its neighbours.

The rights URI is $u of the first 540, with its label in $a. Source codes for standard terms of rights are not given.
"""

from crosswalks import rights
from crosswalks.formats import wording
from crosswalks.formats.marc21.fields import Fields, field
from crosswalks.formats.marc21.notes import compact
from crosswalks.formats.marc21.options import Options
from crosswalks.record import Record

OPEN = "Open access"


def restrictions(record: Record, _: Options) -> Fields:
    """Yield 506: what is said of access, and markings that are still in force.

    Beside these nothing is called open but by the record's own words.
    """
    access = record.rights.access
    in_force = [marking for marking in record.security_markings if marking.status == "in_force"]
    if access.level in wording.LIMITS:
        yield field("506", "1 ", ("a", wording.access(access)), ("g", compact(access.until)))
    elif access.level == "open":
        yield field("506", "0 ", ("a", wording.access(access) or ("" if in_force else OPEN)))
    else:
        yield field("506", "  ", ("a", wording.access(access)))
    for marking in in_force:
        words = wording.labelled(wording.marking_label(marking), wording.marking(marking))
        yield field("506", "1 ", ("a", words))


def terms(record: Record, _: Options) -> Fields:
    """Yield 540: the rights URI first, then a licence beside it, then statements in words; 524 for how to credit."""
    own = record.rights
    known = rights.canonical(own.uri)
    licence = rights.canonical(own.licence_uri) or own.licence_uri
    yield field("540", "  ", ("a", own.label or rights.label(known)), ("u", known or own.uri), needs="au")
    yield field("540", "  ", ("a", rights.label(licence)), ("u", licence if licence != known else ""), needs="u")
    main = known or rights.canonical(own.licence_uri)
    for statement in own.statements:
        tag = "524" if statement.kind == "credit" else "540"
        yield field(tag, "  ", ("a", wording.statement(statement.text, main)))


def copyright_status(record: Record, _: Options) -> Fields:
    """Yield 542: holders of rights, and catalogued facts of copyright."""
    facts = record.rights.copyright
    holders = (("d", wording.heading(holder)) for holder in wording.rights_holders(record))
    known = (("g", facts.year), ("l", facts.status), ("n", facts.note), ("r", facts.jurisdiction)) if facts else ()
    yield field("542", "  ", *dict.fromkeys(holders), *known, needs="dglnr")
