"""What a rendition does not say of its Record is told by place and text."""

from crosswalks import losses
from crosswalks.record import Agent, Record, Subject, Title
from crosswalks.registry import FORMATS

DC = FORMATS["oai_dc"]


def test_a_value_is_told_by_its_place() -> None:
    record = Record(
        local_id="7",
        titles=(Title(value="A  letter"),),
        agents=(Agent(name="Shtykov", relation="creator", uris=("http://a.example.org/1", "http://a.example.org/2")),),
        subjects=(Subject(label="War", authority="lcsh"),),
    )
    lost = losses.lost(record, DC.render(record, DC.options()))
    assert [(value.path, value.field, value.text) for value in lost] == [
        ("agents[0].uris[0]", "Agent.uris", "http://a.example.org/1"),
        ("agents[0].uris[1]", "Agent.uris", "http://a.example.org/2"),
        ("subjects[0].authority", "Subject.authority", "lcsh"),
    ]


def test_codes_are_not_told() -> None:
    fields = {value.field for value in losses.values(Record(local_id="7", dcmi_type="Text", record_language="eng"))}
    assert fields == {"Record.local_id"}
