"""What Sheaf leaves out of MARC, field by field: counted, so that nothing is hidden and no other loss is excused."""

from tests.oracles.agreement import Difference
from tests.oracles.marc_decided import is_in
from tests.oracles.pairs import words


def qualifier_of_a_number(difference: Difference) -> bool:
    """Sheaf leaves out what stands in brackets behind a standard number: the binding, the volume, the publisher.

    `0374105383 (alk. paper)`
    """
    number, bracket, _ = difference.value.text.partition(" (")
    is_one = difference.value.element == "identifier" and bool(bracket) and is_in(difference, "02.", "[az]")
    return is_one and any(words(value.text)[-1:] == words(number) for value in difference.pair.ours)


def institution_of_a_note(difference: Difference) -> bool:
    """Sheaf leaves out for which institution a note holds ($5), its control numbers ($0, $w), and what they mean ($7).

    `CtY` behind a note.
    """
    return difference.value.element == "note" and is_in(difference, "[35]..", "[057w]")


def item_number(difference: Difference) -> bool:
    """Sheaf leaves out the item number behind a class (050 $b, 082 $b): it tells the copies of one library apart.

    `PZ3.D814 S39` there, `PZ3.D814` here.
    """
    return difference.value.element == "classification" and is_in(difference, "0[5-9].", "b")


def dates_and_form_in_a_title(difference: Difference) -> bool:
    """Sheaf leaves out dates and form of a manuscript or collection behind its title (245 $f, $g, $k).

    `manuscript, [ca. 1744]`
    """
    return difference.value.element == "title" and is_in(difference, "245", "[fgk]")


def further_words_of_a_name(difference: Difference) -> bool:
    """Sheaf leaves out other information on a name ($g), its role in a subject ($e, $4), and a title behind it in 100.

    `, Associated name (asn)`
    """
    is_name = difference.value.element in ("name", "creator", "contributor", "subject", "relatedItem title")
    return is_name and (is_in(difference, "[167](00|10|11)", "[ge4]") or is_in(difference, "1(00|10|11)", "[tfgk]"))


def affiliation(difference: Difference) -> bool:
    """Sheaf leaves out where a person works (100 $u, 700 $u): it has no field in the Record.

    A research institute behind an author.
    """
    return difference.value.element == "name other" and is_in(difference, "[17](00|10|11)", "u")


def medium_in_a_title(difference: Difference) -> bool:
    """Sheaf leaves out the medium in brackets within titles of other works ($h), and the number of a series there ($x).

    `[Ressource électronique]`
    """
    return is_in(difference, "246|7(00|10|11|30|40)", "[hx]")


def source_of_the_numbering(difference: Difference) -> bool:
    """Sheaf leaves out from where the beginning and end of a serial are known (362 $z).

    `Cf. A izdavalosʹ ėto v Rige 1918-1944`
    """
    return difference.value.element == "note" and is_in(difference, "362", "z")


def heading_without_a_name(difference: Difference) -> bool:
    """Sheaf leaves out a subject that has only subdivisions, against the rules of MARC.

    651 with nothing but `$y Stuarts, 1603-1714.`
    """
    return difference.value.element == "subject" and is_in(difference, "651", "y")


def address_of_a_library(difference: Difference) -> bool:
    """Sheaf leaves out the postal address of the library that holds a document (852 $e).

    `Washington, D.C. 20540 USA`
    """
    return difference.value.element == "physicalLocation" and is_in(difference, "852", "e")
