"""What the codes of one input mean, each as a line of words: a word that no code there means is made up.

The lists of codes are those of the Library of Congress, https://www.loc.gov/standards/sourcelist/ and
https://www.loc.gov/marc/bibliographic/bd008.html; only what the pairs have is written down here.
"""

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from crosswalks import languages, marc_countries, rights, vocabularies, xml
from tests.oracles.pairs import words
from tests.oracles.pieces import line

# The words that Sheaf writes before a value
LABELS = frozenset(
    line(label)
    for label in (
        "Place of origin", "Audience", "Part", "Physical description", "Edition", "Scale", "Rights holder",
        "Copyright", "Frequency", "Duration", "Producer", "Projection", "Source of description",
        "Related archival materials", "Musical presentation", "Type of file", "Finding aid", "Documentation",
        "Issuing body", "Awards", "URL", "Edition in another script", "Publication in another script",
        "Name in another script", "ISSN", "Volume", "Subject in another script", "Series in another script",
        "Related in another script", "Extent in another script", "Description in another script", "lccn", "isbn",
        "issn", "issn-l", "oclc", "nbn", "strn", "stock number", "sici", "report number",
        "overseas acquisition number", "coden", "ean", "upc", "issue number", "music publisher", "music plate",
        "matrix number", "gpo item number", "local", "doi", "udc", "lcc", "ddc", "nlm", "nal", "sudocs",
        "Arrangement", "File characteristics", "copyright registration number", "isrc", "ismn",
        "Further rights statement",
    )
)  # fmt: skip

# Position of 008, or `leader`, the letters there, and what they mean
_FIXED = (
    (28, "acfilmosz", "government publication"),
    *((place, "b", "bibliography") for place in range(24, 28)),
    *((place, "a", "abstract or summary") for place in range(24, 28)),
    *((place, "d", "dictionary") for place in range(24, 28)),
    *((place, "m", "theses") for place in range(24, 28)),
    *((place, "s", "statistics") for place in range(24, 28)),
    *((place, "i", "index") for place in range(24, 28)),
    *((place, "t", "technical report") for place in range(24, 28)),
    (21, "p", "periodical"), (21, "n", "newspaper"), (21, "m", "series"), (29, "1", "conference publication"),
    (34, "a", "autobiography"), (34, "bcd", "biography"), (33, "1", "fiction"), (33, "f", "novel"), (33, "e", "essay"),
    (33, "p", "poetry"), (33, "d", "drama"), (23, "r", "regular print reproduction"), (23, "s", "electronic"),
    (23, "o", "online"), (29, "s", "electronic"), (29, "r", "regular print reproduction"), (23, "a", "microfilm"),
)  # fmt: skip
_LEADER = {
    "a": ("text",), "c": ("notated music",), "d": ("notated music",), "e": ("cartographic", "image", "map"),
    "f": ("cartographic", "image"), "g": ("moving image", "still image", "MovingImage", "StillImage"),
    "i": ("sound",), "j": ("sound",),
    "k": ("still image", "StillImage"), "m": ("software, multimedia", "dataset"), "p": ("mixed material", "collection"),
    "r": ("three dimensional object", "physical object"), "t": ("text",),
}  # fmt: skip
_TYPES = {"still image": ("StillImage", "Image"), "moving image": ("MovingImage",), "cartographic": ("Image",)}
_PARTS = {"2": "distributor", "3": "manufacturer"}  # second indicator of 264
_CATEGORIES = {
    "a": "map", "c": "electronic resource", "d": "globe", "g": "projected graphic", "h": "microform",
    "k": "nonprojected graphic", "m": "motion picture", "s": "sound recording", "v": "videorecording",
}  # fmt: skip


@lru_cache(maxsize=1024)
def meanings(root: etree._Element) -> frozenset[str]:
    """Return what the codes of a record mean, in whichever format it is."""
    found = (*_of_marc(root), *_of_languages(root), *_of_terms(root))
    return frozenset(filter(None, map(line, found)))


def _of_marc(root: etree._Element) -> Iterator[str]:
    """Yield what leader, 007, 008 and the tags of names mean."""
    for node in root.iter(f"{{{xml.MARC}}}leader"):
        text = (node.text or "").ljust(24)
        yield from _LEADER.get(text[6], ())
        yield from ["collection"] if text[7] in "cd" else []
    for node in root.iter(f"{{{xml.MARC}}}controlfield"):
        text = node.text or ""
        if node.get("tag") == "007":
            yield _CATEGORIES.get(text[:1], "")
        if node.get("tag") == "008":
            yield from _of_008(text.ljust(40))
        if node.get("tag") == "005":
            yield f"{text[:4]} {text[4:6]} {text[6:8]}"
    for node in root.iter(f"{{{xml.MARC}}}datafield"):
        made = [each for each in node if each.get("code") == "f"]
        yield "manufacturer" if node.get("tag") == "260" and made else ""
        yield "original" if node.get("tag") == "534" else ""
        yield _PARTS.get(node.get("ind2", ""), "") if node.get("tag") == "264" else ""
    tags = {node.get("tag", "") for node in root.iter(f"{{{xml.MARC}}}datafield")}
    yield from ["creator"] if tags & {"100", "110", "111"} else []
    yield from ["contributor"] if tags & {"700", "710", "711", "720"} else []


def _of_008(text: str) -> Iterator[str]:
    """Yield what 008 means: when the record was made, country, language, genre and form."""
    yield from (f"{century}{text[:2]} {text[2:4]} {text[4:6]}" for century in ("19", "20"))
    yield marc_countries.name(text[15:18].strip(" ^#"))
    yield from (meaning for place, letters, meaning in _FIXED if text[place] in letters)


def _of_languages(root: etree._Element) -> Iterator[str]:
    """Yield codes and names of the languages that the record names: in 008, 040, 041, `language`, `xml:lang`."""
    found = {value for node in root.iter(etree.Element) for value in _languages(node)}
    for code in filter(None, map(languages.code, found)):
        yield code
        yield languages.name(code)


def _languages(node: etree._Element) -> Iterator[str]:
    """Yield the words for languages in an element."""
    name, text = etree.QName(node).localname, (node.text or "").strip()
    yield node.get(xml.XML_LANG, "")
    yield node.get("lang", "")
    if node.get("tag") == "008":
        yield text[35:38]
    if name in ("language", "languageTerm"):
        yield from (text, *words(text))
    parent = node.getparent()
    if name == "subfield" and parent is not None and parent.get("tag") in ("040", "041"):
        yield from (text[place : place + 3] for place in range(0, len(text), 3))


def _of_terms(root: etree._Element) -> Iterator[str]:
    """Yield what codes of roles, countries and types mean, and what elements of Dublin Core say by their names."""
    for node in root.iter(etree.Element):
        name, text = etree.QName(node).localname, (node.text or "").strip(" .,")
        if name in ("creator", "contributor", "name"):
            yield from ("creator", "contributor") if name == "name" else (name,)
        if text.startswith("http"):
            yield rights.canonical(text)
        if name == "roleTerm" or node.get("code") in ("4", "e"):
            yield vocabularies.relator_term(vocabularies.relator_code(text) or text)
        if name == "placeTerm" or node.get("code") in ("a", "c"):
            yield marc_countries.name(text)
        if name == "type" and "image" in text.casefold():  # also of an address of DCMI's types
            yield "still image"
        if name == "typeOfResource":
            yield from _TYPES.get(text, ())
        if node.get("code") == "0" and text.startswith("(DE-588)"):
            yield f"https://d-nb.info/gnd/{text[8:].split(' ')[0]}"
        if name == "typeOfResource" and node.get("collection") == "yes":
            yield "collection"
