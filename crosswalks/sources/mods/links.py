"""MODS identifier, location and relatedItem -> identifiers, addresses, provider, originals and related resources.

https://www.loc.gov/standards/mods/userguide/location.html and its neighbours. The landing page is the url with usage
"primary" or "primary display" and access "object in context", or the nearest to that; a shelf mark at the top level
says where the original is kept.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple, cast, get_args

from lxml import etree

from crosswalks import xml
from crosswalks.record import (
    Collection,
    DigitalObject,
    Identifier,
    Named,
    ObjectRole,
    Pid,
    PidScheme,
    Related,
    RelationType,
    Source,
    TextKind,
    TextVersion,
)
from crosswalks.sources import identity, nodes
from crosswalks.sources.mods import names, resource
from crosswalks.sources.pids import pid

_SCHEMES: Final[dict[str, PidScheme]] = {"doi": "doi", "hdl": "handle", "handle": "handle", "ark": "ark", "urn": "urn"}
_TEXTS: Final[dict[str, TextKind]] = {"transcript": "transcript", "translation": "translation", "ocr text": "ocr"}
_RELATION_TYPES: Final = frozenset(get_args(RelationType))
_OBJECT_NOTES: Final[dict[str, ObjectRole]] = {
    "master": "master",
    "transcript": "transcript",
    "iiif-manifest": "iiif_manifest",
}


class Identifiers(NamedTuple):
    """The identifiers of a record, besides its local one, and the first web address among them, or ""."""

    pids: list[Pid]
    others: list[Identifier]
    address: str


def identifiers(found: list[etree._Element], local_id: str) -> Identifiers:
    """Return persistent identifiers and all others; one marked invalid says so in its type."""
    result = Identifiers([], [], "")
    for node in found:
        value, kind = identity.stated(node.text), nodes.attribute(node, "type")
        if not value:
            continue
        scheme = _SCHEMES.get(kind.lower())
        if node.get("invalid"):
            result.others.append(Identifier(value=value, type=f"{kind} (invalid)".strip()))
        elif scheme is not None:
            result.pids.append(pid(scheme, value))
        elif not (value == local_id and kind.lower() in ("", "local")):
            result.others.append(Identifier(value=value, type=kind))
        if not (result.address or node.get("invalid")) and kind.lower() in ("uri", "url", ""):
            result = result._replace(address=nodes.url(value))
    return result


class Places(NamedTuple):
    """What the `location` elements say."""

    landing_url: str
    objects: list[DigitalObject]
    holders: list[Named]
    sources: list[Source]
    identifiers: list[Identifier]  # addresses that are not of the web


class _Url(NamedTuple):
    """One url element."""

    value: str
    access: str
    primary: bool
    note: str


def locations(found: list[etree._Element]) -> Places:
    """Return landing page, files, holding institutions, and where the original is kept."""
    result = Places("", [], [], [], [])
    urls: list[_Url] = []
    for node in found:
        groups = nodes.groups(node)
        holders = [named(each) for each in groups["physicalLocation"] if nodes.words(each)]
        result.holders.extend(holders)
        shelf = (*nodes.all_words(groups["shelfLocator"]), *_copies(groups["holdingSimple"]))
        if shelf:
            result.sources.append(Source(archive=holders[0] if holders else None, reference=shelf))
        for each in groups["url"]:
            if address := nodes.url(each.text):
                usage = each.get("usage", "")
                urls.append(_Url(address, each.get("access", ""), usage.startswith("primary"), each.get("note", "")))
            elif value := nodes.words(each):
                result.identifiers.append(Identifier(value=value, type="uri"))
    landing = _landing(urls)
    result.objects.extend(_object(each) for each in urls if each is not landing)
    return result._replace(landing_url=landing.value if landing is not None else "")


def _landing(urls: list[_Url]) -> _Url | None:
    """Return the url of the object in its context: marked so, or else a primary one, or the first without a mark."""
    ranked = [(_rank(each), place, each) for place, each in enumerate(urls)]
    rank, _, best = min(ranked, default=(_NO_LANDING, 0, None), key=lambda found: found[:2])
    return best if rank < _NO_LANDING else None


_NO_LANDING: Final = 4


def _rank(url: _Url) -> int:
    """Return how near a url comes to being the landing page, 0 the nearest."""
    if url.access == "object in context":
        return 0 if url.primary else 1
    if url.primary and not url.note:
        return 2
    return _NO_LANDING if url.access or url.note else 3


def _object(url: _Url) -> DigitalObject:
    """Return a file of the document."""
    role: ObjectRole = "preview" if url.access == "preview" else "access"
    return DigitalObject(url=url.value, role=_OBJECT_NOTES.get(url.note, role))


def _copies(found: list[etree._Element]) -> Iterable[str]:
    """Yield sublocations and shelf marks of single copies."""
    for holding in found:
        for copy in nodes.groups(holding)["copyInformation"]:
            parts = nodes.groups(copy)
            yield from nodes.all_words(parts["subLocation"] + parts["shelfLocator"])


def named(node: etree._Element) -> Named:
    """Return an institution with its address."""
    return Named(name=nodes.words(node), uri=nodes.uri(node.get("valueURI") or node.get(xml.XLINK_HREF)))


class Relations(NamedTuple):
    """What the `relatedItem` elements say."""

    sources: list[Source]
    collections: list[Collection]
    texts: list[TextVersion]
    related: list[Related]


def relations(found: list[etree._Element]) -> Relations:
    """Return originals, collections, other versions of the text, and all other related resources."""
    result = Relations([], [], [], [])
    for node in found:
        item = _item(node)
        text = _TEXTS.get(nodes.attribute(node, "displayLabel").lower())
        if item.type == "original":
            result.sources.extend(_original(item))
        elif item.type == "host" and item.title:
            result.collections.append(Collection(title=item.title, id="; ".join(item.identifiers), url=item.url))
        elif text is not None and item.url:
            result.texts.append(_text(text, item))
        elif item.label or item.uri:
            result.related.append(Related(type=item.type, label=item.label, uri=item.uri))
        result.related.extend(Related(type=item.type, uri=url) for url in item.urls[1:])
    return result


class _Item(NamedTuple):
    """One related item: its title with its parts, all that names it in one line, and where it is."""

    type: RelationType
    title: str
    label: str
    identifiers: tuple[str, ...]
    urls: tuple[str, ...]
    uri: str
    groups: nodes.Groups

    @property
    def url(self) -> str:
        """The first web address, or ""."""
        return next(iter(self.urls), "")


def _item(node: etree._Element) -> _Item:
    """Return what one related item says of itself."""
    groups = nodes.groups(node)
    kind = node.get("type", "")
    href = nodes.uri(node.get(xml.XLINK_HREF))
    given = [each.text for place in groups["location"] for each in nodes.groups(place)["url"]]
    written = dict.fromkeys(value for each in groups["identifier"] if (value := identity.stated(each.text)))
    urls = tuple(dict.fromkeys(address for each in (*given, href, *written) if (address := nodes.url(each))))
    uri = next(iter(urls), "") or href or next((uri for value in written if (uri := nodes.uri(value))), "")
    identifiers = tuple(value for value in written if not nodes.url(value))
    titles = "; ".join(line for each in groups["titleInfo"] if (line := names.one_line(each)))
    parts = [value for each in groups["part"] if (value := part(each))]
    makers = [name.heading for each in groups["name"] if (name := names.name(each)).value]
    label = ". ".join(filter(None, (*makers, titles, *parts, *(each for each in identifiers if each != uri))))
    return _Item(
        cast("RelationType", kind) if kind in _RELATION_TYPES else "", ". ".join(filter(None, (titles, *parts))),
        label or nodes.first_words(groups["note"]), identifiers, urls, uri, groups,
    )  # fmt: skip


def part(node: etree._Element) -> str:
    """Return a `part` in one line, `vol. 3, no. 2, pp. 5-9, 1950`."""
    values: list[str] = []
    for child in node.iterchildren(etree.Element):
        found = nodes.groups(child)
        name = etree.QName(child).localname
        if name == "extent":
            bounds = "-".join(nodes.all_words(found["start"] + found["end"]))
            values.append(_counted(nodes.attribute(child, "unit"), (bounds, *nodes.all_words(found["list"]))))
        elif name == "detail":
            caption, kind = nodes.first_words(found["caption"]), nodes.attribute(child, "type")
            counted = _counted(caption or kind, nodes.all_words(found["number"] + found["title"]))
            values.append(counted or ("" if _is_unit(caption, kind) else caption))
        else:
            values.append(nodes.words(child))
    return ", ".join(filter(None, values))


def _counted(label: str, values: tuple[str, ...]) -> str:
    """Return values behind their label; "" where there is no value."""
    return " ".join(filter(None, (label, *values))) if any(values) else ""


_UNITS: Final = frozenset(
    {
        "volume",
        "vol",
        "issue",
        "iss",
        "number",
        "no",
        "nr",
        "part",
        "pt",
        "page",
        "pages",
        "p",
        "pp",
        "band",
        "bd",
        "heft",
    }
)


def _is_unit(caption: str, kind: str) -> bool:
    """Return whether a caption says only what is counted, and not, like `Special issue`, which one it is."""
    plain = caption.strip(" .:").casefold()
    return plain in _UNITS or plain == kind.casefold()


def _original(item: _Item) -> Iterable[Source]:
    """Yield where an original is kept, with its marks and numbers there."""
    places = [nodes.groups(each) for each in item.groups["location"]]
    archives = [named(each) for place in places for each in place["physicalLocation"] if nodes.words(each)]
    shelf = tuple(value for place in places for value in nodes.all_words(place["shelfLocator"]))
    if item.label or archives or shelf or item.url:
        archive = archives[0] if archives else None
        yield Source(
            citation=item.title or item.label, archive=archive, reference=(*shelf, *item.identifiers), url=item.url
        )


def _text(kind: TextKind, item: _Item) -> TextVersion:
    """Return a transcript, translation or OCR text that lies at an address."""
    translator = next((name.value for each in item.groups["name"] if (name := names.name(each)).value), "")
    lang = next((use.code for use in resource.language_uses(item.groups["language"])), "")
    return TextVersion(kind=kind, lang=lang, url=item.url, translator=translator)
