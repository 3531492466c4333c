"""The tables that settings are made of: one frozen value for each kind of table in sheaf.toml.

Their rules are in oai.settings_checks, the settings themselves in oai.settings.
"""

from typing import Any

from msgspec import Struct


class Table(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A table of sheaf.toml: unknown names in it are errors."""


class Profile(Table, frozen=True):
    """A metadata format as it is offered: the codec that writes it and that codec's options.

    `profile` names a ready-made one, whose options hold where `options` says nothing else; without it, and without
    `codec`, the codec is that of the same name as the metadataPrefix. `stylesheet` is a file of XSLT 1.0 (a path from
    the folder of sheaf.toml) that is given what the codec writes; `namespace` and `schema` are those of what it makes,
    where they are not the codec's. `oai.profiles` checks all of them.
    """

    codec: str = ""
    profile: str = ""
    options: dict[str, Any] = {}
    stylesheet: str = ""
    namespace: str = ""
    schema: str = ""


class SetInfo(Table, frozen=True):
    """The name, and perhaps a description, of a set; items join it by their records or by `sheaf load --set`."""

    spec: str
    name: str
    description: str = ""


class DataProvider(Table, frozen=True):
    """The institution that holds the documents, and the URI that identifies it when one is known."""

    name: str
    uri: str = ""


class CollectionIcon(Table, frozen=True):
    """A picture that stands for the repository, in pixels; `link` is where a click on it leads."""

    url: str
    link: str = ""
    title: str = ""
    width: int | None = None
    height: int | None = None


class MetadataRendering(Table, frozen=True):
    """A style sheet that shows metadata of one namespace."""

    namespace: str
    mime_type: str
    url: str


class Branding(Table, frozen=True):
    """Icon and style sheets: https://www.openarchives.org/OAI/2.0/guidelines-branding.htm."""

    icon: CollectionIcon | None = None
    renderings: tuple[MetadataRendering, ...] = ()


class Policy(Table, frozen=True):
    """A policy in words, at a web address, or both."""

    text: str = ""
    url: str = ""


class Eprints(Table, frozen=True):
    """Policies of an e-print archive: https://www.openarchives.org/OAI/2.0/guidelines-eprints.htm."""

    metadata_policy: Policy
    data_policy: Policy
    content: Policy | None = None
    submission_policy: Policy | None = None
    comments: tuple[str, ...] = ()


class Description(Table, frozen=True):
    """Any other description container: its XML in the settings, or in a file (a path from the folder of sheaf.toml)."""

    xml: str = ""
    file: str = ""
