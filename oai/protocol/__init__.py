"""OAI-PMH 2.0 itself, in plain Python: no web framework, no database, no XML tree."""
