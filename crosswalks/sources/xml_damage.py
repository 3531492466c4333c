"""Damage to XML in plain sentences: what the parser says, where, what usually causes it, and what to do about it."""

import re
from typing import Final, NamedTuple

from lxml import etree

from crosswalks import xml
from crosswalks.sources.entry import Fault
from crosswalks.sources.xml_faults import too_large


class Damage(NamedTuple):
    """Where and how a file stops being well-formed; after `fatal` damage the parser cannot go on."""

    line: int
    column: int
    message: str
    kind: str
    at_end: bool

    @property
    def fatal(self) -> bool:
        """Whether it is no XML, and nothing behind can be read: an undeclared prefix hurts only its record."""
        return not self.kind.startswith(tuple(_RULES))

    @property
    def unfinished(self) -> bool:
        """Whether the bytes are sound as far as they go."""
        return self.at_end and self.kind in _UNFINISHED

    def moved(self, lines: int) -> "Damage":
        """Return the damage with so many lines before what the parser calls line 1, also where its message has one."""
        message = _LINE.sub(lambda found: f"line {int(found.group(1)) + lines}", self.message)
        return self._replace(line=self.line + lines, message=message)

    @property
    def place(self) -> str:
        """Where it is, in words."""
        return f"line {self.line}, column {self.column}"


_LINE: Final = re.compile(r"\bline (?!1\b)(\d+)(?= and|$)")  # on line 1 stands what a later parser is told first
_LONGEST_TEXT: Final = 10_000_000  # libxml2's XML_MAX_TEXT_LENGTH
# What breaks a rule beyond those of XML, by what libxml2 calls it, and whose rule it is
_RULES: Final = {"NS_": "namespaces in XML", "WAR_NS_": "namespaces in XML", "DTD_": "xml:id"}
# What libxml2 says of a document that ends too early
_UNFINISHED: Final = frozenset(
    {"ERR_TAG_NOT_FINISHED", "ERR_COMMENT_NOT_FINISHED", "ERR_CDATA_NOT_FINISHED", "ERR_PI_NOT_FINISHED"}
)


def damage(log: etree._ListErrorLog, error: etree.XMLSyntaxError | None, *, at_end: bool) -> Damage | None:
    """Return the damage that the parser reports, in its log or by its exception: the first that is fatal, if any is."""
    found = [
        Damage(entry.line, entry.column, entry.message.strip().rstrip("."), entry.type_name, at_end)
        for entry in log
        if entry.level_name != "WARNING"
    ]
    if found:
        return next((each for each in found if each.fatal), found[0])
    if error is None:
        return None
    return Damage(*error.position, (error.msg or "unknown error").rstrip("."), "", at_end)


def not_well_formed(found: Damage, *, read: int, content: bytes = b"") -> Fault:
    """Return the Fault of a file that stops being XML, with its place and what usually causes it."""
    kept = f" Records read before this place: {read}." if read else ""
    rest = "" if found.at_end or not found.fatal else " The rest was not read."
    reason = _limit(found, "file") or _said(found, "file")
    return Fault(found.place, f"{reason}{kept}{rest}", _advice(found), content)


def damaged_record(position: str, found: Damage, content: bytes, *, limit: int) -> Fault:
    """Return the Fault of one record that is no well-formed XML, or uses what its file does not declare."""
    if _is_long(found) and limit < _LONGEST_TEXT:
        return too_large(position, limit)._replace(content=content)
    reason = _limit(found, "record") or _said(found, "record")
    return Fault(position, reason, _advice(found), content)


def too_much_damage(found: Damage, *, damaged: int, read: int) -> Fault:
    """Return the Fault of a file with so many damaged records that something else must be wrong with it."""
    return Fault(
        found.place,
        f"More than {damaged} places in the file are not well-formed XML; the rest was not read. "
        f"Records read before this place: {read}.",
        "Look for what these places have in common, and export the file again.",
    )


def _said(found: Damage, what: str) -> str:
    """Return what is wrong, and with which rules."""
    rules = next((rules for kind, rules in _RULES.items() if found.kind.startswith(kind)), "")
    return f"The {what} {f'breaks the rules of {rules}' if rules else 'is not well-formed XML'}: {found.message}."


def _limit(found: Damage, what: str) -> str:
    """Return what it means that the parser came to one of its own limits; "" when it did not."""
    if "RESOURCE_LIMIT" not in found.kind and "XML_PARSE_HUGE" not in found.message:
        return ""
    if "depth" in found.message.lower():
        return f"The elements of the {what} are nested deeper than 256 levels."
    return f"The {what} holds a text of more than {_LONGEST_TEXT:,} bytes, which is too large."


def _is_long(found: Damage) -> bool:
    """Return whether the parser gave up because of a text that is too long for it."""
    return bool(_limit(found, "")) and "depth" not in found.message.lower()


def _advice(found: Damage) -> str:
    """Return what to do about the damage."""
    if _limit(found, ""):
        return "Move long texts out of the records, and check that all elements are closed."
    prefix = _PREFIX.search(found.message)
    if prefix is not None:
        name = prefix.group(1)
        return f'Declare the prefix on the root element: xmlns:{name}="{_PREFIXES.get(name, "its namespace")}".'
    for kind, advice in _ADVICE.items():
        if kind in found.kind:
            return advice
    return _CUT_OFF if found.at_end else "Correct the XML at this place and load the file again."


_PREFIX: Final = re.compile(r"^Namespace prefix (\S+)")
_PREFIXES: Final = {
    "mods": xml.MODS,
    "marc": xml.MARC,
    "dc": xml.DC,
    "oai_dc": xml.OAI_DC,
    "xlink": xml.XLINK,
    "xsi": xml.XSI,
    "dcterms": "http://purl.org/dc/terms/",
}
_CUT_OFF: Final = "The file is cut off: copy or export it again."
_ADVICE: Final = {
    "INVALID_ENCODING": "The bytes are not in the encoding that the file declares: save it as UTF-8, "
    'or declare the right encoding, for example encoding="windows-1252".',
    "UNSUPPORTED_ENCODING": 'Save the file as UTF-8 and declare encoding="UTF-8".',
    "UNKNOWN_ENCODING": 'Save the file as UTF-8 and declare encoding="UTF-8".',
    "UNDECLARED_ENTITY": "Write the character itself, or its number, instead of the named entity.",
    "DOCUMENT_END": "A file may have one root element: put the records into one wrapper, or each into its own file.",
    "NAME_REQUIRED": "Write &amp; for an ampersand that stands for itself.",
    "ENTITYREF_SEMICOL": "Write &amp; for an ampersand that stands for itself.",
    "LT_IN_ATTRIBUTE": "Write &lt; for a less-than sign in an attribute.",
    "INVALID_CHAR": "Remove the control character, which XML 1.0 does not allow.",
    "TAG_NAME_MISMATCH": "Close every element that was opened; HTML tags such as <br> must be closed or escaped.",
    "TAG_NOT_FINISHED": _CUT_OFF,
    "RESERVED_XML_NAME": "Remove what stands before the XML declaration.",
}
