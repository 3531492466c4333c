"""Links: 534 and 535 for originals, 773 to 787 and 830 for related resources, 856 for what is on the web.

https://www.loc.gov/marc/bibliographic/bd76x78x.html, https://www.loc.gov/marc/856guide.html. Full texts are linked,
never included. The page that shows the document is the first 856.
"""

from collections.abc import Iterator
from typing import Final

from crosswalks import clean, languages, marc
from crosswalks.formats import wording
from crosswalks.formats.marc21.fields import Field, Fields, Subfield, field, identity
from crosswalks.formats.marc21.options import Options
from crosswalks.record import DigitalObject, Record, Related, Source, TextVersion

_ORIGINAL: Final = "Original:"
_TEXTS: Final = {"transcript": "Transcript", "translation": "Translation", "ocr": "OCR text"}
# Second indicator and $3 of 856: the document, a version of it, or what belongs to it.
_FILES: Final = {
    "access": ("0", ""),
    "master": ("1", "Master file"),
    "preview": ("2", "Preview"),
    "transcript": ("2", "Transcript"),
    "iiif_manifest": ("2", "IIIF manifest"),
}


def originals(record: Record, _: Options) -> Fields:
    """Yield 534 and 535 for each original: where it is, who keeps it; and 856 for its page."""
    for source in record.sources:
        cited = wording.citation(source)
        yield field("534", "  ", ("p", _ORIGINAL), ("l", cited), ("n", _reference(source, cited)), needs="ln")
        if source.archive:
            yield field("535", "1 ", ("a", source.archive.name))
        yield _web("2", "Original", source.url)


def _reference(source: Source, cited: str) -> str:
    """Return the path to the papers where the citation does not say it."""
    said = all(clean.text(part).casefold() in cited.casefold() for part in source.reference)
    return "" if said else wording.joined(source.reference)


def collections(record: Record, _: Options) -> Fields:
    """Yield 773 for each collection that holds the document."""
    for collection in record.collections:
        yield field("773", "0 ", ("t", collection.title), ("o", collection.id), ("o", clean.uri(collection.url)),
                    needs="ot")  # fmt: skip


def related(record: Record, _: Options) -> Fields:
    """Yield a linking field for each related resource, by the kind of relation."""
    for each in record.related:
        yield _link(each)


def _link(each: Related) -> Field | None:
    """Return the field of one related resource: its label, and its address as an identifier."""
    tag, ind1, ind2 = marc.RELATED[each.type]
    label = clean.text(each.label)
    uri = clean.uri(each.uri) or clean.text(each.uri)
    if tag == "510":
        return field(tag, ind1 + ind2, ("a", label or uri), ("u", uri))
    if tag == "830":
        return field(tag, ind1 + ind2, ("a", label or uri), *identity((uri,)))
    lead = ("p", _ORIGINAL) if tag == "534" else ("i", marc.RELATIONS_IN_WORDS.get(each.type, ""))
    return field(tag, ind1 + ind2, lead, ("t", label), ("o", uri), needs="ot")


def locations(record: Record, _: Options) -> Fields:
    """Yield 856 for the page, then for the files, then for transcripts and translations."""
    alone = not any(file.role == "access" for file in record.objects)
    media_types = record.physical.media_types if alone else ()
    yield _web("0", "", record.landing_url, *(("q", each) for each in media_types))
    for file in record.objects:
        ind2, label = _FILES[file.role]
        yield _web(ind2, label, file.url, *_details(file))
    for text in record.texts:
        translator = clean.text(text.translator)
        yield _web("2", _text_label(text), text.url, ("z", f"Translated by {translator}" if translator else ""))


def _web(ind2: str, label: str, url: str, *others: Subfield) -> Field | None:
    """Return one 856: what it is, its format, size and rights, its address, and a note for readers."""
    before = [pair for pair in others if pair[0] in "qrs"]
    after = [pair for pair in others if pair[0] == "z"]
    return field("856", f"4{ind2}", ("3", label), *before, ("u", clean.uri(url)), *after, needs="u")


def _details(file: DigitalObject) -> Iterator[Subfield]:
    """Yield format, rights and size of a file."""
    yield "q", file.media_type
    yield "r", clean.uri(file.rights_uri)
    yield "s", f"{file.size} bytes" if file.size is not None else ""


def _text_label(text: TextVersion) -> str:
    """Return what kind of text it is, and in which language."""
    language = languages.name(text.lang)
    return f"{_TEXTS[text.kind]} ({language})" if language else _TEXTS[text.kind]
