"""A quality report over the collection: every live record held against the rules of a service.

What is checked is the Record with the defaults of the settings, which is what renditions are made of.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

import msgspec
from sqlalchemy import Engine

from crosswalks.quality import Finding, Rule, findings
from crosswalks.quality.profiles import PROFILES
from crosswalks.record import Record, parse
from models import admin
from models.engine import reading
from oai import drafts, profiles
from oai.settings import Settings

CHUNK: Final = 200
EXAMPLES: Final = 5
"""Records that are named for each rule."""

UNREADABLE: Final = Rule(
    "unreadable", "refused", "the stored Record cannot be read", "Load it again.", lambda _record: iter(())
)
"""Found by reading a record, not by looking at it."""

COVERED: Final[dict[str, Callable[[Record], object]]] = {
    "title": lambda record: record.titles,
    "creator": lambda record: [agent for agent in record.agents if agent.relation == "creator"],
    "date": lambda record: record.dates,
    "description": lambda record: record.abstracts or record.notes,
    "type": lambda record: record.dcmi_type,
    "language": lambda record: record.languages,
    "subject": lambda record: record.subjects,
    "place": lambda record: record.places,
    "landing page": lambda record: record.landing_url,
    "preview": lambda record: [each for each in record.objects if each.role == "preview"],
    "rights URI": lambda record: record.rights.uri or record.rights.licence_uri,
    "rights in words": lambda record: record.rights.statements,
    "library classification": lambda record: record.classifications,
    "security marking": lambda record: record.security_markings,
}
"""What a report counts, whatever the service: how many records say it at all."""


@dataclass
class Broken:
    """A rule, how many records break it, and some of them with what they break it by.

    `detail` is that by which all of them do, where the rule is counted `apart`.
    """

    rule: Rule
    detail: str
    records: int = 0
    examples: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Report:
    """What was found in so many records; `refused` of them break a rule without which the service takes none."""

    profile: str
    rules: tuple[Rule, ...]
    records: int = 0
    refused: int = 0
    faultless: int = 0
    broken: dict[tuple[str, str], Broken] = field(default_factory=dict)
    coverage: Counter[str] = field(default_factory=Counter)

    def add(self, identifier: str, record: Record) -> None:
        """Count a record with what it says and what it lacks."""
        self.coverage.update(name for name, says in COVERED.items() if says(record))
        found: dict[tuple[str, str], Finding] = {}
        for finding in findings(record, self.rules):
            found.setdefault((finding.rule.name, finding.value if finding.rule.apart else ""), finding)
        self.count(identifier, found)

    def count(self, identifier: str, found: Mapping[tuple[str, str], Finding]) -> None:
        """Count a record with what was found in it."""
        self.records += 1
        for key, finding in found.items():
            broken = self.broken.setdefault(key, Broken(finding.rule, key[1]))
            broken.records += 1
            if len(broken.examples) < EXAMPLES:
                broken.examples.append((identifier, "" if finding.rule.apart else finding.value))
        self.refused += any(finding.rule.severity == "refused" for finding in found.values())
        self.faultless += not found

    def worst(self) -> list[Broken]:
        """Return what is broken: what is mandatory first, then by the number of records."""
        return sorted(self.broken.values(), key=lambda each: (each.rule.severity != "refused", -each.records))


def rules(settings: Settings, profile: str) -> tuple[Rule, ...]:
    """Return the rules of a profile for records that are rendered as the settings say."""
    bound = profiles.bind(settings).values()
    return PROFILES[profile]({each.codec.name: each.options for each in reversed(bound)})  # the first of a codec counts


def check(engine: Engine, settings: Settings, profile: str, seen: Callable[[int], object]) -> Report:
    """Return the report of all live records by the rules of a profile; `seen` is told of each chunk how large it was.

    Memory does not grow with the collection.
    """
    report = Report(profile, rules(settings, profile))
    for chunk in _chunks(engine):
        for item in chunk:
            try:
                record = parse(item.record)
            except msgspec.DecodeError as error:
                report.count(item.identifier, {("unreadable", ""): Finding(UNREADABLE, str(error))})
            else:
                report.add(item.identifier, drafts.with_defaults(record, settings))
        seen(len(chunk))
    return report


def _chunks(engine: Engine) -> Iterator[list[admin.Kept]]:
    """Yield all live items, some at a time."""
    after = -1
    while True:
        with reading(engine) as connection:
            chunk = admin.records(connection, after=after, limit=CHUNK)
        if not chunk:
            return
        yield chunk
        after = chunk[-1].id
