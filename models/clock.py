"""The one clock of a repository: the database's.

SQLite has no server: its clock is this machine's, which every process that opens the file shares.
"""

import time

from sqlalchemy import Connection


def now(connection: Connection) -> int:
    """Return the database's time in whole seconds since 1970 (UTC), read before anything that follows is read."""
    clock = connection.get_execution_options().get("clock")
    return int(clock() if clock else time.time())
