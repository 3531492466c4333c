"""Names and titles: what is the main entry, what is added, and their indicators."""

import pytest

from crosswalks.record import (
    Agent,
    Subject,
    Title,
)
from tests.crosswalks.formats.marc21.lines import lines, of


@pytest.mark.parametrize(
    ("agent", "expected"),
    [
        (Agent(name="Shtykov, T. F.", kind="person", relation="creator"),
         "100 1_ $a Shtykov, T. F. $e creator $4 cre"),
        (Agent(name="Shtykov, T. F.", kind="person", role="aut", relation="creator", dates="1907-1964"),
         "100 1_ $a Shtykov, T. F. $d 1907-1964 $e author $4 aut"),
        (Agent(name="Plato", kind="person", role="aut", relation="creator"), "100 0_ $a Plato $e author $4 aut"),
        (Agent(name="Barnard, George (1819-1902)", kind="person", role="pht", relation="creator"),
         "100 1_ $a Barnard, George $d 1819-1902 $e photographer $4 pht"),
        (Agent(name="Brugsch, Emil, 1842-", kind="person", role="pht", relation="creator", dates="1842-1930"),
         "100 1_ $a Brugsch, Emil $d 1842-1930 $e photographer $4 pht"),
        (Agent(name="A, B, 1842-1930", kind="person", role="pht", relation="creator", dates="1842"),
         "100 1_ $a A, B $d 1842-1930 $e photographer $4 pht"),
        (Agent(name="Plato, 428-348", kind="person", role="aut", relation="creator"),
         "100 0_ $a Plato, 428-348 $e author $4 aut"),
        (Agent(name="Kim family", kind="family", role="aut", relation="creator"),
         "100 3_ $a Kim family $e author $4 aut"),
        (Agent(name="Politburo", kind="corporate", role="aut", relation="creator", dates="1917-1991"),
         "110 2_ $a Politburo, 1917-1991 $e author $4 aut"),
        (Agent(name="Yalta Conference", kind="conference", role="aut", relation="creator", dates="1945"),
         "111 2_ $a Yalta Conference $d 1945 $j author $4 aut"),
        (Agent(name="Vyshinsky, A.", kind="person", role="rcp", relation="contributor"),
         "700 1_ $a Vyshinsky, A. $e addressee $4 rcp"),
        (Agent(name="Vyshinsky, A.", kind="person", relation="contributor"),
         "700 1_ $a Vyshinsky, A. $e contributor $4 ctb"),
        (Agent(name="Embassy", kind="corporate", role="cipher clerk", relation="contributor"),
         "710 2_ $a Embassy $e cipher clerk"),
        (Agent(name="Foundation", kind="corporate", relation="funder"), "710 2_ $a Foundation $e funder $4 fnd"),
        (Agent(name="Press", kind="corporate", relation="publisher", uris=("https://ror.org/1",)),
         "710 2_ $a Press $e publisher $4 pbl $1 https://ror.org/1"),
        (Agent(name="Shtykov, T. F.", role="aut", relation="creator"),
         "720 __ $a Shtykov, T. F. $e author $e creator $4 aut $4 cre"),
        (Agent(name="A", kind="person", role="ivr", uris=("http://id.loc.gov/authorities/names/n1",
         "https://viaf.org/viaf/1")),
         "700 0_ $a A $e interviewer $4 ivr $0 http://id.loc.gov/authorities/names/n1 $1 https://viaf.org/viaf/1"),
    ],
)  # fmt: skip
def test_names(agent: Agent, expected: str) -> None:
    assert lines(of(agents=(agent,)), "100", "110", "111", "700", "710", "711", "720") == [expected]


def test_only_the_first_creator_is_the_main_entry() -> None:
    record = of(
        titles=(Title(value="T"),),
        agents=(
            Agent(name="Unknown", relation="creator"),
            Agent(name="A", kind="person", role="aut", relation="creator"),
            Agent(name="B", kind="person", role="aut", relation="creator"),
        ),
    )
    assert lines(record, "100", "245", "700", "720") == [
        "100 0_ $a A $e author $4 aut",
        "245 10 $a T",
        "700 0_ $a B $e author $e creator $4 aut $4 cre",
        "720 __ $a Unknown $e creator $4 cre",
    ]


def test_names_of_no_known_kind_may_be_taken_for_persons() -> None:
    record = of(
        agents=(Agent(name="A, B", relation="creator"), Agent(name="C"), Agent(name="D", relation="contributor")),
        subjects=(Subject(label="E, F", kind="name"),),
    )
    tags = ("100", "245", "600", "653", "700", "720")
    assert lines(record, *tags, untyped_names="personal") == [
        "100 1_ $a A, B $e creator $4 cre",
        "245 10 $a [Untitled]",
        "600 04 $a C",
        "600 14 $a E, F",
        "700 0_ $a D $e contributor $4 ctb",
    ]
    assert lines(record, *tags) == [
        "245 00 $a [Untitled]",
        "653 __ $a C",
        "653 __ $a E, F",
        "720 __ $a A, B $e creator $4 cre",
        "720 __ $a D $e contributor $4 ctb",
    ]


AUTHOR = (Agent(name="A", kind="person", role="aut", relation="creator"),)


TITLES = ("130", "240", "242", "245", "246", "730")


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        ((Title(value="Telegram", non_sort="The"),), ["245 04 $a The Telegram"]),
        ((Title(value="histoire", non_sort="L'"),), ["245 02 $a L'histoire"]),
        ((Title(value="X", non_sort="Many words before"),), ["245 00 $a Many words before X"]),
        ((Title(value="T", sub="a copy", part_no="2", part_name="End"),), ["245 00 $a T $b a copy $n 2 $p End"]),
        ((Title(value="V", type="alternative", non_sort="The"), Title(value="T")), ["245 00 $a T", "246 3_ $a V"]),
        ((Title(value="T", lang="eng"), Title(value="V", lang="rus")), ["245 00 $a T", "246 31 $a V"]),
        ((Title(value="T"), Title(value="V")), ["245 00 $a T", "246 3_ $a V"]),
        ((Title(value="T"), Title(value="V", type="translated", non_sort="Le", lang="fra")),
         ["242 13 $a Le V $y fre", "245 00 $a T"]),
        ((Title(value="S", type="supplied"),), ["245 00 $a S"]),
        ((Title(value="V", type="alternative"), Title(value="S", type="supplied")), ["245 00 $a S", "246 3_ $a V"]),
        ((Title(value="T"), Title(value="U", type="uniform", sub="x", non_sort="The")),
         ["130 4_ $a The U: x", "245 00 $a T"]),
        ((Title(value="T"), Title(value="U", type="uniform"), Title(value="W", type="uniform", non_sort="A")),
         ["130 0_ $a U", "245 00 $a T", "730 2_ $a A W"]),
        ((), ["245 00 $a [Untitled]"]),
        ((Title(value="\x00"),), ["245 00 $a [Untitled]"]),
    ],
)  # fmt: skip
def test_titles(titles: tuple[Title, ...], expected: list[str]) -> None:
    assert lines(of(titles=titles), *TITLES) == expected


def test_under_a_main_entry_a_uniform_title_is_240() -> None:
    titles = (Title(value="T"), Title(value="U", type="uniform", non_sort="The"), Title(value="W", type="uniform"))
    assert lines(of(titles=titles, agents=AUTHOR), *TITLES) == [
        "240 14 $a The U",
        "245 10 $a T",
        "730 0_ $a W",
    ]
