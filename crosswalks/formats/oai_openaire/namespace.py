"""The namespace of OpenAIRE's own elements."""

from typing import Final

OAIRE: Final = "http://namespace.openaire.eu/schema/oaire/"
