"""The kinds of pairs, each with how both sides are read, what is normalised, and what explains the rest."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from crosswalks import xml
from tests.oracles import cataloguers, decided, explained, marc, marc_decided, marc_losses, normal, values, zotero
from tests.oracles.agreement import Agreement, Explanation, Normalisation, compare
from tests.oracles.pairs import Pair, couples, records, rendered


@dataclass(frozen=True)
class Kind:
    """A kind of pairs."""

    name: str
    summary: str
    pairs: Callable[[], Iterator[Pair]]
    normalisations: Sequence[Normalisation]
    explanations: Sequence[Explanation]

    def agreement(self) -> Agreement:
        """Return how far both sides agree."""
        return compare(self.pairs(), self.normalisations, self.explanations)


def _pairs(folder: str, source: str, target: str, endings: tuple[str, str] = (".in.xml", ".out.xml")) -> Iterator[Pair]:
    """Yield the pairs of a folder: what Sheaf reads as a source and writes in a format, and what the oracle wrote."""
    read = values.mods if target == "mods" else values.dublin_core
    for name, given, made in couples(folder, *endings):
        for record in records(source, given, name):
            yield Pair(name, xml.parse(given), tuple(read(xml.parse(made))), tuple(read(rendered(record, target))))


def _catalogued() -> Iterator[Pair]:
    for folder in ("utk-dc-mods/utcat", "utk-dc-mods/volvoices"):
        yield from _pairs(folder, "mods", "oai_dc", (".mods.xml", ".dc.xml"))


def _expected() -> Iterator[Pair]:
    for kind, source in (("MODS", "mods"), ("MARCXML", "marcxml")):
        for number, (given, items) in enumerate(zotero.cases(kind)):
            read = records(source, given, f"{kind} {number}")
            assert len(read) == len(items), f"{kind} {number}"
            root = xml.parse(given)
            for record, item in zip(read, items, strict=True):
                yield Pair(f"{kind} {number}", root, tuple(zotero.theirs(item)), tuple(zotero.ours(record)))


_PLAIN = (normal.words_alone, normal.languages_by_code, normal.dates_without_marks)
_NUMBERS = (normal.classification_numbers, normal.without_labels, normal.without_identifier_types)
LAWS = (
    explained.elsewhere,
    explained.longer,
    explained.parted_otherwise,
    explained.left_out,
    explained.own_identifier,
    explained.code_in_words,
    explained.says_nothing,
    decided.files_on_request,
    explained.run_together,
    decided.type_of_the_leader,
    decided.of_a_related_item,
    decided.rounded,
    decided.one_date,
    decided.coded_time,
    decided.address_of_a_pid,
    decided.damaged,
)

_LOSSES_IN_DC = (
    marc_losses.qualifier_of_a_number,
    marc_losses.dates_and_form_in_a_title,
    marc_losses.further_words_of_a_name,
)
_LOSSES_IN_MODS = (
    *_LOSSES_IN_DC,
    marc_losses.institution_of_a_note,
    marc_losses.item_number,
    marc_losses.affiliation,
    marc_losses.medium_in_a_title,
    marc_losses.source_of_the_numbering,
    marc_losses.heading_without_a_name,
    marc_losses.address_of_a_library,
)

KINDS = (
    Kind(
        "mods2dc",
        "MODS to Dublin Core, by the Library of Congress's stylesheet",
        lambda: _pairs("mods2dc", "mods", "oai_dc"),
        (
            *_PLAIN,
            normal.without_et_al,
            normal.without_display_form,
            normal.creators_by_role,
            normal.without_roles,
            normal.rights_by_link,
            *_NUMBERS,
            normal.no_empty_ones,
        ),
        (*LAWS, decided.date_of_capture, decided.only_address, decided.role_in_a_subject),
    ),
    Kind(
        "marc2dc",
        "MARCXML to Dublin Core, by the Library of Congress's stylesheet",
        lambda: _pairs("marc2dc", "marcxml", "oai_dc"),
        (
            marc.without_control_subfields,
            *_PLAIN,
            *_NUMBERS,
            marc.isbn_alone,
            normal.without_roles,
            marc.names_by_part,
            marc.dewey_once,
            normal.no_empty_ones,
        ),
        (
            *LAWS,
            marc_decided.subfields_in_a_row,
            marc_decided.local_notes,
            marc_decided.file_type,
            marc_decided.language_of_the_description,
            *_LOSSES_IN_DC,
        ),
    ),
    Kind(
        "dc2mods",
        "Dublin Core to MODS, by the Library of Congress's stylesheet",
        lambda: _pairs("dc2mods", "oai_dc", "mods"),
        (normal.languages_by_code, normal.roles_in_words, normal.rights_as_canonical),
        (*LAWS, decided.term_of_access, decided.type_in_words),
    ),
    Kind(
        "marc2mods",
        "MARCXML to MODS, by the Library of Congress's stylesheet",
        lambda: _pairs("marc2mods", "marcxml", "mods"),
        (
            *_PLAIN,
            normal.roles_in_words,
            marc.dewey_once,
            marc.without_links_and_prefixes,
            marc.dates_as_edtf,
            normal.no_empty_ones,
        ),
        (
            *LAWS,
            marc_decided.subfields_in_a_row,
            marc_decided.codes_of_the_leader,
            marc_decided.country_in_words,
            marc_decided.codes_of_fields,
            marc_decided.about_the_description,
            marc_decided.role_beside_a_code,
            marc_decided.agency,
            marc_decided.number_of_authority,
            *_LOSSES_IN_MODS,
        ),
    ),
    Kind(
        "utk-dc-mods",
        "MODS and Dublin Core of the same objects, catalogued twice by people in Tennessee",
        _catalogued,
        (normal.languages_by_code, cataloguers.units_abbreviated),
        (*LAWS, cataloguers.digital_origin, cataloguers.worded_otherwise, cataloguers.not_in_the_input),
    ),
    Kind(
        "zotero",
        "MODS and MARCXML, and the fields that Zotero's own tests expect of them",
        _expected,
        (
            normal.words_alone,
            normal.languages_by_code,
            zotero.without_note_types,
            marc.without_links_and_prefixes,
            zotero.names_in_any_order,
        ),
        (*LAWS, decided.extension, decided.envelope_in_the_namespace),
    ),
)


@cache
def measured(name: str) -> Agreement:
    """Return how far both sides of a kind agree; measured once."""
    return next(kind for kind in KINDS if kind.name == name).agreement()
