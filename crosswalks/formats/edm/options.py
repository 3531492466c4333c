"""The options of the EDM codec: what Europeana wants to know and a Record does not hold."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an aggregator may want otherwise in EDM."""

    data_provider: Annotated[
        str, Meta(description="Name of the institution in edm:dataProvider for records that name none themselves.")
    ] = ""
    provider: Annotated[
        str, Meta(description="Name of the aggregator in edm:provider; if empty, that of the data provider.")
    ] = ""
    intermediate_provider: Annotated[
        str, Meta(description="Name of the organisation between data provider and aggregator, if there is one.")
    ] = ""
    base: Annotated[
        str,
        Meta(
            pattern=r"^(https?://\S+[/#=])?$",
            description="Address to which the local identifier is added to name the object, ending in `/`, `#` or `=`; "
            "if empty, the record's OAI identifier, persistent identifier or landing page names it.",
        ),
    ] = ""
    default_type: Annotated[
        Literal["", "TEXT", "IMAGE", "SOUND", "VIDEO", "3D"],
        Meta(description="The edm:type of a document that neither its type nor its files tell; if empty, TEXT."),
    ] = ""
