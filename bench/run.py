"""Measure Sheaf and write results.md, the plots and the plans: `make bench ITEMS=100000 DB="sqlite mariadb" RUNS=5`.

BENCH_KEEP=1 keeps what was filled for the next run. Figures of other databases and sizes stay in results.md, each with
the commit that it was measured at.
"""

import argparse
import sys
import time
from pathlib import Path

from bench import databases, machine, measures, plans, plot, report, results, servers, stages, wider
from bench.collection import Collection, filled
from bench.results import Figures


def main() -> int:
    """Measure what the command line asks for; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--databases", nargs="*", choices=databases.KINDS, help="default: all that answer")
    options = parser.parse_args()
    written: list[Path] = []
    for kind in options.databases or databases.answering():
        begun = time.monotonic()
        with filled(kind, options.items) as repository:
            _say(kind, begun, "filled")
            written.append(results.keep(kind, options.items, measure(repository, options.runs)))
            if kind in plans.KINDS:
                written.append(plans.write(repository, databases.version(repository.url)))
            _say(kind, begun, "measured")
    written += report.write()
    print("\n".join(report.ratios(results.kept())))
    print("\nWritten:", *(path.relative_to(report.FOLDER) for path in written))
    return 0


def _say(kind: str, begun: float, what: str) -> None:
    print(f"{kind}: {what} after {time.monotonic() - begun:.0f} s", flush=True)


def measure(repository: Collection, runs: int) -> Figures:
    """Return all figures of a repository."""
    described = machine.describe(databases.version(repository.url))
    with servers.sheaf(repository) as sheaf:
        memory = [("at the start", servers.memory(sheaf))]
        with measures.bench(repository, sheaf, runs) as bench:
            memory.append(("after the first requests", servers.memory(sheaf)))
            ratios, harvests = measures.listing(bench)
            memory.append((f"after {runs} whole harvests", servers.memory(sheaf)))
            ratios += [
                measures.packed(bench),
                measures.again(bench),
                *measures.beginnings(bench),
                measures.single(bench),
            ]
            rows = wider.measure(bench)
            memory.append(("after everything", servers.memory(sheaf)))
    return {
        "kind": repository.kind,
        "items": repository.items,
        "runs": runs,
        "fill seconds": repository.seconds,
        "machine": described,
        "ratios": [ratio._asdict() for ratio in ratios],
        "not offered": [measures.AGAIN],
        "rows": [row._asdict() for row in rows],
        "memory": memory,
        "stages": [stage._asdict() for stage in stages.measure(repository)],
        "curve": plot.curve([harvest.latencies for harvest in harvests])._asdict(),
    }


if __name__ == "__main__":
    sys.exit(main())
