"""Item identifiers: what may be one, and how Sheaf makes its own.

Every item has an identifier with the syntax of a URI, unique in the repository, which never changes. Sheaf's own follow
the oai-identifier scheme: `oai:<domain of the archive>:<local identifier>`, case-sensitive, never unescaped.

- https://www.openarchives.org/OAI/2.0/openarchivesprotocol.htm#UniqueIdentifier
- https://www.openarchives.org/OAI/2.0/guidelines-oai-identifier.htm
- https://www.rfc-editor.org/rfc/rfc3986
"""

import re
from urllib.parse import quote

# The longest identifier that the store keeps; the escaped name of a long Cyrillic file has 400 to 700 characters.
LONGEST = 512

# oai-identifier.xsd in its revision of 2007-06-07, which allows labels of one letter (p.lodz.pl); `localhost` and
# `archive.3d.org` remain invalid: there are at least two labels, and each starts with a letter.
_DOMAIN = r"[A-Za-z][A-Za-z0-9\-]*(?:\.[A-Za-z][A-Za-z0-9\-]*)+"
_domain = re.compile(_DOMAIN)
_oai = re.compile(rf"oai:{_DOMAIN}:(?:[A-Za-z0-9\-_.!~*'();/?:@&=+$,]|%[0-9A-F]{{2}})+")

# RFC 3986, section 3, without IP literals: libxml2 and Java hold `xs:anyURI` to it, and so will harvesters' validators.
_CHAR = r"(?:[A-Za-z0-9\-._~!$&'()*+,;=]|%[0-9A-Fa-f]{2})"
_PCHAR = r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})"
_AUTHORITY = rf"(?:(?:{_CHAR}|:)*@)?{_CHAR}*(?::[0-9]*)?"
_PATH = rf"(?://{_AUTHORITY}(?:/{_PCHAR}*)*|/?(?:{_PCHAR}+(?:/{_PCHAR}*)*)?)"
_TAIL = rf"(?:\?(?:{_PCHAR}|[/?])*)?(?:#(?:{_PCHAR}|[/?])*)?"
_uri = re.compile(rf"[A-Za-z][A-Za-z0-9+.\-]*:(?=.){_PATH}{_TAIL}")
_http = re.compile(r"https?://[^/?#@:]", re.IGNORECASE)

# What the guidelines let stand unescaped in the local part: the unreserved and the reserved characters of RFC 2396.
_SAFE = "-_.!~*'();/?:@&=+$,"


def mint(namespace: str, local_id: str) -> str:
    """Return the oai-identifier of a local identifier: `oai:namespace:local-id`, escaped with upper-case hexadecimal.

    Different local identifiers give different results, since `%` itself is escaped.

    Raises:
        ValueError: the namespace is no domain name, or the local identifier is empty or too long.

    """
    check_namespace(namespace)
    if not local_id:
        raise ValueError("a record without a local identifier cannot be given an OAI identifier")
    identifier = f"oai:{namespace}:{quote(local_id, safe=_SAFE)}"
    check(identifier)
    return identifier


def check(identifier: str) -> None:
    """Return nothing when the identifier may name an item.

    Schemes other than `oai`, `http` and `https` are held to the general syntax only: aggregators re-export identifiers
    such as `urn:dpla.lib.utk.edu.p16108coll12:oai:…`, whose items nobody could find again under another name.

    Raises:
        ValueError: with a sentence that says what is wrong.

    """
    if not identifier:
        raise ValueError("the identifier is empty")
    if len(identifier) > LONGEST:
        raise ValueError(f"the identifier is longer than {LONGEST} characters")
    if not is_uri(identifier):
        raise ValueError(f"{identifier!r} is not a URI: it must be a scheme, a colon, and characters of RFC 3986 only")
    scheme = identifier.partition(":")[0].lower()
    if scheme == "oai" and not _oai.fullmatch(identifier):
        raise ValueError(f"{identifier!r} is not an oai-identifier: it must be oai:<domain name>:<local identifier>")
    if scheme in {"http", "https"} and not _http.match(identifier):
        raise ValueError(f"{identifier!r} is not a web address: it names no host")


def is_uri(text: str) -> bool:
    """Return whether the text has the syntax of an absolute URI, by RFC 3986."""
    return _uri.fullmatch(text) is not None


def check_namespace(namespace: str) -> None:
    """Return nothing when the namespace may stand in oai-identifiers: a domain name the archive has registered.

    Raises:
        ValueError: with a sentence that says what is wrong and what would be right.

    """
    if not _domain.fullmatch(namespace) or len(namespace) > 253:
        raise ValueError(
            f"{namespace!r} cannot be the namespace of identifiers: it must be a domain name of two or more labels, "
            "each starting with a letter, such as archive.example.org"
        )
