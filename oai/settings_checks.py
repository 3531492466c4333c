"""The rules for the values of settings that a type cannot say: one function each, one visible table of them.

Every function returns nothing or raises ValueError with what would be right, which becomes the end of the sentence
`base_url, in the file sheaf.toml, is 'oai': it must …`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from models.tables import PREFIX_LENGTH, SPEC_LENGTH
from oai import settings_databases
from oai.protocol import identifiers
from oai.settings_sources import SettingsError
from oai.settings_tables import Branding, DataProvider, Description, Eprints, Policy, Profile, SetInfo

# The unreserved characters of RFC 2396, which the protocol allows in metadataPrefix and in the parts of a setSpec:
# https://www.openarchives.org/OAI/2.0/openarchivesprotocol.htm#metadataPrefix
_UNRESERVED = r"[A-Za-z0-9\-_.!~*'()]+"
_prefix = re.compile(_UNRESERVED)
_spec = re.compile(rf"{_UNRESERVED}(:{_UNRESERVED})*")

# The official validator's own rule (https://github.com/zimeon/oaipmh-validator): no `+`, no local part of one letter,
# no host without a dot. A stricter address is of no use to anybody who cannot register the repository.
_email = re.compile(r"\w[\w\-.]+@[a-zA-Z0-9\-.]+\.[a-z]{2,}", re.ASCII)
_uri_text = re.compile(r"[!#-;=?-\[\]_a-z~]+")
_mime = re.compile(r"[a-z]+/[a-z]+")
# What XML 1.0 has no way to write: https://www.w3.org/TR/xml/#charsets
_unwritable = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

PAGED = ("ListRecords", "ListIdentifiers", "ListSets")
KEY_LENGTH = 32


def check(name: str, value: Any, origin: str) -> None:
    """Return nothing when a setting's value obeys the rule for it.

    Raises:
        SettingsError: with the whole sentence.

    """
    rule = RULES.get(name)
    if rule is None:
        return
    try:
        rule(value)
    except ValueError as error:
        raise SettingsError(f"{name}, in the {origin}, is wrong: {error}.") from error


def ancestors(spec: str) -> Iterator[str]:
    """Return the specs above a set, outermost first: `a` and `a:b` for `a:b:c`."""
    parts = spec.split(":")
    for depth in range(1, len(parts)):
        yield ":".join(parts[:depth])


def text(value: str) -> None:
    """Refuse empty text, and characters that XML cannot carry."""
    if not value.strip():
        raise ValueError("it must not be empty")
    if found := _unwritable.search(value):
        raise ValueError(f"it contains U+{ord(found[0]):04X}, a character that XML cannot carry")


def http_url(value: str) -> None:
    """Refuse what is not an absolute web address."""
    if not _uri_text.fullmatch(value):
        raise ValueError(f"{value!r} must be a web address without spaces or characters outside ASCII")
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise ValueError(f"{value!r} is no web address: {error}") from error
    if parts.scheme not in {"http", "https"} or not host:
        raise ValueError(f"{value!r} must be an absolute address, such as https://archive.example.org/oai")
    if "@" in parts.netloc:
        raise ValueError("it must not contain a user name or password, since it is shown to everybody")


def base_url(value: str) -> None:
    """Refuse a base URL with a query or a fragment: requests append their own query to it (specification, 3.1.1)."""
    http_url(value)
    if "?" in value or "#" in value:
        raise ValueError(f"{value!r} must end before any `?` or `#`, since requests append their arguments to it")


def admin_emails(values: tuple[str, ...]) -> None:
    """Refuse no address at all, and addresses that the official validator refuses."""
    if not values:
        raise ValueError("at least one address is needed")
    for value in values:
        if not _email.fullmatch(value):
            raise ValueError(
                f"{value!r} would be refused by the official OAI-PMH validator: the address must look like "
                "archivist@example.org, with two or more letters, digits, `.`, `-` or `_` before the @ and no `+`"
            )


def page_sizes(sizes: Mapping[str, int]) -> None:
    """Refuse verbs that return no list in pages."""
    for verb in sizes:
        if verb not in PAGED:
            raise ValueError(f"{verb} is not among the verbs that return lists: {settings_databases.listed(PAGED)}")


def formats(profiles: Mapping[str, Profile]) -> None:
    """Refuse prefixes the protocol cannot carry, and a repository without oai_dc (specification, 3.4)."""
    for prefix in profiles:
        if not _prefix.fullmatch(prefix):
            raise ValueError(f"the metadataPrefix {prefix!r} may hold letters, digits and - _ . ! ~ * ' ( ) only")
        if len(prefix) > PREFIX_LENGTH:
            raise ValueError(f"the metadataPrefix {prefix[:20]!r}… is longer than {PREFIX_LENGTH} characters")
        if prefix == "all":
            raise ValueError("the protocol advises against the metadataPrefix all; choose another")
    if "oai_dc" not in profiles:
        raise ValueError("oai_dc is missing, which every repository must offer; add a table [formats.oai_dc]")
    if profiles["oai_dc"].codec not in {"", "oai_dc"} or profiles["oai_dc"].stylesheet:
        raise ValueError("the prefix oai_dc is reserved for the codec oai_dc")


def sets(infos: tuple[SetInfo, ...]) -> None:
    """Refuse specs the protocol cannot carry (specification, 2.6), sets without a name, and sets named twice."""
    seen = set()
    for info in infos:
        spec(info.spec)
        if info.spec in seen:
            raise ValueError(f"the set {info.spec} is there twice")
        seen.add(info.spec)
        text(info.name)
        if info.description:
            text(info.description)


def spec(value: str) -> None:
    """Refuse a setSpec that the protocol or the database cannot carry."""
    if not _spec.fullmatch(value):
        raise ValueError(
            f"the setSpec {value!r} must be parts joined by colons, each made of letters, digits and - _ . ! ~ * ' ( )"
        )
    if len(value) > SPEC_LENGTH:
        raise ValueError(f"the setSpec {value[:20]!r}… is longer than {SPEC_LENGTH} characters")


def rights(value: str) -> None:
    """Refuse what is not an absolute URI; `oai.profiles` asks whether it is a canonical one."""
    if value and not value.startswith(("http://", "https://")):
        raise ValueError(f"{value!r} must be an address, such as http://rightsstatements.org/vocab/InC/1.0/")
    if value:
        http_url(value)


def data_provider(value: DataProvider | None) -> None:
    """Refuse an institution without a name, or with something that is not a URI."""
    if value is None:
        return
    text(value.name)
    if value.uri:
        identifiers.check(value.uri)


def urls(values: tuple[str, ...]) -> None:
    """Refuse a list with anything but absolute web addresses."""
    for value in values:
        http_url(value)


def branding(value: Branding | None) -> None:
    """Refuse what https://www.openarchives.org/OAI/2.0/branding.xsd refuses."""
    if value is None:
        return
    if value.icon is not None:
        urls((value.icon.url, *filter(None, [value.icon.link])))
        if value.icon.title:
            text(value.icon.title)
    for rendering in value.renderings:
        urls((rendering.url,))
        identifiers.check(rendering.namespace)
        if not _mime.fullmatch(rendering.mime_type):
            raise ValueError(f"the mime_type {rendering.mime_type!r} must be two words of a-z with a slash: text/xsl")


def eprints(value: Eprints | None) -> None:
    """Refuse policies that say nothing."""
    if value is None:
        return
    for comment in value.comments:
        text(comment)
    for policy in (value.content, value.metadata_policy, value.data_policy, value.submission_policy):
        if policy is not None:
            _policy(policy)


def _policy(policy: Policy) -> None:
    """Refuse a policy without text and address."""
    if not policy.text and not policy.url:
        raise ValueError("each policy needs a text, a url, or both")
    if policy.text:
        text(policy.text)
    if policy.url:
        http_url(policy.url)


def descriptions(values: tuple[Description, ...]) -> None:
    """Refuse a container with two sources or none; `oai.descriptions` reads the XML."""
    for value in values:
        if bool(value.xml) == bool(value.file):
            raise ValueError("each description needs either xml or file")
        if value.file and Path(value.file).is_dir():
            raise ValueError(f"{value.file} is a folder; a file of XML is needed")


def token_keys(values: tuple[str, ...]) -> None:
    """Refuse keys that could be guessed, without repeating them."""
    for value in values:
        if len(value) < KEY_LENGTH:
            raise ValueError(f"every key must have {KEY_LENGTH} characters or more; `openssl rand -hex 32` makes one")
    if len(set(values)) < len(values):
        raise ValueError("the same key is there twice")


RULES: dict[str, Callable[[Any], None]] = {
    "repository_name": text,
    "base_url": base_url,
    "admin_emails": admin_emails,
    "namespace": identifiers.check_namespace,
    "database_url": settings_databases.database_url,
    "read_database_url": settings_databases.read_database_url,
    "page_sizes": page_sizes,
    "formats": formats,
    "sets": sets,
    "metadata_rights": rights,
    "default_rights": rights,
    "data_provider": data_provider,
    "friends": urls,
    "branding": branding,
    "eprints": eprints,
    "rights_manifest": urls,
    "descriptions": descriptions,
    "token_keys": token_keys,
}
