"""The demonstration collection, served by gunicorn for all functional tests that only read it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.functional.servers import PROJECT, environment, free_port, serving, sheaf

DEMO = PROJECT / "oai" / "demo"


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the base URL of the demonstration collection, with small pages so that lists have several."""
    folder: Path = tmp_path_factory.mktemp("demo")
    settings = {"SHEAF_CONFIG": str(DEMO / "sheaf.toml"), "SHEAF_DATABASE_URL": f"sqlite:///{folder / 'demo.db'}"}
    plain = {name: value for name, value in environment(folder).items() if not name.startswith("SHEAF_")}
    env = {**plain, **settings, "SHEAF_PAGE_SIZE": "20"}
    sheaf("db", "upgrade", env=env, cwd=folder)
    sheaf("load", str(DEMO), env=env, cwd=folder)
    with serving(env, free_port()) as base_url:
        yield base_url
