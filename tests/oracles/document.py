"""docs/crosswalk-oracles.md, made from the pairs: the figures are those that `python -m tests.oracles` prints."""

import inspect
from collections.abc import Iterator

from tests.oracles.agreement import Agreement, Explanation, Normalisation
from tests.oracles.kinds import KINDS, Kind, measured
from tests.oracles.tables import elements, table

INTRODUCTION = """\
# Crosswalks and their oracles

An oracle is somebody else's answer to the same question: the Library of Congress's stylesheets, two cataloguers who
described the same photographs twice, the fields that Zotero expects of a file. Here each of them is held against what
Sheaf makes of the same input, element by element. Where Sheaf was wrong or poorer, it was mended; every difference that
is left is explained below, and a test fails when one turns up that is not, or when an element agrees less often.

This page is made by `make golden` where the pairs are at hand; `python -m tests.oracles` prints its tables, with
`--differences` each difference behind them.

How it is counted: Sheaf reads the input as any file that is loaded and renders it with the default options. The column
*agree* counts the values that are the same to the letter; *agree, normalised* those that have the same words in the
same element once both sides are normalised, each value once a record. Normalising takes away habits (punctuation,
prefixes) and known faults of the oracle, never a value that Sheaf lacks.

What explains a difference is tried in the order of the tables; the first that is true of it counts, and the last column
says how often in which element. Of a value that only the oracle has, an explanation asks that Sheaf says each of its
statements (or each subfield of the field that it comes from), or it names what is left out: an element, a field and
subfield, a word that says nothing, what no field of the input says. Of one that only Sheaf has, each of its statements
stands in the oracle or in one field of the input, or is what a code of that input means; or it is the name of the file.
A test makes up losses and inventions that no explanation may take for its own, and another spoils what Sheaf renders
(rights, dates, names, subtitles, identifiers left out, a wrong year, an invented place), which must be seen.

"Sheaf leaves out …" names a loss that is known and counted, not one that is right.

## What the oracles found, and is mended

- **MODS.** Roles, names, titles, places and publishers kept the mark that announced the next part (`editor,`,
  `Milstein, Nathan,`); codes of countries stood as codes; a caption without a number was said (`volume`); an article
  had no date though its issue has one; the numeral of a king was parted from his name; the label of a classification
  was its scheme once more; MODS 3.0 writes a language without a languageTerm. (The laws of round trips found one more:
  Mandarin, written as `chi` and by its name, came back as Chinese beside itself.)
- **MARC.** `ng|` in 008 was taken for a language; blanks printed as `^` stayed in numbers; marks of the direction of
  writing hid the punctuation of ISBD; `[c1956]` lost its year; `$b= Word` was a subtitle, and so was the qualifier of a
  key title; recordings (033), arrangement (351), musical presentation (254), publications of governments (008/28) and
  who is responsible in another script (880) were lost.
- **Dublin Core.** A value with markup that was not escaped, `<dc:source><em>…</em></dc:source>`, was passed over.
- **Dates.** `p1996`, `©2005`, `cop. 1990`, `2003]`, `1930-00-00` and dates of e-mail headers are read.
- **oai_dc.** Letters that stand in place of a Dewey number, `[Fic]`, made a term of info:eu-repo.

## What stays different by decision

- Dublin Core has one date, the document's own; ranges of more than a year are coverage, since W3CDTF cannot say them.
- Languages are ISO 639-3 codes (`fra`, not `fre`), types are DCMI's, rights are their address alone.
- A name without a role is a contributor unless the record puts it first; what stands in MARC 1XX is a creator; a
  copyright holder is named among the rights.
- A classification keeps its scheme (`lcc: Q175`), a note its label (`Audience: adult`), and a persistent identifier is
  an address (`https://doi.org/…`).
- The first address is that of the landing page; files and previews are named on request (`object_urls`).
- A heading stays one heading (`Women in science--History`), where some write its parts and some its first part only.
- Place of publication, edition and frequency are notes, since the Record's places are what a document is about.
- A native is served as it came, so what the Record has no field for (issuance, digitalOrigin, extensions) is not lost
  to those who harvest the format that it came in.
"""


def render() -> bytes:
    """Return the document."""
    return "\n".join([INTRODUCTION, *(line for kind in KINDS for line in _section(kind)), ""]).encode()


def _section(kind: Kind) -> Iterator[str]:
    """Yield the lines of one kind of pairs."""
    agreement = measured(kind.name)
    yield f"## {kind.name}"
    yield ""
    yield f"{kind.summary}: {agreement.pairs} pairs."
    yield ""
    yield from table(agreement)
    yield ""
    yield "Normalised:"
    yield ""
    yield from (f"- {_first(each)}" for each in kind.normalisations)
    yield ""
    yield from _explanations(kind, agreement)
    yield ""


def _explanations(kind: Kind, agreement: Agreement) -> Iterator[str]:
    """Yield the table of what explains the differences that are left, in the order in which it is tried."""
    yield "| what explains it | example | only theirs | only ours | in which elements |"
    yield "|---|---|--:|--:|---|"
    for each in kind.explanations:
        found = agreement.explained.get(each.__name__, [])
        ours = sum(difference.is_ours for difference in found)
        if found:
            counts = (len(found) - ours, ours, elements(found))
            yield f"| {_first(each)} | {_example(each)} | " + " | ".join(map(str, counts)) + " |"


def _first(law: Normalisation | Explanation) -> str:
    """Return the first line of what a normalisation or an explanation says of itself."""
    return inspect.cleandoc(law.__doc__ or "").partition("\n")[0]


def _example(law: Explanation) -> str:
    """Return the example of an explanation, which stands below its first line."""
    return inspect.cleandoc(law.__doc__ or "").partition("\n\n")[2].replace("|", "\\|")
