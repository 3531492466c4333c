"""docs/conformance.md, made from the clauses."""

from collections.abc import Iterator

from tests.conformance.clauses import CLAUSES, ELSEWHERE, GUIDELINES, SECTIONS, SPECIFICATION, Clause

INTRODUCTION = f"""\
# Conformance

How Sheaf answers, rule by rule, to the [Open Archives Initiative Protocol for Metadata Harvesting 2.0]({SPECIFICATION})
and its guidelines. Every line is a test that runs with `make test`; this page is made from the same table
(`tests/conformance/clauses.toml`) by `make golden`, and a test fails when it is out of date.

The repository in the requests is a small one with seven items, in pages of three. Each answer is also checked for what
holds of all answers: HTTP 200, `text/xml`, the order of the envelope, validity against the official schemas, and the
attributes of `request`. Where a request contains `{{token}}`, the token comes from the request in brackets. The answer
is given as the codes of its errors, or as XPath expressions that are true of it (prefix `o`: the protocol's namespace).
"""


def render() -> bytes:
    """Return the document."""
    return "\n".join([INTRODUCTION, *_clauses(), "", *_elsewhere(), ""]).encode()


def _clauses() -> Iterator[str]:
    yield "| § | Rule | Request | Answer |"
    yield "|---|---|---|---|"
    sections = [*SECTIONS, *(clause.section for clause in CLAUSES if clause.section not in SECTIONS)]
    for clause in sorted(CLAUSES, key=lambda clause: sections.index(clause.section)):
        yield f"| {_link(clause.section)} | {clause.says} | {_request(clause)} | {_answer(clause)} |"


def _elsewhere() -> Iterator[str]:
    yield "## Rules that take more than one request to show"
    yield ""
    yield "| § | Rule | Test |"
    yield "|---|---|---|"
    for rule in ELSEWHERE:
        yield f"| {_link(rule.section)} | {rule.says} | {_code(rule.test)} |"


def _link(section: str) -> str:
    if section in SECTIONS:
        return f"[{section}]({SPECIFICATION}#{SECTIONS[section]})"
    return f"[{section}]({GUIDELINES}-{section}.htm)"


def _request(clause: Clause) -> str:
    first = f" ({_code(clause.first)})" if clause.first else ""
    return (_code(clause.request) if clause.request else "(no arguments)") + first


def _answer(clause: Clause) -> str:
    return "; ".join([*(f"**{code}**" for code in clause.errors), *map(_code, clause.holds)])


def _code(text: str) -> str:
    return f"`{text.replace('|', chr(92) + '|')}`"
