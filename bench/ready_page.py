"""The ceiling: a Flask view that returns one ready page from memory, under the same gunicorn as Sheaf.

READY_PAGE names the file that holds the page.
"""

import os
from pathlib import Path

from flask import Flask, Response


def create_app() -> Flask:
    """Return an application whose every answer is the ready page."""
    page = Path(os.environ["READY_PAGE"]).read_bytes()
    app = Flask(__name__, static_folder=None)
    app.add_url_rule("/oai", "oai", lambda: Response(page, content_type="text/xml; charset=UTF-8"))
    return app


application = create_app()
