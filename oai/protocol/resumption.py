"""Resumption tokens: everything about a list's next page, in the token itself, under a seal.

A server keeps no state for a harvest: any worker of any machine that knows the keys continues it, after a restart too.
A token is plain text with a signature, bound to its verb and to the base URL by the salt of the key, and ends 48 hours
after the response that carried it: https://www.openarchives.org/OAI/2.0/guidelines-repository.htm asks
for tens of minutes, the BASE validator for a day.

- https://www.openarchives.org/OAI/2.0/openarchivesprotocol.htm#FlowControl
"""

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from itsdangerous import BadSignature, Signer

LIFETIME = 48 * 3600
"""Seconds."""

_SEPARATOR = "/"  # in no prefix, setSpec, date or number, and harmless in a query that somebody forgot to encode


class SealError(Exception):
    """No key at hand has sealed the token for this verb: it is forged, another list's, or sealed by a newer key."""


class Token(NamedTuple):
    """The rest of a list.

    `after` is where the page before it ended: a stamp, or for ListSets a setSpec. `cursor` is how many entries came
    before, `size` the completeListSize as first told (0: never told), `first` and `last` are from and until as given,
    `expires` is the last second at which the token holds, `seen` a stamp up to which the store was seen.
    """

    after: str
    cursor: int = 0
    size: int = 0
    prefix: str = ""
    spec: str = ""
    first: str = ""
    last: str = ""
    expires: int = 0
    seen: int = 0


class Sealer:
    """Seals and opens tokens. `keys` are newest first: the newest seals, every one opens.

    `scope` is the base URL: two repositories that share a key do not take each other's tokens.
    """

    def __init__(self, keys: Sequence[str], *, scope: str) -> None:
        if not keys:
            raise ValueError("there is no key to seal resumption tokens with")
        self._keys = list(reversed(keys))  # itsdangerous signs with the last
        self._scope = scope
        self._signers: dict[str, Signer] = {}

    def seal(self, verb: str, token: Token, *, now: int) -> tuple[str, int]:
        """Return the token's text, and the second when it expires."""
        expires = now + LIFETIME
        text = _SEPARATOR.join(map(str, token._replace(expires=expires)))
        return self._signer(verb).sign(text).decode(), expires

    def unseal(self, verb: str, text: str) -> Token:
        """Return what was sealed; whether it has expired is for the caller's clock to say.

        Raises:
            SealError: none of the keys has sealed this text for this verb.

        """
        try:
            opened = self._signer(verb).unsign(text).decode()
        except BadSignature as error:
            raise SealError(verb) from error
        try:
            after, cursor, size, prefix, spec, first, last, expires, seen = opened.split(_SEPARATOR)
            return Token(after, int(cursor), int(size), prefix, spec, first, last, int(expires), int(seen))
        except ValueError as error:  # sealed by another version of Sheaf
            raise SealError(verb) from error

    def _signer(self, verb: str) -> Signer:
        """Return what signs for a verb, with its keys derived once instead of for each token."""
        if verb not in self._signers:
            salt = f"sheaf resumptionToken {verb} {self._scope}"
            deriving = Signer(self._keys, salt=salt, key_derivation="hmac", digest_method=hashlib.sha256)
            keys = [deriving.derive_key(key) for key in deriving.secret_keys]
            self._signers[verb] = Signer(keys, salt=salt, key_derivation="none", digest_method=hashlib.sha256)
        return self._signers[verb]
