"""Tables and SQL of Sheaf: what is kept, how it is published, how it is read.

Knows no HTTP, no protocol text and no metadata format: renditions and headers are bytes here.
"""
