"""`sheaf check`: what in the collection is missing, and what aggregators stumble over."""

import json
from datetime import UTC, datetime
from pathlib import Path

import click
from jinja2 import Environment, PackageLoader, StrictUndefined

from crosswalks.quality.profiles import PROFILES
from models import admin
from oai import checking
from oai.checking import COVERED, Broken, Report
from oai.cli import progress, reports
from oai.cli.edge import Command
from oai.cli.output import say, shortened, table
from oai.cli.shell import Shell, pass_shell


@click.command(
    cls=Command,
    examples={
        "sheaf check": "what every harvester stumbles over",
        "sheaf check --profile europeana": "what Europeana asks, too",
        "sheaf check --html quality.html": "a page with charts",
    },
)
@click.option(
    "--profile",
    type=click.Choice(list(PROFILES)),
    default="everyone",
    show_default=True,
    help="For whom.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--html", "page", metavar="FILE", help="Write a page with charts, too.")
@pass_shell
def check(shell: Shell, profile: str, page: str | None, *, as_json: bool) -> None:
    """Report on the quality of the records.

    Columns: how many records, rule, what is wrong, what to do, one of the records. The exit code is 1 when records lack
    what is mandatory.
    """
    reports.refuse_to_overwrite(page, shell.files)
    report = _report(shell, profile)
    if page:
        Path(page).write_text(html(report, shell.settings.repository_name), encoding="utf-8")
        say(f"Written: {page}")
    if as_json:
        click.echo(json.dumps(_described(report), indent=2, ensure_ascii=False))
    else:
        _print(report)
    if report.refused:
        click.get_current_context().exit(1)


def _report(shell: Shell, profile: str) -> Report:
    """Return the report, with a bar while it is made."""
    engine = shell.ready
    with shell.reading() as connection:
        known = admin.counts(connection)
    with progress.display(known.items - known.deleted, of="items") as display:
        return checking.check(engine, shell.settings, profile, display.advance)


def _print(report: Report) -> None:
    """Print the report as a table, and its sum to stderr."""
    rows = [
        (each.records, each.rule.name, each.detail or each.rule.summary, each.rule.advice, _example(each))
        for each in report.worst()
    ]
    if rows:
        table(("Records#", "Rule", "What is wrong", "What to do", "Such as"), rows)
    poorer = report.records - report.refused - report.faultless
    checked = f"{report.records:,} record{'' if report.records == 1 else 's'}"
    say(
        f"{checked} checked for {report.profile}: {report.faultless:,} with nothing to mend,"
        f" {poorer:,} poorer than they could be, {report.refused:,} lack what is mandatory."
    )


def _example(found: Broken) -> str:
    """Return one of the records, with what it breaks the rule by if that is short enough."""
    identifier, value = found.examples[0]
    return f"{identifier}: {shortened(value)}" if value else identifier


def _described(report: Report) -> dict[str, object]:
    """Return the report as a JSON object."""
    return {
        "profile": report.profile,
        "records": report.records,
        "faultless": report.faultless,
        "refused": report.refused,
        "rules": [
            {
                "name": each.rule.name,
                "severity": each.rule.severity,
                "summary": each.rule.summary,
                "detail": each.detail,
                "advice": each.rule.advice,
                "records": each.records,
                "examples": [{"identifier": identifier, "value": value} for identifier, value in each.examples],
            }
            for each in report.worst()
        ],
        "coverage": {name: report.coverage[name] for name in COVERED},
    }


def html(report: Report, name: str) -> str:
    """Return the report as one page of HTML that needs nothing else."""

    def percent(count: int) -> str:
        return f"{100 * count / max(report.records, 1):.1f}"

    environment = Environment(loader=PackageLoader("oai.cli"), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("quality.html").render(
        report=report,
        name=name,
        when=f"{datetime.now(UTC):%Y-%m-%d}",
        broken=report.worst(),
        coverage=[(what, report.coverage[what]) for what in COVERED],
        percent=percent,
        share=lambda count: f"{percent(count)} %",
    )
