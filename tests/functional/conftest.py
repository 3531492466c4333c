"""The demonstration collection, served by gunicorn for all functional tests that only read it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import Backend
from tests.functional.servers import PROJECT, environment, free_port, serving, sheaf

DEMO = PROJECT / "oai" / "demo"


@pytest.fixture(scope="session")
def demo(backend: Backend, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the base URL of the demonstration collection, with small pages so that lists have several."""
    folder: Path = tmp_path_factory.mktemp("demo")
    with backend.lend() as url:
        settings = {"SHEAF_CONFIG": str(DEMO / "sheaf.toml"), "SHEAF_DATABASE_URL": url}
        plain = {name: value for name, value in environment(folder, url).items() if not name.startswith("SHEAF_")}
        env = {**plain, **settings, "SHEAF_PAGE_SIZE": "20"}
        sheaf("load", str(DEMO), env=env, cwd=folder)
        with serving(env, free_port()) as base_url:
            yield base_url
