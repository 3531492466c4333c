"""recordInfo: who made the description, when, in which language and by which rules.

https://www.loc.gov/standards/mods/userguide/recordinfo.html.
"""

from lxml import etree

from crosswalks import clean, edtf
from crosswalks.formats.mods import resource
from crosswalks.formats.mods.build import add, authority, drop_empty, tag
from crosswalks.formats.mods.options import Options
from crosswalks.record import Record

RECORD_INFO, CONTENT_SOURCE = tag("recordInfo"), tag("recordContentSource")
CREATION_DATE, CHANGE_DATE = tag("recordCreationDate"), tag("recordChangeDate")
RECORD_IDENTIFIER, DESCRIPTION_STANDARD = tag("recordIdentifier"), tag("descriptionStandard")
LANGUAGE_OF_CATALOGING = tag("languageOfCataloging")


def record_info(root: etree._Element, record: Record, _: Options) -> None:
    """Write recordInfo."""
    info = etree.SubElement(root, RECORD_INFO)
    if record.data_provider:
        add(info, CONTENT_SOURCE, record.data_provider.name, authority("", record.data_provider.uri))
    for name, value in ((CREATION_DATE, record.created), (CHANGE_DATE, record.updated)):
        add(info, name, value, {"encoding": "w3cdtf"} if edtf.is_w3cdtf(clean.text(value)) else None)
    add(info, RECORD_IDENTIFIER, record.local_id)
    for standard in record.description_standards:
        add(info, DESCRIPTION_STANDARD, standard)
    resource.language(info, record.record_language, "", name=LANGUAGE_OF_CATALOGING)
    drop_empty(root, info)
