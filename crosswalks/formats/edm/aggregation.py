"""ore:Aggregation: who provides the document, where it can be seen, and under which rights.

https://europeana.atlassian.net/wiki/spaces/EF/pages/987791389 and http://www.europeana.eu/schemas/edm/ORE.xsd, whose
order this is. edm:provider and edm:rights are demanded by the schema: where nothing is known, they refer to nothing.
"""

from collections.abc import Iterator

from lxml import etree

from crosswalks import clean, xml
from crosswalks.formats.edm import identity, statements, views
from crosswalks.formats.edm.build import NOTHING, Value, dc, edm, node, write
from crosswalks.formats.edm.options import Options
from crosswalks.record import Named, Record

AGGREGATION = f"{{{xml.ORE}}}Aggregation"
AGGREGATED_CHO, DATA_PROVIDER, PROVIDER = edm("aggregatedCHO"), edm("dataProvider"), edm("provider")
RIGHTS, INTERMEDIATE_PROVIDER = edm("rights"), edm("intermediateProvider")

# Organisations that Europeana knows by a URI of its own; of all others it wants the name.
ORGANISATIONS = "http://data.europeana.eu/organization/"


def write_aggregation(root: etree._Element, record: Record, options: Options) -> None:
    """Write the ore:Aggregation."""
    element = node(root, AGGREGATION, identity.about(record, options, "aggregation"))
    seen = views.views(record)
    write(element, AGGREGATED_CHO, [Value(uri=identity.about(record, options, "object"))])
    write(element, DATA_PROVIDER, data_provider(record, options))
    for tag in (views.HAS_VIEW, views.IS_SHOWN_AT, views.IS_SHOWN_BY, views.OBJECT):
        write(element, tag, (Value(uri=view.url) for view in seen if view.role == tag))
    write(element, PROVIDER, provider(record, options))
    if not seen:  # else they stand with the web resources
        write(element, dc("rights"), statements.in_words(record))
    write(element, RIGHTS, [Value(uri=statements.demanded_uri(record))])
    write(element, INTERMEDIATE_PROVIDER, [Value(options.intermediate_provider)])


def data_provider(record: Record, options: Options) -> Iterator[Value]:
    """Yield the institution that provides the document, named by the record or else by the profile."""
    if record.data_provider and clean.text(record.data_provider.name):
        yield _organisation(record.data_provider)
    else:
        yield Value(clean.text(options.data_provider))


def provider(record: Record, options: Options) -> Iterator[Value]:
    """Yield the aggregator, which is the data provider where it has none; a reference to nothing if that is unknown."""
    given = (Value(clean.text(options.provider)), *data_provider(record, options))
    yield next((value for value in given if value.text or value.uri), Value(uri=NOTHING))


def _organisation(known: Named) -> Value:
    """Return an organisation by Europeana's own URI, else by its name."""
    uri = clean.uri(known.uri) if known.uri.startswith(ORGANISATIONS) else ""
    return Value(clean.text(known.name), uri=uri)
