"""What the statements of a record on rights and access amount to, gathered one after the other.

The one rights URI is the first that is canonical (`crosswalks.rights`); it is never guessed from words. What the
archive itself says beside it is a statement; only the standard name of the URI is its label.
"""

from crosswalks import rights
from crosswalks.record import Access, Agent, Copyright, Rights, Statement, StatementKind
from crosswalks.sources import access_words


class RightsFound:
    """Rights and access, as far as they have been read. `notes` takes what is worth saying in the report."""

    def __init__(self, notes: list[str]) -> None:
        self.licence = ""
        self.holders: list[Agent] = []
        self.copyright: Copyright | None = None
        self._notes = notes
        self._uris: list[str] = []
        self._label = ""
        self._statements: list[Statement] = []
        self._access: list[Access] = []

    def rights(self) -> Rights:
        """Return the rights of the document."""
        access, statements = access_words.together(self._access), tuple(self._statements)
        if not self._access:
            access, statements = access_words.parted(self._statements, self._notes)
        return Rights(
            uri=next(iter(self._uris), ""), label=self._label, statements=statements,
            holders=tuple(self.holders), copyright=self.copyright, licence_uri=self.licence, access=access,
        )  # fmt: skip

    def take(self, uri: str) -> None:
        """Return nothing; keep a canonical URI: the first as the document's, a licence beside it as its licence."""
        if not self._uris or uri in self._uris:
            self._uris.append(uri)
        elif uri.startswith(rights.CREATIVE_COMMONS_URI) and self.licence in ("", uri):
            self.licence = uri
        else:
            self._notes.append(f"The record has more than one rights URI; {uri} was kept as text.")
            self._statements.append(Statement(text=uri))

    def is_label(self, text: str, uri: str) -> bool:
        """Return whether a text is but the standard name of a rights URI; that of the document's own is its label."""
        if text.strip(" .").casefold() != rights.label(uri).casefold():
            return False
        self._label = self._label or (text if uri == self._uris[0] else "")
        return True

    def state(self, text: str, *, lang: str = "", kind: StatementKind = "use") -> None:
        """Return nothing; keep a statement in words."""
        self._statements.append(Statement(text=text, lang=lang, kind=kind))

    def limit(self, access: Access) -> None:
        """Return nothing; keep what is said of access."""
        self._access.append(access)
