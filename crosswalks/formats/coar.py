"""COAR resource types and access rights in the words of those who sort by them: OpenAIRE 3 and 4, and DataCite.

https://vocabularies.coar-repositories.org/resource_types/ and …/access_rights/. The concepts with a row of their own
are those of OpenAIRE 4 (https://www.openaire.eu/schema/repo-lit/4.0/oaire-resourceType-v4.xsd). Their names in English
are in `crosswalks.vocabularies`.
"""

from typing import Final, NamedTuple

from crosswalks import clean, vocabularies
from crosswalks.record import Record

LITERATURE: Final = "literature"
OTHER: Final = "other research product"


class Kind(NamedTuple):
    """What a COAR type is in OpenAIRE 4 and in DataCite (resourceTypeGeneral), and as a publication in OpenAIRE 3."""

    openaire: str
    datacite: str
    eu_repo: str


KINDS: Final[dict[str, Kind]] = {
    "c_1162": Kind(LITERATURE, "Text", "annotation"),
    "c_0640": Kind(LITERATURE, "Journal", "other"),
    "c_6501": Kind(LITERATURE, "JournalArticle", "article"),
    "c_b239": Kind(LITERATURE, "JournalArticle", "contributionToPeriodical"),
    "c_7a1f": Kind(LITERATURE, "Dissertation", "bachelorThesis"),
    "c_86bc": Kind(LITERATURE, "Text", "other"),
    "c_2f33": Kind(LITERATURE, "Book", "book"),
    "c_3248": Kind(LITERATURE, "BookChapter", "bookPart"),
    "c_ba08": Kind(LITERATURE, "Text", "review"),
    "c_7ad9": Kind(OTHER, "InteractiveResource", "other"),
    "c_e9a0": Kind(OTHER, "InteractiveResource", "other"),
    "c_f744": Kind(LITERATURE, "ConferenceProceeding", "conferenceObject"),
    "c_c94f": Kind(LITERATURE, "Text", "conferenceObject"),
    "c_5794": Kind(LITERATURE, "ConferencePaper", "conferenceObject"),
    "c_6670": Kind(LITERATURE, "Poster", "conferenceObject"),
    "c_3e5a": Kind(LITERATURE, "Text", "contributionToPeriodical"),
    "c_beb9": Kind(LITERATURE, "DataPaper", "article"),
    "c_ddb1": Kind("dataset", "Dataset", "other"),
    "c_db06": Kind(LITERATURE, "Dissertation", "doctoralThesis"),
    "c_c513": Kind(OTHER, "Image", "other"),
    "c_8544": Kind(LITERATURE, "Text", "lecture"),
    "c_0857": Kind(LITERATURE, "Text", "other"),
    "c_bdcc": Kind(LITERATURE, "Dissertation", "masterThesis"),
    "c_8a7e": Kind(OTHER, "Audiovisual", "other"),
    "c_2659": Kind(LITERATURE, "Journal", "other"),
    "c_545b": Kind(LITERATURE, "Text", "contributionToPeriodical"),
    "c_1843": Kind(OTHER, "Other", "other"),
    "c_15cd": Kind(LITERATURE, "Text", "patent"),
    "c_816b": Kind(LITERATURE, "Preprint", "preprint"),
    "c_93fc": Kind(LITERATURE, "Report", "report"),
    "c_ba1f": Kind(LITERATURE, "Report", "report"),
    "c_baaf": Kind(LITERATURE, "Text", "other"),
    "c_efa0": Kind(LITERATURE, "Text", "review"),
    "c_5ce6": Kind("software", "Software", "other"),
    "c_ecc8": Kind(OTHER, "Image", "other"),
    "c_71bd": Kind(LITERATURE, "Text", "other"),
    "c_393c": Kind(OTHER, "Workflow", "other"),
    "c_8042": Kind(LITERATURE, "Text", "workingPaper"),
    "c_46ec": Kind(LITERATURE, "Dissertation", "other"),
    "c_12cc": Kind(OTHER, "Image", "other"),
    "c_12cd": Kind(OTHER, "Image", "other"),
    "c_12ce": Kind(OTHER, "Audiovisual", "other"),
    "c_18cc": Kind(OTHER, "Sound", "other"),
    "c_18cd": Kind(OTHER, "Other", "other"),
    "c_18cf": Kind(OTHER, "Text", "other"),  # any text: a letter from an archive is no literature of research
    "c_18cp": Kind(LITERATURE, "ConferencePaper", "conferenceObject"),
    "c_18co": Kind(LITERATURE, "Poster", "conferenceObject"),
    "c_18cw": Kind(OTHER, "Other", "other"),
    "c_18ww": Kind(LITERATURE, "Report", "report"),
    "c_18wz": Kind(LITERATURE, "Report", "report"),
    "c_18wq": Kind(LITERATURE, "Report", "report"),
    "c_186u": Kind(LITERATURE, "Report", "report"),
    "c_18op": Kind(LITERATURE, "Report", "report"),
    "c_18hj": Kind(LITERATURE, "Report", "report"),
    "c_18ws": Kind(LITERATURE, "Report", "report"),
    "c_18gh": Kind(LITERATURE, "Report", "report"),
    "c_dcae04bc": Kind(LITERATURE, "JournalArticle", "article"),
    "c_2df8fbb1": Kind(LITERATURE, "JournalArticle", "article"),
}

# The nearest type above, for what OpenAIRE's list lacks.
_ABOVE: Final = {"c_0040": "c_18cf"}

OF_DCMI_TYPE: Final[dict[str, str]] = {
    "Dataset": "c_ddb1",
    "Image": "c_c513",
    "InteractiveResource": "c_e9a0",
    "MovingImage": "c_8a7e",
    "Software": "c_5ce6",
    "Sound": "c_18cc",
    "StillImage": "c_ecc8",
    "Text": "c_18cf",
}
ANY: Final = "c_1843"


def stated(record: Record) -> str:
    """Return the code of the COAR type that the record states, or the nearest above it; "" if it states none."""
    prefix, _, code = clean.text(record.coar_type).rstrip("/").rpartition("/")
    if prefix.partition("://")[2] != vocabularies.COAR_TYPE_URI.partition("://")[2].rstrip("/"):
        return ""
    code = _ABOVE.get(code, code)
    return code if code in KINDS else ""


def resource_type(record: Record) -> str:
    """Return the code of the COAR type of a record: the one it states, else that of its DCMI type, else "other"."""
    return stated(record) or OF_DCMI_TYPE.get(record.dcmi_type, ANY)


class AccessRight(NamedTuple):
    """An access right: its address and its name."""

    uri: str
    label: str


ACCESS_RIGHTS: Final[dict[str, AccessRight]] = {
    "open": AccessRight("http://purl.org/coar/access_right/c_abf2", "open access"),
    "embargoed": AccessRight("http://purl.org/coar/access_right/c_f1cf", "embargoed access"),
    "restricted": AccessRight("http://purl.org/coar/access_right/c_16ec", "restricted access"),
    "metadata_only": AccessRight("http://purl.org/coar/access_right/c_14cb", "metadata only access"),
}
