"""The rules of each service, on one screen."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from crosswalks.formats import edm, oai_openaire
from crosswalks.quality import Rule, rules

_EVERYONE: Final = (
    Rule("title", "refused", "no title", "Give it a title.", rules.no_title),
    Rule(
        "landing-page", "refused", "no address of a page that shows the document",
        "Give it a landing_url, or location/url with usage=\"primary\" in MODS.", rules.no_landing_page,
    ),
    Rule(
        "bare-address", "poorer", "the landing page has a number for a host",
        "Use the host's name: DPLA counts a number as an error.", rules.bare_address,
    ),
    Rule("rights", "refused", "nothing is said of rights", "State the rights, best as a URI.", rules.no_rights),
    Rule(
        "rights-uri", "poorer", "rights in words only",
        "Add a RightsStatements.org or Creative Commons URI, or set default_rights.", rules.no_rights_uri,
    ),
    Rule(
        "rights-unknown", "poorer", "a rights URI of no known vocabulary",
        "See https://rightsstatements.org/page/1.0/ for the twelve statements.", rules.unknown_rights_uri,
    ),
    Rule("date", "poorer", "no date", "Say when it was made, even roughly (`ca. 1950`).", rules.no_date),
    Rule(
        "date-words", "poorer", "a date without a certain reading",
        "Write it as 1950-01-19, 1950-01, 1950, 195X or 1950/1953.", rules.date_in_words,
    ),
    Rule("date-impossible", "poorer", "a date that cannot be", "Correct it.", rules.impossible_date),
    Rule("type", "poorer", "no DCMI type", "Say what it is, such as Text, StillImage or Sound.", rules.no_type),
    Rule("language", "poorer", "a text in no language", "Name its language.", rules.no_language),
    Rule(
        "language-words", "poorer", "a language without a code", "Use the name or code of ISO 639.",
        rules.language_in_words,
    ),
    Rule(
        "several-in-one", "poorer", "several values in one element", "Give each an element of its own.",
        rules.several_in_one,
    ),
)  # fmt: skip

_DPLA: Final = (
    Rule(
        "dpla-provider", "refused", "no data provider", "Set data_provider, or name it in each record.",
        rules.no_data_provider,
    ),
    Rule("dpla-preview", "poorer", "no preview", "Add the address of a small picture.", rules.no_preview),
)  # fmt: skip

_BASE: Final = (
    Rule(
        "base-creator", "poorer", "no creator",
        "Name one if there is one: documents of archives often have none.", rules.no_creator,
    ),
    Rule("base-description", "poorer", "no description", "Add a summary.", rules.no_description),
)  # fmt: skip


Options = Mapping[str, Any]
"""Options by the name of their codec: those with which the records are rendered; without, a codec's own defaults."""


def _europeana(options: Options) -> tuple[Rule, ...]:
    """Return what Europeana asks beside: the rules of EDM, apart."""
    given = options.get("edm", edm.Options())
    return (
        Rule(
            "europeana", "refused", "a rule of the Europeana Data Model",
            "Add what is missing. Of rights it takes Creative Commons, CNE, InC, InC-EDU, InC-OW-EU, NoC-NC and"
            " NoC-OKLR.",
            lambda record: iter(edm.missing(record, given)), apart=True,
        ),
    )  # fmt: skip


def _openaire(options: Options) -> tuple[Rule, ...]:
    """Return what OpenAIRE asks beside: its mandatory elements, apart."""
    given = options.get("oai_openaire", oai_openaire.Options())
    return (
        Rule(
            "openaire", "refused", "an element that is mandatory to OpenAIRE", "Add what is missing.",
            lambda record: iter(oai_openaire.missing(record, given)), apart=True,
        ),
    )  # fmt: skip


PROFILES: Final[dict[str, Callable[[Options], tuple[Rule, ...]]]] = {
    "everyone": lambda _: _EVERYONE,
    "dpla": lambda _: _EVERYONE + _DPLA,
    "europeana": lambda options: _EVERYONE + _europeana(options),
    "openaire": lambda options: _EVERYONE + _openaire(options),
    "base": lambda _: _EVERYONE + _BASE,
}
"""The rules of each service, in the order in which they are looked at."""
