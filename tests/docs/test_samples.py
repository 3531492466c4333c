"""docs/samples.md shows what the code writes, all of it valid."""

import re

from crosswalks import registry
from tests import golden, schemas
from tests.corpora import PROJECT
from tests.docs import samples

PAGE = PROJECT / "docs" / "samples.md"


def test_the_samples_are_up_to_date() -> None:
    golden.check(PAGE, samples.document())


def test_the_telegram_is_there_in_every_format_and_ten_others_in_two() -> None:
    first, _, others = PAGE.read_text(encoding="utf-8").partition(samples.OTHERS)
    assert re.findall(r"^### `(\w+)`$", first, re.MULTILINE) == list(registry.FORMATS)
    assert len(re.findall(r"^### ", others, re.MULTILINE)) == len({each.name for each in samples.SAMPLES}) == 10
    assert {name for each in samples.SAMPLES for name in each.formats} >= set(registry.FORMATS) - {"sheaf"}


def test_every_sample_is_valid_as_it_stands_on_the_page() -> None:
    blocks = re.findall(r"```xml\n(.*?)\n```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == len(registry.FORMATS) + 2 * len(samples.SAMPLES)
    assert [fault for block in blocks for fault in schemas.validate(block.encode())] == []


def test_the_page_is_linked() -> None:
    assert "](samples.md)" in (PROJECT / "docs" / "formats.md").read_text(encoding="utf-8")
