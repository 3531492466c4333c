"""XSLT 1.0 style sheets of an archive's own, behind a codec: what the codec made is what they are given.

A style sheet comes from whoever runs the repository, but it may have come from the web before: it can open no file and
no address, neither by document() nor by xsl:import, xsl:include or exsl:document, and its own XML is parsed as safely
as any other (https://www.w3.org/TR/1999/REC-xslt-19991116).
"""

from collections.abc import Callable
from typing import Final

from lxml import etree

from crosswalks import native, xml
from crosswalks.native import Advertised

Transform = Callable[[bytes], bytes]

_XSLT: Final = "http://www.w3.org/1999/XSL/Transform"
_ELSEWHERE: Final = (f"{{{_XSLT}}}import", f"{{{_XSLT}}}include")


class StylesheetError(ValueError):
    """A style sheet cannot be used; the message says why, in words that continue a sentence."""


def load(content: bytes, form: Advertised) -> Transform:
    """Return what turns metadata into the metadata of a format, by a style sheet.

    What comes out is one element of the format's namespace that names its schema. The function raises ValueError for
    metadata of which the style sheet makes something else.

    Raises:
        StylesheetError: it is not XSLT 1.0, or refers to another file.

    """
    try:
        sheet = xml.parse(content)
        if any(True for _ in sheet.iter(*_ELSEWHERE)):
            raise StylesheetError("it imports or includes another file; put everything into one")
        transform = etree.XSLT(sheet, access_control=etree.XSLTAccessControl.DENY_ALL)
    except (etree.XMLSyntaxError, etree.XSLTParseError, xml.UnsafeXml) as error:
        raise StylesheetError(f"it is no XSLT 1.0: {error}") from error

    def apply(metadata: bytes) -> bytes:
        """Return the metadata that the style sheet makes of other metadata."""
        try:
            root = transform(xml.parse(metadata)).getroot()
        except etree.XSLTApplyError as error:
            raise ValueError(f"the style sheet failed: {error}") from error
        if root is None:
            raise ValueError("the style sheet makes nothing of it")
        if etree.QName(root).namespace != form.namespace:
            raise ValueError(f"the style sheet makes {root.tag!r} of it, which is not in {form.namespace}")
        return native.disseminate(root, form)

    return apply
