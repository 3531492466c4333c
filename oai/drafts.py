"""From what a source read to what the store publishes: identifier, defaults of the collection, one body per format.

This is where crosswalks meet the protocol, outside any lock and never on the request path (I1).
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lxml import etree
from msgspec.structs import replace

from crosswalks import xml
from crosswalks.native import disseminate
from crosswalks.record import Named, Record, dump
from crosswalks.registry import FORMATS
from crosswalks.sources.entry import Entry, Native, Provenance
from models.plan import Draft, digested, minimal
from models.tables import SPEC_LENGTH
from oai.profiles import Bound
from oai.protocol import envelope, identifiers
from oai.settings import Settings


class UnfitError(Exception):
    """A record cannot be published: why, and what to do about it. `identifier` is as far as it got, or empty."""

    def __init__(self, reason: str, advice: str, identifier: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.advice = advice
        self.identifier = identifier


class Described(NamedTuple):
    """What is known of an item; `provenance` is the container that tells where it was harvested."""

    identifier: str
    record: Record
    native: Native | None
    provenance: bytes | None


def draw(entry: Entry, settings: Settings, formats: Mapping[str, Bound], sets: Sequence[str] = ()) -> Draft:
    """Return the item that an entry describes, rendered in every format; `sets` are added to the record's own.

    A withdrawn record, a draft and a harvested deletion give a deleted draft.

    Raises:
        UnfitError: its identifier, a set or a crosswalk stands in the way.

    """
    identifier = identify(entry, settings)
    record = entry.record
    if record is None or record.state == "draft":
        return Draft(identifier, True, "", (), b"", None, {})
    specs = minimal((*record.sets, *sets))
    if long := next((spec for spec in specs if len(spec) > SPEC_LENGTH), None):
        raise UnfitError(f"the setSpec {long[:40]}… is longer than {SPEC_LENGTH} characters", "shorten it", identifier)
    source = entry.native.prefix if entry.native else "records"
    native = entry.native.content if entry.native else None
    if record.state == "withdrawn":
        return digested(Draft(identifier, True, source, specs, dump(record), native, dict.fromkeys(formats, b"")))
    provenance = _provenance(entry)
    bodies = render(Described(identifier, record, entry.native, provenance), settings, formats)
    draft = Draft(identifier, False, source, specs, dump(record), native, bodies, provenance=provenance)
    return digested(draft._replace(recipes=recipes(formats)))


def identify(entry: Entry, settings: Settings) -> str:
    """Return the OAI identifier of an entry: the one it came with, or one made of its local identifier.

    Raises:
        UnfitError: it is no URI, or too long.

    """
    given = entry.identifier or (entry.record.oai_identifier if entry.record else "")
    try:
        if given:
            identifiers.check(given)
            return given
        return identifiers.mint(settings.namespace, entry.record.local_id if entry.record else "")
    except ValueError as error:
        raise UnfitError(str(error), "correct the identifier, or choose another rule with --id-from") from error


def with_defaults(record: Record, settings: Settings) -> Record:
    """Return the record with what the collection's settings say where the record itself says nothing."""
    rights = record.rights
    if settings.default_rights and not rights.uri and not rights.licence_uri:
        record = replace(record, rights=replace(rights, uri=settings.default_rights))
    if settings.data_provider and record.data_provider is None:
        provider = Named(name=settings.data_provider.name, uri=settings.data_provider.uri)
        record = replace(record, data_provider=provider)
    return record


def recipes(formats: Mapping[str, Bound]) -> dict[str, bytes]:
    """Return what bodies in these formats are made by."""
    return {prefix: bound.recipe for prefix, bound in formats.items()}


def render(item: Described, settings: Settings, formats: Mapping[str, Bound]) -> dict[str, bytes]:
    """Return what is served of an item behind its header, in each format.

    Raises:
        UnfitError: a crosswalk stumbled, or the native breaks its schema where that is not wanted.

    """
    served, record = _served(item, settings), with_defaults(item.record, settings)
    abouts = _abouts(record, item.provenance, settings)
    return {
        prefix: envelope.body(_metadata(item.identifier, served, record, bound), abouts)
        for prefix, bound in formats.items()
    }


def metadata(item: Described, settings: Settings, bound: Bound) -> bytes:
    """Return the metadata alone that is served of an item in one format.

    Raises:
        UnfitError: as for `render`.

    """
    return _metadata(item.identifier, _served(item, settings), with_defaults(item.record, settings), bound)


def _served(item: Described, settings: Settings) -> Native | None:
    """Return the native of an item, as it is to be served if it breaks its schema."""
    native = item.native
    if native and native.dissemination is None and settings.on_invalid_native != "derive":
        return _invalid(item.identifier, native, settings)
    return native


def _invalid(identifier: str, native: Native, settings: Settings) -> Native:
    """Return a native that breaks its schema as it is to be served.

    Raises:
        UnfitError: it is to be put aside, or is no XML that could be served.

    """
    if settings.on_invalid_native == "quarantine":
        reason = f"the record breaks the {native.prefix} schema: {native.faults[0]}"
        raise UnfitError(reason, "mend it, or set on_invalid_native to derive", identifier)
    try:
        element = xml.parse(native.content)
    except (etree.XMLSyntaxError, xml.UnsafeXml) as error:
        raise UnfitError(f"the native cannot be served: {error}", "load it again", identifier) from error
    return native._replace(dissemination=disseminate(element, FORMATS[native.prefix]))


def _metadata(identifier: str, native: Native | None, record: Record, bound: Bound) -> bytes:
    """Return the metadata in one format: what the codec makes, or what the profile's style sheet makes of that."""
    if bound.codec.own:  # the others name themselves by what the record itself says
        record = replace(record, oai_identifier=identifier)
    try:
        made = coded(native, record, bound)
        return bound.transform(made) if bound.transform else made
    except Exception as error:  # whatever a crosswalk stumbles over harms this record only (I9)
        reason = f"the crosswalk to {bound.prefix} failed: {type(error).__name__}: {error}"
        advice = "mend the style sheet" if bound.transform else "report this record to Sheaf's developers"
        raise UnfitError(reason, advice, identifier) from error


def coded(native: Native | None, record: Record, bound: Bound) -> bytes:
    """Return the metadata of a codec: the native where it may be served, else made from the Record.

    Options of a profile are applied to the native, so that nothing of it is lost; a codec that cannot do that makes the
    metadata from the Record.
    """
    codec, options = bound.codec, bound.options
    served = kept(native, bound)
    if served is None:
        return codec.render(record, options)
    return served if codec.adapt is None or options == codec.options() else codec.adapt(served, options)


def kept(native: Native | None, bound: Bound) -> bytes | None:
    """Return the native that a codec makes its metadata from, of which nothing is lost; None where it has none."""
    if native is None or native.prefix != bound.codec.name:
        return None
    can = bound.codec.adapt is not None or bound.options == bound.codec.options()
    return native.dissemination if can else None


def _abouts(record: Record, provenance: bytes | None, settings: Settings) -> list[bytes]:
    abouts = []
    # The rights in metadata that was harvested are its makers', not ours to state.
    ours = "" if provenance else settings.metadata_rights
    if rights := record.metadata_rights or ours:
        abouts.append(envelope.about_rights(rights))
    if provenance:
        abouts.append(provenance)
    return abouts


def _provenance(entry: Entry) -> bytes | None:
    """Return the container that tells where a harvested record came from, or None."""
    return envelope.about_provenance(_origin(entry.provenance)) if entry.provenance else None


def _origin(described: Provenance) -> bytes:
    """Return where a record came from, and within it where it had come from before."""
    *words, altered, before = described
    return envelope.origin_description(*words, altered=altered, origin=_origin(before) if before else b"")
