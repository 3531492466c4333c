"""Controlled terms that formats and sources share, as visible data.

Relators: https://id.loc.gov/vocabulary/relators. MODS types of resource:
https://www.loc.gov/standards/mods/userguide/typeofresource.html. DCMI types:
https://www.dublincore.org/specifications/dublin-core/dcmi-type-vocabulary/.
"""

from typing import Final, NamedTuple

RELATORS: Final[dict[str, str]] = {
    "abr": "abridger", "acp": "art copyist", "act": "actor", "adi": "art director", "adp": "adapter",
    "aft": "author of afterword, colophon, etc.", "anc": "announcer", "anl": "analyst", "anm": "animator",
    "ann": "annotator", "ant": "bibliographic antecedent", "ape": "appellee", "apl": "appellant", "app": "applicant",
    "aqt": "author in quotations or text abstracts", "arc": "architect", "ard": "artistic director",
    "arr": "arranger", "art": "artist", "asg": "assignee", "asn": "associated name", "ato": "autographer",
    "att": "attributed name", "auc": "auctioneer", "aud": "author of dialog", "aue": "audio engineer",
    "aui": "author of introduction, etc.", "aup": "audio producer", "aus": "screenwriter", "aut": "author",
    "bdd": "binding designer", "bjd": "bookjacket designer", "bka": "book artist", "bkd": "book designer",
    "bkp": "book producer", "blw": "blurb writer", "bnd": "binder", "bpd": "bookplate designer", "brd": "broadcaster",
    "brl": "braille embosser", "bsl": "bookseller", "cad": "casting director", "cas": "caster", "ccp": "conceptor",
    "chr": "choreographer", "cli": "client", "cll": "calligrapher", "clr": "colorist", "clt": "collotyper",
    "cmm": "commentator", "cmp": "composer", "cmt": "compositor", "cnd": "conductor", "cng": "cinematographer",
    "cns": "censor", "coe": "contestant-appellee", "col": "collector", "com": "compiler", "con": "conservator",
    "cop": "camera operator", "cor": "collection registrar", "cos": "contestant", "cot": "contestant-appellant",
    "cou": "court governed", "cov": "cover designer", "cpc": "copyright claimant", "cpe": "complainant-appellee",
    "cph": "copyright holder", "cpl": "complainant", "cpt": "complainant-appellant", "cre": "creator",
    "crp": "correspondent", "crr": "corrector", "crt": "court reporter", "csl": "consultant",
    "csp": "consultant to a project", "cst": "costume designer", "ctb": "contributor", "cte": "contestee-appellee",
    "ctg": "cartographer", "ctr": "contractor", "cts": "contestee", "ctt": "contestee-appellant", "cur": "curator",
    "cwt": "commentator for written text", "dbd": "dubbing director", "dbp": "distribution place", "dfd": "defendant",
    "dfe": "defendant-appellee", "dft": "defendant-appellant", "dgc": "degree committee member",
    "dgg": "degree granting institution", "dgs": "degree supervisor", "dis": "dissertant", "djo": "DJ",
    "dln": "delineator", "dnc": "dancer", "dnr": "donor", "dpc": "depicted", "dpt": "depositor", "drm": "draftsman",
    "drt": "director", "dsr": "designer", "dst": "distributor", "dtc": "data contributor", "dte": "dedicatee",
    "dtm": "data manager", "dto": "dedicator", "dub": "dubious author", "edc": "editor of compilation",
    "edd": "editorial director", "edm": "editor of moving image work", "edt": "editor", "egr": "engraver",
    "elg": "electrician", "elt": "electrotyper", "eng": "engineer", "enj": "enacting jurisdiction", "etr": "etcher",
    "evp": "event place", "exp": "expert", "fac": "facsimilist", "fds": "film distributor", "fld": "field director",
    "flm": "film editor", "fmd": "film director", "fmk": "filmmaker", "fmo": "former owner", "fmp": "film producer",
    "fnd": "funder", "fon": "founder", "fpy": "first party", "frg": "forger", "gdv": "game developer",
    "gis": "geographic information specialist", "his": "host institution", "hnr": "honoree", "hst": "host",
    "ill": "illustrator", "ilu": "illuminator", "ink": "inker", "ins": "inscriber", "inv": "inventor",
    "isb": "issuing body", "itr": "instrumentalist", "ive": "interviewee", "ivr": "interviewer", "jud": "judge",
    "jug": "jurisdiction governed", "lbr": "laboratory", "lbt": "librettist", "ldr": "laboratory director",
    "led": "lead", "lee": "libelee-appellee", "lel": "libelee", "len": "lender", "let": "libelee-appellant",
    "lgd": "lighting designer", "lie": "libelant-appellee", "lil": "libelant", "lit": "libelant-appellant",
    "lsa": "landscape architect", "lse": "licensee", "lso": "licensor", "ltg": "lithographer", "ltr": "letterer",
    "lyr": "lyricist", "mcp": "music copyist", "mdc": "metadata contact", "med": "medium", "mfp": "manufacture place",
    "mfr": "manufacturer", "mka": "makeup artist", "mod": "moderator", "mon": "monitor", "mrb": "marbler",
    "mrk": "markup editor", "msd": "musical director", "mte": "metal engraver", "mtk": "minute taker",
    "mup": "music programmer", "mus": "musician", "mxe": "mixing engineer", "nan": "news anchor", "nrt": "narrator",
    "onp": "onscreen participant", "opn": "opponent", "org": "originator", "orm": "organizer",
    "osp": "onscreen presenter", "oth": "other", "own": "owner", "pad": "place of address", "pan": "panelist",
    "pat": "patron", "pbd": "publisher director", "pbl": "publisher", "pdr": "project director", "pfr": "proofreader",
    "pht": "photographer", "plt": "platemaker", "pma": "permitting agency", "pmn": "production manager",
    "pnc": "penciller", "pop": "printer of plates", "ppm": "papermaker", "ppt": "puppeteer", "pra": "praeses",
    "prc": "process contact", "prd": "production personnel", "pre": "presenter", "prf": "performer",
    "prg": "programmer", "prm": "printmaker", "prn": "production company", "pro": "producer",
    "prp": "production place", "prs": "production designer", "prt": "printer", "prv": "provider",
    "pta": "patent applicant", "pte": "plaintiff-appellee", "ptf": "plaintiff", "pth": "patent holder",
    "ptt": "plaintiff-appellant", "pup": "publication place", "rap": "rapporteur", "rbr": "rubricator",
    "rcd": "recordist", "rce": "recording engineer", "rcp": "addressee", "rdd": "radio director", "red": "redaktor",
    "ren": "renderer", "res": "researcher", "rev": "reviewer", "rpc": "radio producer", "rps": "repository",
    "rpt": "reporter", "rpy": "responsible party", "rse": "respondent-appellee", "rsg": "restager",
    "rsp": "respondent", "rsr": "restorationist", "rst": "respondent-appellant", "rth": "research team head",
    "rtm": "research team member", "rxa": "remix artist", "sad": "scientific advisor", "sce": "scenarist",
    "scl": "sculptor", "scr": "scribe", "sde": "sound engineer", "sds": "sound designer", "sec": "secretary",
    "sfx": "special effects provider", "sgd": "stage director", "sgn": "signer", "sht": "supporting host",
    "sll": "seller", "sng": "singer", "spk": "speaker", "spn": "sponsor", "spy": "second party", "srv": "surveyor",
    "std": "set designer", "stg": "setting", "stl": "storyteller", "stm": "stage manager", "stn": "standards body",
    "str": "stereotyper", "swd": "software developer", "tad": "technical advisor", "tau": "television writer",
    "tcd": "technical director", "tch": "teacher", "ths": "thesis advisor", "tld": "television director",
    "tlg": "television guest", "tlh": "television host", "tlp": "television producer", "trc": "transcriber",
    "trl": "translator", "tyd": "type designer", "tyg": "typographer", "uvp": "university place",
    "vac": "voice actor", "vdg": "videographer", "vfx": "visual effects provider", "voc": "vocalist",
    "wac": "writer of added commentary", "wal": "writer of added lyrics", "wam": "writer of accompanying material",
    "wat": "writer of added text", "waw": "writer of afterword", "wdc": "woodcutter", "wde": "wood engraver",
    "wfs": "writer of film story", "wft": "writer of intertitles", "wfw": "writer of foreword",
    "win": "writer of introduction", "wit": "witness", "wpr": "writer of preface",
    "wst": "writer of supplementary textual content", "wts": "writer of television story",
}  # fmt: skip

RELATOR_URI: Final = "http://id.loc.gov/vocabulary/relators/"

# Terms as catalogues write them where the list has another word.
_RELATOR_VARIANTS: Final = {
    "recipient": "rcp", "letter recipient": "rcp", "depicted person": "dpc", "author, etc.": "aut", "writer": "aut",
    "sender": "crp", "letter writer": "crp", "copyright owner": "cph", "rights holder": "cph", "rightsholder": "cph",
    "colourist": "clr", "organiser": "orm", "draughtsman": "drm", "thesis adviser": "ths", "voice actor": "vac",
    "editor of work": "edt", "interview subject": "ive", "funding body": "fnd", "corporate author": "aut",
}  # fmt: skip

_RELATOR_CODES: Final = {term.casefold(): code for code, term in RELATORS.items()} | _RELATOR_VARIANTS


def relator_code(role: str) -> str:
    """Return the relator code for a code, a term or an id.loc.gov address of a role; "" if the list has none."""
    wanted = " ".join(role.split()).casefold().rstrip("/").removeprefix("relators:").rpartition("/relators/")[2]
    found = _RELATOR_CODES.get(wanted) or _RELATOR_CODES.get(wanted.rstrip("."), "")
    return wanted if wanted in RELATORS else found


def relator_term(code: str) -> str:
    """Return the term of a relator code, or ""."""
    return RELATORS.get(code, "")


# DCMI type -> MODS typeOfResource; the types left out have no counterpart and keep their own name.
TYPE_OF_RESOURCE: Final[dict[str, str]] = {
    "Collection": "mixed material",
    "Image": "still image",
    "MovingImage": "moving image",
    "PhysicalObject": "three dimensional object",
    "Software": "software, multimedia",
    "Sound": "sound recording",
    "StillImage": "still image",
    "Text": "text",
}

# MODS typeOfResource -> DCMI type, with the spellings of id.loc.gov/vocabulary/resourceTypes that differ. What says
# nothing of DCMI's kinds is left out: mixed material need be no Collection, digital is no Software, and what is
# tactile is as often a text; with collection="yes" anything is a Collection.
DCMI_TYPE: Final[dict[str, str]] = {
    "text": "Text",
    "cartographic": "Image",
    "notated music": "Text",
    "sound recording": "Sound",
    "sound recording-musical": "Sound",
    "sound recording-nonmusical": "Sound",
    "still image": "StillImage",
    "moving image": "MovingImage",
    "three dimensional object": "PhysicalObject",
    "software, multimedia": "Software",
    "artifact": "PhysicalObject",
    "audio": "Sound",
    "collection": "Collection",
    "dataset": "Dataset",
    "multimedia": "InteractiveResource",
}

DCMI_TYPE_URI: Final = "http://purl.org/dc/dcmitype/"

# COAR resource types (https://vocabularies.coar-repositories.org/resource_types/): all that OpenAIRE 4 takes, and what
# else archives meet.
COAR_TYPE_URI: Final = "http://purl.org/coar/resource_type/"
COAR_TYPES: Final[dict[str, str]] = {
    "c_1162": "annotation", "c_7a1f": "bachelor thesis", "c_86bc": "bibliography", "c_2f33": "book",
    "c_3248": "book part", "c_ba08": "book review", "c_12cc": "cartographic material", "c_c94f": "conference object",
    "c_5794": "conference paper", "c_18cp": "conference paper not in proceedings", "c_6670": "conference poster",
    "c_18co": "conference poster not in proceedings", "c_f744": "conference proceedings",
    "c_3e5a": "contribution to journal", "c_beb9": "data paper", "c_ddb1": "dataset", "c_db06": "doctoral thesis",
    "c_b239": "editorial", "c_c513": "image", "c_e9a0": "interactive resource", "c_18ww": "internal report",
    "c_26e4": "interview", "c_0640": "journal", "c_6501": "journal article", "c_8544": "lecture", "c_0857": "letter",
    "c_545b": "letter to the editor", "c_0040": "manuscript", "c_12cd": "map", "c_bdcc": "master thesis",
    "c_18wz": "memorandum", "c_8a7e": "moving image", "c_18cd": "musical composition", "c_18cw": "musical notation",
    "c_1843": "other", "c_18wq": "other type of report", "c_15cd": "patent", "c_2659": "periodical",
    "c_186u": "policy report", "c_816b": "preprint", "c_18op": "project deliverable", "c_93fc": "report",
    "c_ba1f": "report part", "c_18hj": "report to funding agency", "c_2df8fbb1": "research article",
    "c_baaf": "research proposal", "c_18ws": "research report", "c_efa0": "review", "c_dcae04bc": "review article",
    "c_5ce6": "software", "c_18cc": "sound", "c_ecc8": "still image", "c_71bd": "technical documentation",
    "c_18gh": "technical report", "c_18cf": "text", "c_46ec": "thesis", "c_12ce": "video", "c_7ad9": "website",
    "c_393c": "workflow", "c_8042": "working paper",
}  # fmt: skip

# The type of note that Sheaf adds to the Library of Congress's list, for a marking that has been lifted.
ORIGINAL_CLASSIFICATION: Final = "original classification"
MARKING_DETAILS: Final = "Original classification, details"


class Authority(NamedTuple):
    """A source of terms: its Library of Congress source code and the address that its terms begin with."""

    code: str
    uri: str


# Longer addresses first: the first that fits names the authority of a term.
AUTHORITIES: Final = tuple(
    Authority(code, uri)
    for uri, code in (
        ("id.loc.gov/authorities/names/", "naf"),
        ("id.loc.gov/authorities/subjects/", "lcsh"),
        ("id.loc.gov/authorities/genreForms/", "lcgft"),
        ("id.loc.gov/authorities/classification/", "lcc"),
        ("id.loc.gov/vocabulary/graphicMaterials/", "lctgm"),
        ("id.loc.gov/vocabulary/geographicAreas/", "marcgac"),
        ("id.worldcat.org/fast/", "fast"),
        ("vocab.getty.edu/aat/", "aat"),
        ("vocab.getty.edu/tgn/", "tgn"),
        ("vocab.getty.edu/ulan/", "ulan"),
        ("viaf.org/viaf/", "viaf"),
        ("d-nb.info/gnd/", "gnd"),
        ("isni.org/isni/", "isni"),
        ("orcid.org/", "orcid"),
        ("www.wikidata.org/entity/", "wikidata"),
        ("sws.geonames.org/", "geonames"),
        ("dewey.info/class/", "ddc"),
        ("udcdata.info/", "udc"),
    )
)


def authority_of(uri: str) -> Authority | None:
    """Return the authority that a term's address belongs to, with the scheme (http or https) of that address."""
    scheme, _, address = uri.partition("://")
    for authority in AUTHORITIES:
        if address.startswith((authority.uri, f"www.{authority.uri}")):
            return Authority(authority.code, f"{scheme}://{authority.uri}")
    return None
