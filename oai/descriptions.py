"""The free description containers of Identify: XML from the settings, checked and turned into bytes.

The protocol asks that a container hold one element of a namespace other than its own, which names its schema in
xsi:schemaLocation: https://www.openarchives.org/OAI/2.0/openarchivesprotocol.htm#Identify. The standard containers
(oai-identifier, friends, branding, eprints, rightsManifest) are written by oai.protocol.
"""

from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from crosswalks import xml
from oai.settings import Description, Settings, SettingsError

OAI = "http://www.openarchives.org/OAI/2.0/"
OAI_IDENTIFIER = "http://www.openarchives.org/OAI/2.0/oai-identifier"
SCHEMA_LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
LARGEST = 1_048_576


def containers(settings: Settings, origins: Mapping[str, str] | None = None) -> list[bytes]:
    """Return the elements to stand in `description`, one UTF-8 string of bytes each, in the order of the settings.

    Raises:
        SettingsError: a file cannot be read, or its XML is not what the protocol allows.

    """
    origin = (origins or {}).get("descriptions")
    place = f", in the {origin}," if origin else ""
    return [
        _container(description, f"descriptions[{number}]{place}")
        for number, description in enumerate(settings.descriptions)
    ]


def _container(description: Description, name: str) -> bytes:
    """Return one container's bytes."""
    try:
        root = xml.parse(_content(description))
        _check(root)
    except (OSError, ValueError, etree.XMLSyntaxError) as error:
        shown = f" ({description.file})" if description.file else ""
        raise SettingsError(f"{name}{shown} is wrong: {_sentence(error)}.") from error
    return xml.serialise(root)


def _content(description: Description) -> bytes:
    """Return the XML as bytes, from the settings or from the file."""
    if not description.file:
        return description.xml.strip().encode()
    path = Path(description.file)
    if path.stat().st_size > LARGEST:
        raise ValueError(f"it is larger than {LARGEST:,} bytes, and would be sent with every Identify")
    return path.read_bytes()


def _check(root: etree._Element) -> None:
    """Refuse a root element that the protocol or the official validator refuses."""
    namespace = etree.QName(root).namespace
    if not namespace:
        raise ValueError("its root element has no namespace; add xmlns")
    if namespace == OAI:
        raise ValueError("its root element must not be in the namespace of OAI-PMH itself")
    if namespace == OAI_IDENTIFIER:
        raise ValueError("Sheaf writes oai-identifier by itself, and there may be only one; remove it")
    location = root.get(SCHEMA_LOCATION, "").split()
    if namespace not in location[::2] or len(location) % 2:
        raise ValueError(
            f'its root element must name its schema: xsi:schemaLocation="{namespace} https://…/schema.xsd"'
        )


def _sentence(error: Exception) -> str:
    """Return an error in words, without a full stop."""
    if isinstance(error, OSError):
        return (error.strerror or "it cannot be read").lower()
    return str(error).rstrip(".")
