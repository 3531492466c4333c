"""abstract, note, subject and classification: what the document says, and what is said of it.

https://www.loc.gov/standards/mods/userguide/subject.html and its neighbours. A security marking that has been lifted
is description and stands in a note of its own type; it is never an accessCondition or a classification.
"""

from lxml import etree

from crosswalks import dates, vocabularies
from crosswalks.formats import wording
from crosswalks.formats.mods import names, origin
from crosswalks.formats.mods.build import add, attributes, authority, drop_empty, tag
from crosswalks.formats.mods.options import Options
from crosswalks.record import Agent, Place, Record, Subject

ABSTRACT, NOTE, SUBJECT, CLASSIFICATION = tag("abstract"), tag("note"), tag("subject"), tag("classification")
TOPIC, GEOGRAPHIC, TEMPORAL = tag("topic"), tag("geographic"), tag("temporal")
OCCUPATION, GENRE = tag("occupation"), tag("genre")
TITLE_INFO, TITLE = tag("titleInfo"), tag("title")
CARTOGRAPHICS, COORDINATES = tag("cartographics"), tag("coordinates")

SUBJECT_ELEMENTS = {
    "topic": TOPIC,
    "place": GEOGRAPHIC,
    "time": TEMPORAL,
    "occupation": OCCUPATION,
    "genre": GENRE,
}


def abstracts(root: etree._Element, record: Record, _: Options) -> None:
    """Write the summaries."""
    for abstract in record.abstracts:
        add(root, ABSTRACT, abstract.value, attributes(displayLabel="Summary", lang=abstract.lang))


def notes(root: etree._Element, record: Record, options: Options) -> None:
    """Write notes, acknowledgements of funders, lifted markings and, if wanted, ownership."""
    for note in record.notes:
        add(root, NOTE, note.value, attributes(type=note.type, displayLabel=note.label))
    for funding in record.funding:
        add(root, NOTE, wording.funding(funding), attributes(type="funding", href=funding.funder_uri))
    _markings(root, record)
    if options.ownership_note and record.data_provider:
        add(root, NOTE, record.data_provider.name, {"type": "ownership"})


def _markings(root: etree._Element, record: Record) -> None:
    """Write markings that have been lifted: the level alone, since services show and compare it, then its details.

    A day of declassification without a marking is a note too.
    """
    lifted = [marking for marking in record.security_markings if marking.status == "lifted"]
    day = wording.declassified(record)
    for marking in lifted:
        given = attributes(type=vocabularies.ORIGINAL_CLASSIFICATION, displayLabel=wording.marking_label(marking))
        add(root, NOTE, marking.level, given)
        add(root, NOTE, wording.marking_details(marking, day), {"displayLabel": vocabularies.MARKING_DETAILS})
    if not lifted:
        add(root, NOTE, day, {"displayLabel": "Declassified"})


def subjects(root: etree._Element, record: Record, _: Options) -> None:
    """Write names associated with the document, then subject terms, a subject element each."""
    for agent in record.agents:
        if wording.is_subject(agent):
            _subject_name(root, agent)
    for subject in record.subjects:
        _subject(root, subject)


def _subject_name(root: etree._Element, agent: Agent) -> None:
    """Write a name as a subject."""
    element = etree.SubElement(root, SUBJECT)
    names.fill(element, agent, [])
    drop_empty(root, element)


def _subject(root: etree._Element, subject: Subject) -> None:
    """Write one subject term with its authority."""
    element = etree.SubElement(root, SUBJECT)
    given = authority(subject.authority, subject.uri)
    if subject.kind == "name":
        name = etree.SubElement(
            element, names.NAME, given | attributes(type=names.NAME_TYPES.get(subject.name_kind, ""))
        )
        add(name, names.NAME_PART, subject.label)
        drop_empty(element, name)
    elif subject.kind == "title":
        info = etree.SubElement(element, TITLE_INFO, given)
        add(info, TITLE, subject.label)
        drop_empty(element, info)
    else:
        add(element, SUBJECT_ELEMENTS[subject.kind], subject.label, given)
    drop_empty(root, element)


def places(root: etree._Element, record: Record, _: Options) -> None:
    """Write the places, each with its coordinates."""
    for place in record.places:
        _place(root, place)


def _place(root: etree._Element, place: Place) -> None:
    """Write one place."""
    element = etree.SubElement(root, SUBJECT)
    add(element, GEOGRAPHIC, place.label, authority(place.authority, place.uri))
    if coordinates := wording.coordinates(place):
        cartographics = etree.SubElement(element, CARTOGRAPHICS)
        add(cartographics, COORDINATES, coordinates)
    drop_empty(root, element)


def periods(root: etree._Element, record: Record, _: Options) -> None:
    """Write the times that the document concerns, coded and in words."""
    for date in record.dates:
        if date.type == "covered":
            found = dates.settle(date)
            element = etree.SubElement(root, SUBJECT)
            origin.coded(element, TEMPORAL, found)
            if found.start and found.display not in (found.start, f"{found.start}/{found.end}"):
                add(element, TEMPORAL, found.display)
            drop_empty(root, element)


def classifications(root: etree._Element, record: Record, _: Options) -> None:
    """Write the numbers of library classifications with scheme and edition."""
    for number in record.classifications:
        given = authority(number.scheme, number.uri, edition=number.edition, displayLabel=number.label)
        add(root, CLASSIFICATION, number.value, given)
