"""What MARC 21 allows, for checking records: tags, indicators and subfields, and how often each may stand.

Written down from https://www.loc.gov/marc/bibliographic/ for the fields that Sheaf writes, apart from the tables that
it writes them by. MARC21slim.xsd knows none of this.
"""

from collections import Counter
from collections.abc import Iterator

from lxml import etree

SLIM = "{http://www.loc.gov/MARC21/slim}"

NAMES = "a d e* j* 0* 1* 2 4*"
LINK = "a t i* n* o* w* x z* 4*"
HEADING = "a v* x* y* z* 0* 1* 2 4*"
TITLE = "a n* p* 0* 1* 2"

# tag -> R or NR; first indicators; second indicators; subfields, with * if they may be repeated. # is a blank.
FIELDS = {
    "010": ("NR", "#", "#", "a z*"),
    "020": ("R", "#", "#", "a c q* z*"),
    "022": ("R", "#01", "#", "a l m* y* z*"),
    "024": ("R", "0123478", "#01", "a c d q* z* 2"),
    "027": ("R", "#", "#", "a q* z*"),
    "028": ("R", "0123456", "0123", "a b q*"),
    "030": ("R", "#", "#", "a z*"),
    "034": ("R", "013", "#01", "d e f g 0* 1* 2"),
    "035": ("R", "#", "#", "a z*"),
    "037": ("R", "#23", "#", "a b"),
    "040": ("NR", "#", "#", "a b c d* e*"),
    "041": ("R", "#01", "#7", "a* b* d* h* t* 2"),
    "046": ("R", "#", "#", "j k l m n 2"),
    "050": ("R", "#01", "04", "a* b 0* 1*"),
    "060": ("R", "#01", "04", "a* b 0* 1*"),
    "080": ("R", "#01", "#", "a b x* 0 1 2"),
    "082": ("R", "017", "#04", "a* b 2"),
    "084": ("R", "#", "#", "a* b 2"),
    "086": ("R", "#01", "#", "a z* 2"),
    "088": ("R", "#", "#", "a z*"),
    "100": ("NR", "013", "#", NAMES),
    "110": ("NR", "012", "#", NAMES),
    "111": ("NR", "012", "#", NAMES),
    "130": ("NR", "0-9", "#", TITLE),
    "240": ("NR", "01", "0-9", TITLE),
    "242": ("R", "01", "0-9", "a b c n* p* y"),
    "245": ("NR", "01", "0-9", "a b c n* p*"),
    "246": ("R", "0123", "#012345678", "a b i* n* p*"),
    "260": ("R", "#23", "#", "a* b* c*"),
    "264": ("R", "#23", "01234", "a* b* c*"),
    "300": ("R", "#", "#", "a* b c*"),
    "336": ("R", "#", "#", "a* b* 0* 1* 2"),
    "340": ("R", "#", "#", "a* 0* 1* 2"),
    "347": ("R", "#", "#", "a* b* 0* 1* 2"),
    "351": ("R", "#", "#", "a* b*"),
    "355": ("R", "0123458", "#", "a b* c* d e f g h j*"),
    "362": ("R", "01", "#", "a z"),
    "500": ("R", "#", "#", "a 3"),
    "502": ("R", "#", "#", "a"),
    "504": ("R", "#", "#", "a b"),
    "505": ("R", "0128", "#0", "a g* r* t* u*"),
    "506": ("R", "#01", "#", "a b* c* d* e* f* g* u* 2"),
    "508": ("R", "#", "#", "a"),
    "510": ("R", "01234", "#", "a b c u* x"),
    "511": ("R", "01", "#", "a"),
    "515": ("R", "#", "#", "a"),
    "518": ("R", "#", "#", "a d* o* p* 0* 1* 2* 3"),
    "520": ("R", "#012348", "#", "a b c u* 2"),
    "524": ("R", "#8", "#", "a 2"),
    "530": ("R", "#", "#", "a b c d u*"),
    "533": ("R", "#", "#", "a b* c* d e f* m* n*"),
    "534": ("R", "#", "#", "a b c e f* k* l m n* o* p t x* z*"),
    "535": ("R", "12", "#", "a b* c* d* g"),
    "536": ("R", "#", "#", "a b* c* d* e* f* g* h*"),
    "538": ("R", "#", "#", "a i u*"),
    "540": ("R", "#", "#", "a b c d f* g* u* 2"),
    "541": ("R", "#01", "#", "a b c d e f h n* o*"),
    "542": ("R", "#01", "#", "a b c d* e* f* g h* i j k* l m n* o p* q r s u*"),
    "545": ("R", "#01", "#", "a b u*"),
    "546": ("R", "#", "#", "a b*"),
    "561": ("R", "#01", "#", "a u*"),
    "562": ("R", "#", "#", "a* b* c* d* e*"),
    "581": ("R", "#8", "#", "a z*"),
    "583": ("R", "#01", "#", "a b* c* d* z*"),
    "585": ("R", "#", "#", "a"),
    "600": ("R", "013", "01234567", f"{HEADING} d e*"),
    "610": ("R", "012", "01234567", f"{HEADING} e*"),
    "611": ("R", "012", "01234567", f"{HEADING} d j*"),
    "630": ("R", "0-9", "01234567", HEADING),
    "648": ("R", "#", "01234567", HEADING),
    "650": ("R", "#012", "01234567", HEADING),
    "651": ("R", "#", "01234567", HEADING),
    "653": ("R", "#012", "#0123456", "a*"),
    "655": ("R", "#0", "01234567", HEADING),
    "656": ("R", "#", "7", "a v* x* y* z* 0* 1* 2"),
    "700": ("R", "013", "#2", NAMES),
    "710": ("R", "012", "#2", NAMES),
    "711": ("R", "012", "#2", NAMES),
    "720": ("R", "#12", "#", "a e* 4*"),
    "730": ("R", "0-9", "#2", TITLE),
    "773": ("R", "01", "#8", LINK),
    "774": ("R", "01", "#8", LINK),
    "775": ("R", "01", "#8", LINK),
    "776": ("R", "01", "#8", LINK),
    "780": ("R", "01", "01234567", LINK),
    "785": ("R", "01", "012345678", LINK),
    "786": ("R", "01", "#8", LINK),
    "787": ("R", "01", "#8", LINK),
    "830": ("R", "#", "0-9", "a n* p* v w* x 0* 1*"),
    "856": ("R", "#012347", "#012348", "a* q* r* s* u* y* z* 2 3"),
}
# What a field is nothing without, one of these subfields; $a for all others.
NEEDED = {
    "024": "az", "034": "dg", "035": "az", "040": "abe", "041": "abdht", "046": "jklmn", "260": "bc", "264": "bc",
    "347": "b",
    "518": "ad", "534": "lnto", "540": "au", "542": "dglnr", "562": "ac", "773": "to", "774": "to", "775": "to",
    "776": "to", "780": "to", "785": "to", "786": "no", "787": "to", "856": "u",
}  # fmt: skip
MAIN_ENTRIES = {"100", "110", "111", "130"}


def faults(root: etree._Element) -> list[str]:
    """Return what MARC 21 does not allow in a record, a line each."""
    fields = list(root.iterchildren(f"{SLIM}datafield"))
    tags = [field.get("tag", "") for field in fields]
    found = list(_fixed(root)) + [fault for field in fields for fault in _field(field)]
    controls = [node.get("tag", "") for node in root.iterchildren(f"{SLIM}controlfield")]
    if tags != sorted(tags) or controls != sorted(set(controls)):
        found.append(f"tags are out of order: {controls + tags}")
    counts = Counter(tags)
    found += [f"{tag} stands {n} times" for tag, n in counts.items() if n > 1 and FIELDS.get(tag, ("R",))[0] == "NR"]
    if len([tag for tag in tags if tag in MAIN_ENTRIES]) > 1:
        found.append("more than one main entry")
    if counts["245"] != 1:
        found.append("no title proper")
    named = not MAIN_ENTRIES.isdisjoint(tags) and "130" not in tags
    found += [f"245 says {field.get('ind1')} of a main entry" for field in fields
              if field.get("tag") == "245" and field.get("ind1") != str(int(named))]  # fmt: skip
    return found


def _fixed(root: etree._Element) -> Iterator[str]:
    """Yield faults in the length of the leader and of 008, and in the year and the day."""
    leader = root.findtext(f"{SLIM}leader") or ""
    if len(leader) != 24 or leader[9] != "a" or leader[10:12] != "22" or leader[20:] != "4500":
        yield f"leader {leader!r}"
    for node in root.iterchildren(f"{SLIM}controlfield"):
        text = node.text or ""
        if node.get("tag") == "008" and (len(text) != 40 or not text[:6].isdigit()):
            yield f"008 {text!r}"
        if node.get("tag") == "005" and len(text) != 16:
            yield f"005 {text!r}"


def _field(field: etree._Element) -> Iterator[str]:
    """Yield faults in the indicators and subfields of a field."""
    tag = field.get("tag", "")
    if tag not in FIELDS:
        yield f"{tag} is not written down"
        return
    _, *indicators, codes = FIELDS[tag]
    for name, allowed in zip(("ind1", "ind2"), indicators, strict=True):
        value = field.get(name, "").replace(" ", "#")
        if value not in ("0123456789" if allowed == "0-9" else allowed):
            yield f"{tag} has {name} {value}"
    counts = Counter(node.get("code", "") for node in field)
    for code, n in counts.items():
        if code not in codes.replace("*", "").split() or (n > 1 and f"{code}*" not in codes.split()):
            yield f"{tag} has ${code} {n} times"
    if counts.keys().isdisjoint(NEEDED.get(tag, "a")) and not (tag in ("010", "020", "022", "027", "030", "086", "088")
                                                              and counts.keys() & {"l", "z"}):  # fmt: skip
        yield f"{tag} has nothing but ${', $'.join(counts)}"
    if tag.startswith("6") and tag != "653" and ("2" in counts) != (field.get("ind2") == "7"):
        yield f"{tag} has ind2 {field.get('ind2')} and {counts['2']} $2"
