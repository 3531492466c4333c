"""The keys under which resumption tokens are sealed: those of the settings first, then those the database made.

The keys are read when first needed, again after ten minutes, and at once when a seal does not fit, since another
worker may have made a new key meanwhile. So a token survives a restart, another worker and a rotation of keys (I8).
"""

from collections.abc import Sequence

from sqlalchemy import Connection

from models import query, replica
from oai.protocol.errors import BadResumptionToken, ProtocolErrors
from oai.protocol.resumption import Sealer, SealError, Token

FRESH = 600
"""Seconds for which keys once read are taken for the newest."""


class Seals:
    """The seals of one repository; one per process, shared by its threads."""

    def __init__(self, keys: Sequence[str], *, scope: str) -> None:
        self._given = tuple(keys)
        self._scope = scope
        self._read: tuple[Sealer, int] | None = None  # replaced whole: threads see the old pair or the new one

    def seal(self, connection: Connection, verb: str, token: Token, *, now: int) -> tuple[str, int]:
        """Return the token's text, and the second when it expires."""
        return self._sealer(connection, now).seal(verb, token, now=now)

    def unseal(self, connection: Connection, verb: str, text: str, *, now: int) -> Token:
        """Return what a token says.

        Raises:
            ProtocolErrors: with badResumptionToken: it is not one of this verb's here, or has expired.

        """
        try:
            token = self._open(connection, verb, text, now)
        except SealError as error:
            wrong = f"this is no resumptionToken of {verb} here; begin the list anew"
            raise ProtocolErrors(BadResumptionToken(wrong)) from error
        if token.expires < now:
            raise ProtocolErrors(BadResumptionToken("the resumptionToken has expired; begin the list anew"))
        return token

    def _open(self, connection: Connection, verb: str, text: str, now: int) -> Token:
        try:
            return self._sealer(connection, now).unseal(verb, text)
        except SealError:
            return self._renewed(connection, now).unseal(verb, text)

    def _sealer(self, connection: Connection, now: int) -> Sealer:
        if self._read is None or now - self._read[1] > FRESH:
            return self._renewed(connection, now)
        return self._read[0]

    def _renewed(self, connection: Connection, now: int) -> Sealer:
        stored = query.sealing_keys(connection, ripe=replica.ripe(connection, now))
        sealer = Sealer((*self._given, *stored), scope=self._scope)
        self._read = (sealer, now)
        return sealer
