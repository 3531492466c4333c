"""Production, publication and physical description: 260, 264, 300, 336, 340, 347; 518 for what else befell a document.

https://www.loc.gov/marc/bibliographic/bd264.html and its neighbours. When a document was uploaded has no place in MARC.
"""

from typing import Final

from crosswalks import clean, marc, vocabularies
from crosswalks.formats.best_date import best_date
from crosswalks.formats.marc21.date_words import in_words
from crosswalks.formats.marc21.fields import Field, Fields, Subfield, field
from crosswalks.formats.marc21.leader import record_type
from crosswalks.formats.marc21.options import Options
from crosswalks.record import Date, Record

_PUBLICATION: Final = "1"


def statements(record: Record, options: Options) -> Fields:
    """Yield 264 for dates of production, publication and copyright; publishers stand with the first date of issue.

    Where the document's date is of no known kind, 260 has it, which is for statements that make no such distinction.
    """
    publishers = tuple(("b", agent.name) for agent in record.agents if agent.relation == "publisher")
    for date in record.dates:
        if date.type in marc.STATEMENTS:
            kind = marc.STATEMENTS[date.type]
            if date.type == "created" and options.created_as == "publication":
                kind = _PUBLICATION
            yield _statement(kind, publishers if date.type == "issued" else (), date)
            publishers = () if date.type == "issued" else publishers
    own = best_date(record)
    if own and own.type == "other":
        yield field("260", "  ", *publishers, ("c", in_words(own)), needs="c")
    else:
        yield field("264", f" {_PUBLICATION}", *publishers, needs="b")


def _statement(kind: str, publishers: tuple[Subfield, ...], date: Date) -> Field | None:
    """Return one 264."""
    return field("264", f" {kind}", *publishers, ("c", in_words(date, sign="©" if date.type == "copyright" else "")),
                 needs="bc")  # fmt: skip


def events(record: Record, _: Options) -> Fields:
    """Yield 518 for when the document was sent, received, captured or declassified, and for further dates."""
    own = best_date(record)
    marked = any(marking.status == "lifted" for marking in record.security_markings)
    for date in record.dates:
        if date.type in marc.EVENTS and not (date.type == "declassified" and marked):  # 355 has the day then
            yield field("518", "  ", ("o", marc.EVENTS[date.type]), ("d", in_words(date)), needs="d")
        elif date.type == "other" and date is not own:
            yield field("518", "  ", ("a", in_words(date)))


def extents(record: Record, _: Options) -> Fields:
    """Yield 300 for each extent."""
    for extent in record.physical.extents:
        yield field("300", "  ", ("a", extent))


def content_type(record: Record, _: Options) -> Fields:
    """Yield 336 where the type of the document tells it for certain."""
    if record.dcmi_type:
        own = marc.CONTENT_TYPES.get(record.dcmi_type) or marc.CONTENT_TYPES.get(record_type(record))
        term, code = own or ("", "")
        yield field("336", "  ", ("a", term), ("b", code), ("2", "rdacontent"))


def forms(record: Record, _: Options) -> Fields:
    """Yield 340 for each physical form."""
    for form in record.physical.forms:
        yield field("340", "  ", ("a", form))


def formats(record: Record, _: Options) -> Fields:
    """Yield 347 for media types that no file is said to have; those of a page alone stand in its 856."""
    files = [file for file in record.objects if file.role == "access"]
    stated = {clean.text(file.media_type) for file in files}
    for media_type in record.physical.media_types if files or not record.landing_url else ():
        if clean.text(media_type) not in stated:
            yield field("347", "  ", ("b", media_type), needs="b")


def dcmi_type(record: Record, _: Options) -> Fields:
    """Yield 655 with the DCMI type where the leader says less, as of a dataset."""
    kind = record.dcmi_type
    if kind and marc.DCMI_TYPES[record_type(record)] != kind:
        yield field("655", " 7", ("a", kind), ("2", "dct"), ("0", f"{vocabularies.DCMI_TYPE_URI}{kind}"))
