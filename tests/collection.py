"""A small repository for tests of the protocol: seven items whose stamps are known to the second, under a fixed clock.

letters/1    2024-03-01T09:00:00Z  oai_dc mods  letters:soviet
letters/2    2024-03-01T09:00:00Z  oai_dc mods  letters:soviet maps
letters/3    2024-03-01T09:00:00Z  oai_dc       letters
telegrams/4  2024-03-01T09:00:30Z  oai_dc mods  (no set; with about/rights and about/provenance)
letters/5    2024-03-02T23:59:59Z  oai_dc mods  letters:korean
letters/6    2024-03-03T00:00:00Z  oai_dc mods  letters:korean, deleted
notes/7&8    2024-03-05T12:00:00Z  oai_dc mods  maps
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec
from flask.testing import FlaskClient
from lxml import etree
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from models import store
from models.engine import open_engine
from models.plan import Draft
from oai.app import create_app
from oai.protocol import datestamp, envelope
from oai.settings import SetInfo, Settings
from tests.clock import Clock

NAMESPACE = "archive.example.org"
BASE_URL = "http://archive.example.org/oai"
NOW = datestamp.lower("2024-03-10T08:00:00Z")
KEY = "a key for tests, of no value anywhere else"
OAI = {"oai": "http://www.openarchives.org/OAI/2.0/"}

SETTINGS = Settings(
    repository_name="Archive of Example Town & District",
    base_url=BASE_URL,
    admin_emails=("archivist@archive.example.org", "second@archive.example.org"),
    namespace=NAMESPACE,
    sets=(
        SetInfo(spec="letters", name="Letters", description="Correspondence <1945–1955> & enclosures"),
        SetInfo(spec="letters:soviet", name="Letters from Soviet archives"),
        SetInfo(spec="planned:later", name="Not yet filled"),
    ),
    token_keys=(KEY,),
)

_DC = (
    '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/'
    'oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd"><dc:title>{title}</dc:title></oai_dc:dc>'
)
_MODS = (
    '<mods xmlns="http://www.loc.gov/mods/v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="3.8"'
    ' xsi:schemaLocation="http://www.loc.gov/mods/v3 http://www.loc.gov/standards/mods/v3/mods-3-8.xsd">'
    "<titleInfo><title>{title}</title></titleInfo></mods>"
)


@dataclass
class Archive:
    """A repository with its clock; `client` gives an application over it, with other settings where asked."""

    engine: Engine
    clock: Clock

    def client(self, **changes: Any) -> FlaskClient:
        """Return a client of an application with these settings changed."""
        return create_app(msgspec.structs.replace(SETTINGS, **changes), engine=self.engine).test_client()

    def publish(self, when: str, *drafts: Draft) -> None:
        """Publish one batch at a given time, and return to now."""
        self.clock.second = datestamp.lower(when)
        store.publish(self.engine, drafts, header=header)
        self.clock.second = NOW


def header(identifier: str, second: int, specs: Any, deleted: bool) -> bytes:
    """Return a record's header in the way that loading makes it."""
    return envelope.header(identifier, second, specs, deleted=deleted)


def empty(url: str) -> Archive:
    """Return an archive without any item; the database at `url` is an empty repository."""
    clock = Clock(NOW)
    return Archive(open_engine(url, clock=clock), clock)


def filled(url: str) -> Archive:
    """Return the archive that the top of this module describes, put into an empty repository."""
    archive = empty(url)
    archive.publish(
        "2024-03-01T09:00:00Z",
        draft("letters/1", "letters:soviet"),
        draft("letters/2", "letters:soviet", "maps"),
        draft("letters/3", "letters", formats=("oai_dc",)),
    )
    harvested = envelope.origin_description(
        "http://elsewhere.example/oai", "oai:elsewhere.example:4", "2023-12-31", "http://www.loc.gov/mods/v3",
        "2024-02-29T00:00:00Z", altered=True,
    )  # fmt: skip
    origin = envelope.about_provenance(harvested)
    rights = envelope.about_rights("http://creativecommons.org/publicdomain/zero/1.0/")
    archive.publish("2024-03-01T09:00:30Z", draft("telegrams/4", abouts=(rights, origin)))
    archive.publish("2024-03-02T23:59:59Z", draft("letters/5", "letters:korean"), draft("letters/6", "letters:korean"))
    archive.publish("2024-03-03T00:00:00Z", deletion("letters/6"))
    archive.publish("2024-03-05T12:00:00Z", draft("notes/7&8", "maps"))
    return archive


def identifier(local: str) -> str:
    """Return the OAI identifier of a local one."""
    return f"oai:{NAMESPACE}:{local}"


def draft(
    local: str,
    *specs: str,
    formats: Iterable[str] = ("oai_dc", "mods"),
    abouts: tuple[bytes, ...] = (),
    title: str = "Item",
) -> Draft:
    """Return a live item with small, valid metadata."""
    shapes = {"oai_dc": _DC, "mods": _MODS}
    bodies = {name: envelope.body(shapes[name].format(title=title).encode(), abouts) for name in formats}
    return Draft(identifier(local), False, "records", specs, title.encode(), None, bodies)


def deletion(local: str) -> Draft:
    """Return the deletion of an item."""
    return Draft(identifier(local), True, "", (), b"", None, {})


def tree(response: TestResponse) -> etree._Element:
    """Return the parsed body of a response, which must be well-formed."""
    return etree.fromstring(response.data, etree.XMLParser(resolve_entities=False, no_network=True))


def found(response: TestResponse, path: str) -> list[str]:
    """Return the texts or attributes that an XPath (prefix `oai`) selects in a response."""
    selected = tree(response).xpath(path, namespaces=OAI)
    return [str(part) if isinstance(part, str) else (part.text or "") for part in selected]


def codes(response: TestResponse) -> list[str]:
    """Return the error codes of a response, in their order."""
    return found(response, "/oai:OAI-PMH/oai:error/@code")


def identifiers(response: TestResponse) -> list[str]:
    """Return the local identifiers of the headers of a response."""
    return [text.removeprefix(identifier("")) for text in found(response, "//oai:header/oai:identifier")]
