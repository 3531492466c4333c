"""`python -m oai.cli`: the `sheaf` command without its script."""

from oai.cli import main

main()
