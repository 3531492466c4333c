"""What a name did, in the words or codes of a record, and whether that makes it a creator, contributor or publisher.

Relators: https://id.loc.gov/vocabulary/relators. A name without a role is a contributor, as in the Library of
Congress's mapping to Dublin Core, unless the record puts it first.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from crosswalks import vocabularies
from crosswalks.record import Relation

# Whoever made the document, by relator code; "creator" as a word makes a creator of any role.
_CREATORS: Final = frozenset({"arc", "art", "aut", "cmp", "cre", "crp", "ctg", "pht", "scl"})
_RELATIONS: Final[dict[str, Relation]] = {
    "cph": "rights_holder",
    "dpc": "associated",
    "fnd": "funder",
    "pbl": "publisher",
    "spn": "funder",
}
# Roles that say no more than the relation does; the first two do so beside any other role
_GENERAL: Final = frozenset({"cre", "ctb"})
_IMPLIED: Final = frozenset({"cph", "fnd"})
# What announces the next role, in records that were MARC once: `sponsoring body,`
_MARKS: Final = " ,;:/"


def role(written: Sequence[str], addresses: Iterable[str] = ()) -> tuple[str, Relation] | None:
    """Return the code, or failing that the words, of one role, and what it makes of the name; None without words.

    `written` are the terms and codes for it, `addresses` those of the terms.
    """
    terms = [term for value in written if (term := value.rstrip(_MARKS))]
    codes = [
        code for value in dict.fromkeys((*written, *terms, *addresses)) if (code := vocabularies.relator_code(value))
    ]
    if not codes:
        return (terms[0], "contributor") if terms else None
    code = next((code for code in codes if code not in _GENERAL), "")
    relation = _RELATIONS.get(code or codes[0], "contributor")
    if "cre" in codes or code in _CREATORS:
        relation = "creator"
    return "" if code in _IMPLIED else code, relation


def settled(found: Sequence[tuple[str, Relation]], *, first: bool) -> list[tuple[str, Relation]]:
    """Return role and relation of a name, for each of its roles; `first` says that the record puts the name first.

    A role that says no more than the relation is left out; a creator in some capacity is one in all that are his own.
    """
    creator = (first and not found) or any(relation == "creator" and not role for role, relation in found)
    kept = dict.fromkeys((role, "creator" if creator and own == "contributor" else own) for role, own in found if role)
    plain = dict.fromkeys(own for role, own in found if not role and own not in {own for _, own in kept})
    return [*kept, *(("", own) for own in plain)] or [("", "creator" if creator else "contributor")]
