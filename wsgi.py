"""The WSGI application of the repository that the settings describe: `gunicorn wsgi:application`."""

from oai import settings
from oai.app import create_app

try:
    application = create_app(settings.load().settings)
except settings.SettingsError as error:
    raise SystemExit(f"sheaf: {error}") from None
