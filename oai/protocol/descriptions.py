"""The containers that describe a repository in Identify, and a set in ListSets, as bytes.

- https://www.openarchives.org/OAI/2.0/guidelines-oai-identifier.htm
- https://www.openarchives.org/OAI/2.0/guidelines-friends.htm
- https://www.openarchives.org/OAI/2.0/guidelines-branding.htm
- https://www.openarchives.org/OAI/2.0/guidelines-eprints.htm
- https://www.openarchives.org/OAI/2.0/guidelines-rights.htm
- https://www.openarchives.org/OAI/2.0/guidelines-repository.htm
"""

from collections.abc import Iterable

from oai.protocol import identifiers
from oai.protocol.envelope import attribute, container, element, rights_reference

_OAI = "http://www.openarchives.org/OAI/2.0/"
_OAI_DC = f"{_OAI}oai_dc/"
_DC = "http://purl.org/dc/elements/1.1/"
_ENTITY = f"{_OAI}entity#metadata"


def oai_identifier(namespace: str) -> bytes:
    """Return the `oai-identifier` container: how this repository's identifiers are made."""
    content = b"".join(
        (
            element("scheme", "oai"),
            element("repositoryIdentifier", namespace),
            element("delimiter", ":"),
            element("sampleIdentifier", identifiers.mint(namespace, "letters/1950-01-19")),
        )
    )
    return container("oai-identifier", f"{_OAI}oai-identifier", f"{_OAI}oai-identifier.xsd", content)


def friends(base_urls: Iterable[str]) -> bytes:
    """Return the `friends` container: other repositories that a harvester may like to visit."""
    content = b"".join(element("baseURL", url) for url in base_urls)
    return container("friends", f"{_OAI}friends/", f"{_OAI}friends.xsd", content)


def branding(content: Iterable[bytes]) -> bytes:
    """Return the `branding` container around `icon`, at most one, and any number of `rendering`."""
    return container("branding", f"{_OAI}branding/", f"{_OAI}branding.xsd", b"".join(content))


def icon(url: str, *, link: str = "", title: str = "", width: int | None = None, height: int | None = None) -> bytes:
    """Return the `collectionIcon` element of branding; width and height are in pixels."""
    sizes = {"width": width, "height": height}
    parts = [element("url", url)]
    parts += [element(name, value) for name, value in (("link", link), ("title", title)) if value]
    parts += [element(name, str(value)) for name, value in sizes.items() if value is not None]
    return b"<collectionIcon>%b</collectionIcon>" % b"".join(parts)


def rendering(url: str, *, namespace: str, mime_type: str) -> bytes:
    """Return a `metadataRendering` element of branding: a style sheet for metadata of a namespace."""
    attributes = attribute("metadataNamespace", namespace) + attribute("mimeType", mime_type)
    return element("metadataRendering", url).replace(b"<metadataRendering", b"<metadataRendering" + attributes, 1)


def eprints(content: Iterable[bytes]) -> bytes:
    """Return the `eprints` container around its `policy` elements and comments, in the order of its schema."""
    namespace = "http://www.openarchives.org/OAI/1.1/eprints"
    return container("eprints", namespace, f"{namespace}.xsd", b"".join(content))


def policy(name: str, *, text: str = "", url: str = "") -> bytes:
    """Return a policy element of eprints (content, metadataPolicy, dataPolicy or submissionPolicy)."""
    parts = [element(part, value) for part, value in (("text", text), ("URL", url)) if value]
    return b"<%b>%b</%b>" % (name.encode(), b"".join(parts), name.encode())


def rights_manifest(uris: Iterable[str]) -> bytes:
    """Return the `rightsManifest` container: every statement of rights that occurs in the records' `about`."""
    content = b"".join(b"<rights>%b</rights>" % rights_reference(uri) for uri in uris)
    attributes = attribute("appliesTo", _ENTITY)
    return container("rightsManifest", f"{_OAI}rights/", f"{_OAI}rightsManifest.xsd", content, attributes=attributes)


def set_description(text: str) -> bytes:
    """Return what describes a set: its text as the `dc:description` of an oai_dc record (plain text is not valid)."""
    content = element("dc:description", text)
    attributes = attribute("xmlns:dc", _DC)
    location = attribute("xsi:schemaLocation", f"{_OAI_DC} {_OAI}oai_dc.xsd")
    declarations = attribute("xmlns:oai_dc", _OAI_DC) + attributes + attribute("xmlns:xsi", _XSI) + location
    return b"<oai_dc:dc%b>%b</oai_dc:dc>" % (declarations, content)


_XSI = "http://www.w3.org/2001/XMLSchema-instance"
