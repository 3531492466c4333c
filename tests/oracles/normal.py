"""Normalisations for every kind of pairs, and for the faults of the stylesheet from MODS to Dublin Core.

https://www.loc.gov/standards/mods/mods-conversions.html. Each works on both sides or on one, and says why it may.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from urllib.parse import unquote

from lxml import etree

from crosswalks import languages, rights, vocabularies, xml
from tests.oracles.pairs import Pair, Value, words

_MODS = f"{{{xml.MODS}}}"
CREATORS = frozenset(
    {
        "creator",
        "cre",
        "author",
        "aut",
        "artist",
        "art",
        "photographer",
        "pht",
        "composer",
        "cmp",
        "cartographer",
        "ctg",
    }
)


def both(pair: Pair, change: Callable[[Value], Value | None]) -> Pair:
    """Return the pair with every value of both sides changed, or left out where the change is None."""
    theirs, ours = (tuple(made for each in side if (made := change(each))) for side in (pair.theirs, pair.ours))
    return replace(pair, theirs=theirs, ours=ours)


def their(pair: Pair, change: Callable[[Value], Value | None]) -> Pair:
    """Return the pair with every value of their side changed, or left out where the change is None."""
    return replace(pair, theirs=tuple(made for each in pair.theirs if (made := change(each))))


def words_alone(pair: Pair) -> Pair:
    """Values are compared by their words: white space, punctuation, case and escapes in addresses are habits."""

    def plain(value: Value) -> Value:
        text = unquote(value.text) if "%" in value.text else value.text
        return value._replace(text=" ".join(text.split()))

    return both(pair, plain)


def no_empty_ones(pair: Pair) -> Pair:
    """Elements without a word are left out: the stylesheets write one for each empty element of the input."""
    return both(pair, lambda value: value if words(value.text) else None)


def languages_by_code(pair: Pair) -> Pair:
    """Languages are compared by their ISO 639-3 code: the stylesheets copy whatever code or name there is."""

    def coded(value: Value) -> Value:
        if value.element != "language":
            return value
        found = [languages.code(each) for each in re.split(r"[;\s]+", value.text.strip())]
        whole = languages.code(value.text.strip()) or ("; ".join(found) if all(found) else value.text)
        return value._replace(text=whole)

    return both(pair, coded)


def without_et_al(pair: Pair) -> Pair:
    """The stylesheet appends "et al" to every creator, whether there are others or not."""
    return their(pair, lambda value: value._replace(text=value.text.removesuffix("et al")))


def without_display_form(pair: Pair) -> Pair:
    """The stylesheet writes the displayForm of a name behind it in brackets, also where it is the name once more."""
    displayed = {f"({(node.text or '').strip()})" for node in pair.given.iter(f"{_MODS}displayForm")}

    def once(value: Value) -> Value:
        if value.element not in ("creator", "contributor"):
            return value
        for start in (place for place, letter in enumerate(value.text) if letter == "("):
            before, behind = value.text[:start], value.text[start:]
            forms = {behind[: len(before.strip()) + 2], *filter(behind.startswith, displayed)}
            for form in forms:
                if words(before) and sorted(words(form)) == sorted(words(before)[: len(words(form))]):
                    return value._replace(text=before + behind[len(form) :])
        return value

    return their(pair, once)


def _names(pair: Pair) -> Iterator[etree._Element]:
    """Yield the names of a MODS record that have a part in the document."""
    yield from pair.given.iterchildren(f"{_MODS}name")


def _roles(name: etree._Element) -> set[str]:
    """Return the roles of a name as they are written, without case and punctuation."""
    return {" ".join(words(node.text or "")) for node in name.iter(f"{_MODS}roleTerm")}


def creators_by_role(pair: Pair) -> Pair:
    """The stylesheet compares roles with lower-case `creator` only: names that the input calls creators are moved."""
    creators = [
        set(words(" ".join(node.text or "" for node in name.iter(f"{_MODS}namePart"))))
        for name in _names(pair)
        if (name.get("usage") == "primary" and not _roles(name)) or _roles(name) & CREATORS
    ]

    def moved(value: Value) -> Value:
        known = set(words(value.text))
        is_one = value.element == "contributor" and any(creator and creator <= known for creator in creators)
        return value._replace(element="creator") if is_one else value

    return their(pair, moved)


_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*$")


def without_roles(pair: Pair) -> Pair:
    """Names are compared without the role in brackets: the stylesheet copies terms and codes, Sheaf writes a word."""
    written = {role for name in _names(pair) for role in _roles(name)} | {""}
    known = written | {" ".join(words(term)) for term in vocabularies.RELATORS.values()}

    def bare(value: Value) -> Value:
        text = value.text
        while value.element in ("creator", "contributor") and (found := _BRACKETS.search(text)):
            if " ".join(words(found[1])) not in known:
                break
            text = text[: found.start()]
        return value._replace(text=text)

    return both(pair, bare)


_RESOLVERS = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|https?://hdl\.handle\.net/)")


def without_identifier_types(pair: Pair) -> Pair:
    """Identifiers are compared without their type: `doi:` and a blank that does not break here, a resolver there."""
    types = {(node.get("type") or "").casefold() for node in pair.given.iter(f"{_MODS}identifier")} | {"control"}

    def bare(value: Value) -> Value:
        if value.element != "identifier":
            return value
        text = _RESOLVERS.sub("", value.text)
        label, colon, rest = text.partition(":")
        return value._replace(text=rest if colon and label.casefold().strip() in types else text)

    return both(pair, bare)


def rights_by_link(pair: Pair) -> Pair:
    """The stylesheet drops the link of an accessCondition: it is put in the place of its words, which only name it."""
    linked = {}
    for node in pair.given.iterchildren(f"{_MODS}accessCondition"):
        uri = rights.canonical(node.get(xml.XLINK_HREF, "").strip())
        if uri:
            linked[" ".join(words("".join(node.itertext())))] = uri

    def replaced(value: Value) -> Value:
        uri = linked.get(" ".join(words(value.text))) if value.element == "rights" else None
        return value._replace(text=uri) if uri else value

    found = their(pair, replaced)
    if "" not in linked:
        return found
    return replace(
        found, theirs=(*found.theirs, Value("rights", linked[""]))
    )  # of a link without words nothing is left


def classification_numbers(pair: Pair) -> Pair:
    """Classifications are compared without the scheme that Sheaf writes before them and the stylesheets leave out."""
    schemes = {(node.get("authority") or "") for node in pair.given.iter(f"{_MODS}classification")} - {""}
    schemes |= {"lcc", "ddc", "udc", "nlm", "nal", "sudocs"}

    def bare(value: Value) -> Value:
        label, colon, rest = value.text.partition(": ")
        return value._replace(text=rest) if value.element == "subject" and colon and label in schemes else value

    return replace(pair, ours=tuple(map(bare, pair.ours)))


_LABEL = re.compile(r"^[^:]{1,60}:\s+")


def without_labels(pair: Pair) -> Pair:
    """Descriptions are compared without the label that Sheaf writes before a note; the stylesheets drop it."""
    theirs = {" ".join(words(value.text)) for value in pair.theirs if value.element == "description"}

    def bare(value: Value) -> Value:
        text = _LABEL.sub("", value.text, count=1)
        return value._replace(text=text) if " ".join(words(text)) in theirs else value

    return replace(pair, ours=tuple(bare(each) if each.element == "description" else each for each in pair.ours))


_MARKED = re.compile(r"(?:^|(?<=, ))\W*(?:cop\.?|[cp])?\W*(?=\d)", re.IGNORECASE)


def rights_as_canonical(pair: Pair) -> Pair:
    """Addresses of rights are compared in their canonical form: `http`, with a slash at the end."""
    return both(pair, lambda value: value._replace(text=rights.canonical(value.text.strip()) or value.text))


def dates_without_marks(pair: Pair) -> Pair:
    """Dates are compared without brackets and the marks of copyright: `[c1956].` says the year that Sheaf writes."""

    def bare(value: Value) -> Value:
        is_date = value.element.lower().endswith("date") or value.element.startswith("date")
        return value._replace(text=_MARKED.sub("", value.text)) if is_date else value

    return both(pair, bare)


def roles_in_words(pair: Pair) -> Pair:
    """Roles are compared in words: one side writes a code, the other the term, a third both."""

    def worded(value: Value) -> Value:
        code = vocabularies.relator_code(value.text.strip(" .,")) if value.element == "role" else ""
        return value._replace(text=vocabularies.relator_term(code)) if code else value

    return both(pair, worded)
