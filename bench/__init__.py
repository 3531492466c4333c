"""How fast Sheaf serves: `make bench` fills repositories, harvests them and writes results.md, plots and query plans.

    corpus.py       made records, as drafts           servers.py    Sheaf, the ceiling and the floor under gunicorn
    databases.py    a database for each kind          ceiling.py    a view that returns a ready page
    collection.py   a repository, filled and kept     floor.py      a view that joins stored XML, without the protocol
    wire.py         a small HTTP client               harvester.py  harvests, by one or several processes
    measures.py     the ratios that have targets      wider.py      everything else that is measured
    results.py      figures, kept between runs        report.py     results.md
    plot.py         latency by depth, as SVG          plans.py      what the databases say that they do
    machine.py      what was measured on              run.py        all of it

What counts are ratios of what was measured in turn, within one run: records per second depend on the machine.
"""
