"""The options of the MODS codec applied to a record that came in MODS: only what they speak of is changed.

A profile asks for one attribute, text or note otherwise, not for a record without its extensions, affiliations and
authorities, so the native stays what is served (docs/decisions/0006). Changed are the accessConditions, the usage of
title and landing page, and one note; an option at its default changes nothing.
"""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from crosswalks import clean, markings, native, rights, vocabularies, xml
from crosswalks.formats.mods import access, content, links, names, record_info
from crosswalks.formats.mods.options import Options
from crosswalks.record import Agent

_HOLDERS: Final = frozenset({"rights holder", "rightsholder", "copyright holder"})
_OF_NOTES: Final = frozenset({"displayLabel", "ID", "lang", "script", "transliteration", "altRepGroup", xml.XML_LANG})
_NOT_LETTERS: Final = re.compile(r"[^a-z]")
_USE: Final = "useandreproduction"
# What cataloguing systems write in place of an institution's name, such as DNAL or UK-LoPHL.
_CODE: Final = re.compile(r"[A-Z]{2,}[A-Za-z-]*")


def adapt(dissemination: bytes, form: native.Form, options: Options) -> bytes:
    """Return a valid native MODS, as it may be served, with the options applied; the same bytes by default."""
    if options == Options():
        return dissemination
    root = etree.fromstring(dissemination, xml.parser())
    for condition in list(root.iterchildren(access.ACCESS_CONDITION)):
        _condition(condition, options)
    if options.url_usage != Options().url_usage:
        for url in _landing_urls(root):
            url.set("usage", options.url_usage)
    if options.title_usage:
        _main_title(root, options.title_usage)
    if options.ownership_note:
        _ownership(root)
    return native.disseminate(root, form)


def _condition(node: etree._Element, options: Options) -> None:
    """Give one accessCondition the text, the type or the element that the options want."""
    kind = _NOT_LETTERS.sub("", node.get("type", "").lower())
    label = clean.text(node.get("displayLabel", ""))
    uri = _uri(node)
    if uri:
        if options.rights_text == "uri" and not len(node):
            node.text = uri
    elif not kind and (markings.is_label(label) or markings.is_marking(_words(node))):
        _retype(node, options.marking_type)
    elif label.lower() in _HOLDERS:
        if options.rights_holder == "name":
            _rename(node)
    elif kind in ("", _USE) and not len(node) and not rights.canonical(_words(node)):
        _restate(node, options.statement_type)


def _uri(node: etree._Element) -> str:
    """Return the canonical rights URI that an accessCondition links to, or ""."""
    return next(filter(None, (rights.canonical(node.get(name, "")) for name in (xml.XLINK_HREF, "valueURI"))), "")


def _words(node: etree._Element) -> str:
    """Return all text within an element in one line."""
    return clean.text("".join(node.itertext(etree.Element)))


def _retype(node: etree._Element, kind: str) -> None:
    """Set the type of an accessCondition, if another is wanted."""
    if kind:
        node.set("type", kind)


def _restate(node: etree._Element, kind: str) -> None:
    """Give a statement of rights in words the type that is wanted, or make a note of it."""
    if kind == access.FREETEXT and _words(node):
        node.tag = content.NOTE
        for name in set(node.attrib) - _OF_NOTES:
            del node.attrib[name]
    if kind != access.USE:
        node.set("type", kind)


def _rename(node: etree._Element) -> None:
    """Put a name with the role of a copyright holder in the place of an accessCondition."""
    parent, holder = node.getparent(), _words(node)
    if parent is not None and holder:
        names.fill(parent, Agent(name=holder), [("cph", vocabularies.relator_term("cph"))])
        name = parent[-1]
        name.tail = node.tail
        parent.replace(node, name)


def _landing_urls(root: etree._Element) -> list[etree._Element]:
    """Return the url of the landing page: what is marked primary, else what shows the object in context, or alone."""
    found = [url for place in root.iterchildren(links.LOCATION) for url in place.iterchildren(links.URL)]
    primary = [url for url in found if url.get("usage")]
    in_context = [url for url in found if url.get("access") == "object in context"]
    plain = [url for url in found if not (url.get("access") or url.get("note"))]
    return primary or in_context[:1] or plain[:1]


def _main_title(root: etree._Element, usage: str) -> None:
    """Mark the first title that is no variant, unless one is marked already."""
    found = list(root.iterchildren(names.TITLE_INFO))
    main = next((title for title in found if not title.get("type")), None)
    if main is not None and not any(title.get("usage") for title in found):
        main.set("usage", usage)


def _ownership(root: etree._Element) -> None:
    """Add a note of who provides the document, where the record says so and has no such note yet."""
    notes = list(root.iterchildren(content.NOTE))
    owner = next(_providers(root), "")
    if owner and not any(note.get("type") == "ownership" for note in notes):
        note = etree.SubElement(root, content.NOTE, {"type": "ownership"})
        note.text = owner
        if notes:
            note.tail, before = notes[-1].tail, notes[-1]
            before.addnext(note)


def _providers(root: etree._Element) -> Iterator[str]:
    """Yield who provides the document: by the location, then by the source of the description unless it is a code."""
    places = [
        place for node in root.iterchildren(links.LOCATION) for place in node.iterchildren(links.PHYSICAL_LOCATION)
    ]
    sources = [
        source
        for node in root.iterchildren(record_info.RECORD_INFO)
        for source in node.iterchildren(record_info.CONTENT_SOURCE)
    ]
    for node in (*places, *sources):
        value = _words(node)
        if value and not node.get("authority") and not _CODE.fullmatch(value):
            yield value
