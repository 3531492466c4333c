"""The ceiling: a Flask view that returns one ready page from memory, under the same gunicorn as Sheaf.

READY_PAGE names the file that holds the page; with READY_GZIP=1 each response is packed anew, by isal at level 1.
"""

import os
from pathlib import Path

from flask import Flask, Response
from isal import isal_zlib

_TYPE = "text/xml; charset=UTF-8"


def create_app() -> Flask:
    """Return an application whose every answer is the ready page."""
    page = Path(os.environ["READY_PAGE"]).read_bytes()
    app = Flask(__name__, static_folder=None)

    def ready() -> Response:
        return Response(page, content_type=_TYPE)

    def packed() -> Response:
        return Response(isal_zlib.compress(page, 1, 31), content_type=_TYPE, headers={"Content-Encoding": "gzip"})

    app.add_url_rule("/oai", "oai", packed if os.environ.get("READY_GZIP") == "1" else ready)
    return app


application = create_app()
