"""What one repository is told about itself: sheaf.toml and the SHEAF_* environment, as one frozen value.

Every field carries its description; `sheaf settings`, `sheaf settings --example` and docs/settings.md are made from it.
The rules for the values are in oai.settings_checks, the reading of file and environment in oai.settings_sources;
the rules that need a crosswalk (does this codec exist, what are its options) are in oai.profiles.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import msgspec
from msgspec import Meta

from oai import settings_checks, settings_databases, settings_sources
from oai.settings_sources import SettingsError
from oai.settings_tables import Branding, DataProvider, Description, Eprints, Profile, SetInfo, Table

__all__ = [
    "Branding",
    "DataProvider",
    "Description",
    "Eprints",
    "Loaded",
    "Profile",
    "SetInfo",
    "Settings",
    "SettingsError",
    "load",
]

CC0 = "http://creativecommons.org/publicdomain/zero/1.0/"
REQUIRED = ("repository_name", "base_url", "admin_emails", "namespace")
SECRET = frozenset({"token_keys"})

PageSize = Annotated[int, Meta(ge=1, le=1000)]


class Settings(Table, frozen=True):
    """Everything a repository is told. The descriptions below are what documentation and command line show."""

    repository_name: Annotated[
        str,
        Meta(
            description="The name of the repository, as Identify gives it to harvesters.",
            extra={"example": '"Archive of Example Town"'},
        ),
    ]
    base_url: Annotated[
        str,
        Meta(
            description="The address harvesters use, exactly as it is published. Never taken from a request.",
            extra={"example": '"https://archive.example.org/oai"'},
        ),
    ]
    admin_emails: Annotated[
        tuple[str, ...],
        Meta(
            description="Whom a harvester writes to: one or more e-mail addresses.",
            extra={"example": '["archivist@example.org"]'},
        ),
    ]
    namespace: Annotated[
        str,
        Meta(
            description="A domain name the archive has registered. Identifiers are made as oai:NAMESPACE:LOCAL-ID,"
            " so it is fixed from the first record on.",
            extra={"example": '"archive.example.org"'},
        ),
    ]
    database_url: Annotated[
        str,
        Meta(
            description="Where the records are kept: sqlite:///sheaf.db, postgresql://user@host/name or"
            " mariadb://user:password@host/name (see operations.md). The path of an SQLite file in sheaf.toml is taken"
            " from the folder of sheaf.toml."
        ),
    ] = "sqlite:///sheaf.db"
    read_database_url: Annotated[
        str,
        Meta(
            description="Where serving reads from: a replica of database_url, or several behind one address"
            " (PostgreSQL or MariaDB; see operations.md). Everything else goes to database_url. Empty: serving reads"
            " there too.",
            extra={"example": '"postgresql://user@replica.example.org/name"'},
        ),
    ] = ""
    page_size: Annotated[PageSize, Meta(description="Records in one page of a list, 1 to 1000.")] = 100
    page_sizes: Annotated[
        dict[str, PageSize],
        Meta(
            description="Another page size for ListRecords, ListIdentifiers or ListSets.",
            extra={"example": "{ ListIdentifiers = 500 }"},
        ),
    ] = msgspec.field(default_factory=dict)
    formats: Annotated[
        dict[str, Profile],
        Meta(
            description="The metadata formats offered: a table per metadataPrefix. oai_dc must be among them. One"
            " codec may serve several prefixes with different options; `sheaf formats` lists both.",
        ),
    ] = msgspec.field(default_factory=lambda: {"oai_dc": Profile(), "mods": Profile()})
    sets: Annotated[
        tuple[SetInfo, ...],
        Meta(
            description="Names and descriptions of sets. A set that is not named here shows the last part of its"
            " setSpec; the parents of a set are sets too.",
            extra={"example": '[{ spec = "letters", name = "Letters", description = "Correspondence, 1900-1950" }]'},
        ),
    ] = ()
    metadata_rights: Annotated[
        str,
        Meta(
            description="The rights in the metadata (never in the documents): a Creative Commons or"
            " RightsStatements.org URI, sent with every record as about/rights. Empty: no statement."
        ),
    ] = CC0
    default_rights: Annotated[
        str,
        Meta(
            description="The rights in a document whose record gives no rights URI: a RightsStatements.org or Creative"
            " Commons URI. Empty: nothing is claimed.",
            extra={"example": '"http://rightsstatements.org/vocab/CNE/1.0/"'},
        ),
    ] = ""
    data_provider: Annotated[
        DataProvider | None,
        Meta(
            description="The holding institution of records that name none.",
            extra={"example": '{ name = "Archive of Example Town", uri = "https://archive.example.org/" }'},
        ),
    ] = None
    oai_identifier: Annotated[
        bool, Meta(description="Whether Identify describes the oai-identifier scheme of the identifiers.")
    ] = True
    friends: Annotated[
        tuple[str, ...],
        Meta(
            description="Base URLs of other repositories that Identify recommends.",
            extra={"example": '["https://partner.example.org/oai"]'},
        ),
    ] = ()
    branding: Annotated[
        Branding | None,
        Meta(
            description="An icon and style sheets for services that show this repository.",
            extra={"example": '{ icon = { url = "https://archive.example.org/icon.png", title = "Example" } }'},
        ),
    ] = None
    eprints: Annotated[
        Eprints | None,
        Meta(
            description="Policies, in the container that the e-print community defined.",
            extra={"example": '{ metadata_policy = { text = "Free to use" }, data_policy = { text = "See rights" } }'},
        ),
    ] = None
    rights_manifest: Annotated[
        tuple[str, ...],
        Meta(
            description="URIs of every statement of rights that occurs in about/rights, for rightsManifest.",
            extra={"example": '["http://creativecommons.org/publicdomain/zero/1.0/"]'},
        ),
    ] = ()
    descriptions: Annotated[
        tuple[Description, ...],
        Meta(
            description="Further description containers of Identify, as XML or as a file of XML.",
            extra={"example": '[{ file = "gateway.xml" }]'},
        ),
    ] = ()
    token_keys: Annotated[
        tuple[str, ...],
        Meta(
            description="Secrets that seal resumption tokens, newest first, at least 32 characters each. Empty: keys"
            " made by the database, which is right unless several databases serve one base URL.",
            extra={"example": '["a-long-random-text-of-32-characters-or-more"]'},
        ),
    ] = ()
    on_invalid_native: Annotated[
        Literal["derive", "serve", "quarantine"],
        Meta(
            description="What harvesters get in its own format of a record that breaks its schema: derive, a valid one"
            " made from what Sheaf understood of it; serve, the record as it is; quarantine, nothing until it is"
            " mended. Its bytes are kept in any case."
        ),
    ] = "derive"
    max_record_bytes: Annotated[
        int, Meta(ge=1024, description="The longest record accepted, in bytes; a longer one is quarantined.")
    ] = 1_048_576

    def named_sets(self) -> dict[str, SetInfo]:
        """Return the sets by their specs, in order; an unnamed parent has the last part of its spec as its name."""
        named = {info.spec: info for info in self.sets}
        for spec in tuple(named):
            for parent in settings_checks.ancestors(spec):
                named.setdefault(parent, SetInfo(spec=parent, name=parent.rpartition(":")[2]))
        return dict(sorted(named.items()))

    def page_size_of(self, verb: str) -> int:
        """Return the number of entries in one page of a verb's list."""
        return self.page_sizes.get(verb, self.page_size)


class Loaded(NamedTuple):
    """Settings in force, where each came from (by field name), and the file that was read, if any."""

    settings: Settings
    origins: dict[str, str]
    path: Path | None


def load(config: Path | None = None, environ: Mapping[str, str] = os.environ) -> Loaded:
    """Return the settings in force: the environment wins over the file, the file over the defaults.

    The file is `config`, else what SHEAF_CONFIG names, else sheaf.toml in the current folder.

    Raises:
        SettingsError: a setting is missing, unknown or wrong; one sentence says which, where, and what would be right.

    """
    path = settings_sources.find(config, environ)
    types = {field.name: field.type for field in msgspec.structs.fields(Settings)}
    values = settings_sources.gather(path, environ, types)
    settings_sources.require(values, REQUIRED, path)
    converted = {name: settings_sources.convert(name, value, types[name]) for name, value in values.items()}
    for name, value in values.items():
        settings_checks.check(name, converted[name], value.origin)
    settings = Settings(**converted)
    if settings.read_database_url:
        settings_databases.replica(
            settings.database_url, settings.read_database_url, values["read_database_url"].origin
        )
    origins = {name: values[name].origin if name in values else "default" for name in types}
    return Loaded(_complete(settings, origins, path), origins, path)


def _complete(settings: Settings, origins: Mapping[str, str], path: Path | None) -> Settings:
    """Return the settings with file names that hold from any folder."""
    folder = path.parent.resolve() if path else None
    from_environment = origins["database_url"].startswith("environment")
    return msgspec.structs.replace(
        settings,
        database_url=settings.database_url
        if folder is None or from_environment
        else settings_sources.anchor(settings.database_url, folder),
        descriptions=tuple(
            msgspec.structs.replace(description, file=str((folder or Path.cwd()) / description.file))
            if description.file
            else description
            for description in settings.descriptions
        ),
        formats={
            prefix: msgspec.structs.replace(profile, stylesheet=str((folder or Path.cwd()) / profile.stylesheet))
            if profile.stylesheet
            else profile
            for prefix, profile in settings.formats.items()
        },
    )
