"""A repository as the verbs see it: the settings turned, once, into the bytes and tables that responses are made of.

Nothing here changes while the server runs, and nothing is made per request.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from oai.encoding import CODINGS
from oai.protocol import datestamp, descriptions
from oai.protocol.envelope import element
from oai.settings import Branding, Eprints, Settings


@dataclass(frozen=True, slots=True)
class Format:
    """A metadata format that is offered: its prefix, and the addresses of its namespace and schema."""

    prefix: str
    namespace: str
    schema: str


@dataclass(frozen=True, slots=True)
class Repository:
    """What responses are made of.

    `identify` is what stands before and after the earliestDatestamp; `formats` maps each prefix to its metadataFormat
    element; `sets` maps each setSpec of the settings, and of their ancestors, to the rest of its `set` element, in the
    order of the specs.
    """

    base_url: str
    identify: tuple[bytes, bytes]
    formats: dict[str, bytes]
    sets: dict[str, bytes]
    page_sizes: dict[str, int]


def describe(settings: Settings, formats: Iterable[Format], containers: Sequence[bytes] = ()) -> Repository:
    """Return the repository of some settings; `containers` are free description elements, checked, for Identify."""
    lists = ("ListRecords", "ListIdentifiers", "ListSets")
    return Repository(
        base_url=settings.base_url,
        identify=(_opening(settings), _closing(settings, containers)),
        formats={known.prefix: _format(known) for known in formats},
        sets=dict(_sets(settings)),
        page_sizes={verb: settings.page_size_of(verb) for verb in lists},
    )


def set_element(spec: str, named: bytes | None = None) -> bytes:
    """Return the `set` element of a spec; without a configured name, the last part of the spec is its name."""
    content = element("setName", spec.rpartition(":")[2]) if named is None else named
    return b"<set>%b%b</set>" % (element("setSpec", spec), content)


def _opening(settings: Settings) -> bytes:
    """Return Identify up to the earliestDatestamp: section 4.2 fixes the order of the elements."""
    emails = (element("adminEmail", email) for email in settings.admin_emails)
    name, base_url = element("repositoryName", settings.repository_name), element("baseURL", settings.base_url)
    return b"".join((b"<Identify>", name, base_url, element("protocolVersion", "2.0"), *emails))


def _closing(settings: Settings, containers: Sequence[bytes]) -> bytes:
    """Return Identify from what follows the earliestDatestamp on."""
    described = (b"<description>%b</description>" % container for container in (*_standard(settings), *containers))
    policy = element("deletedRecord", "persistent") + element("granularity", datestamp.GRANULARITY)
    codings = (element("compression", coding) for coding in sorted(CODINGS))
    return b"".join((policy, *codings, *described, b"</Identify>"))


def _standard(settings: Settings) -> Iterator[bytes]:
    """Yield the description containers that the guidelines define and the settings ask for."""
    if settings.oai_identifier:
        yield descriptions.oai_identifier(settings.namespace)
    if settings.eprints:
        yield _eprints(settings.eprints)
    if settings.friends:
        yield descriptions.friends(settings.friends)
    if settings.branding:
        yield _branding(settings.branding)
    if settings.rights_manifest:
        yield descriptions.rights_manifest(settings.rights_manifest)


def _branding(branding: Branding) -> bytes:
    icon = branding.icon
    icons = (
        [descriptions.icon(icon.url, link=icon.link, title=icon.title, width=icon.width, height=icon.height)]
        if icon
        else []
    )
    sheets = (
        descriptions.rendering(sheet.url, namespace=sheet.namespace, mime_type=sheet.mime_type)
        for sheet in branding.renderings
    )
    return descriptions.branding((*icons, *sheets))


def _eprints(eprints: Eprints) -> bytes:
    policies = {
        "content": eprints.content,
        "metadataPolicy": eprints.metadata_policy,
        "dataPolicy": eprints.data_policy,
        "submissionPolicy": eprints.submission_policy,
    }
    stated = (
        descriptions.policy(name, text=policy.text, url=policy.url)
        for name, policy in policies.items()
        if policy is not None
    )
    return descriptions.eprints((*stated, *(element("comment", comment) for comment in eprints.comments)))


def _format(known: Format) -> bytes:
    """Return a `metadataFormat` element."""
    parts = (("metadataPrefix", known.prefix), ("schema", known.schema), ("metadataNamespace", known.namespace))
    return b"<metadataFormat>%b</metadataFormat>" % b"".join(element(name, value) for name, value in parts)


def _sets(settings: Settings) -> Iterator[tuple[str, bytes]]:
    """Yield each set of the settings, and each parent of one, with the rest of its element."""
    for info in settings.named_sets().values():
        described = descriptions.set_description(info.description) if info.description else b""
        container = b"<setDescription>%b</setDescription>" % described if described else b""
        yield info.spec, element("setName", info.name) + container
