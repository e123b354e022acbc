"""The commands."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from ctrack import __version__
from ctrack.cli.options import AsOfOption, ColorOption, Common, DataOption, LanguageOption
from ctrack.cli.quality import diff, fmt, rule, schema, validate
from ctrack.cli.scripts import completion
from ctrack.cli.views import district, due, explain, owner, rank, show, status, tasks
from ctrack.i18n import gettext as _

app = typer.Typer(
    name="ctrack",
    help=_("Follow programmes, targets and measured values kept in plain YAML files."),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(value: bool) -> None:  # noqa: FBT001 - typer's callback
    if value:
        sys.stdout.write(f"ctrack {__version__}\n")
        raise typer.Exit


@app.callback()
def main(
    context: typer.Context,
    *,
    data: DataOption = None,
    as_of: AsOfOption = None,
    lang: LanguageOption = None,  # noqa: ARG001 - read before the texts of the help are made
    color: ColorOption = None,
    version: Annotated[  # noqa: ARG001
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help=_("Show the version and exit."))
    ] = False,
) -> None:
    """Keep the options that stand before the command."""
    context.obj = Common(data=data, as_of=as_of, color=color)


app.command("status", help=_("Show how the programmes stand, or the indicators of some."))(status)
app.command("district", help=_("Show one district, or all of them."))(district)
app.command("show", help=_("Show one indicator whole."))(show)
app.command("explain", help=_("Show how a number came about, and who entered what it rests on."))(explain)
app.command("rank", help=_("Show the districts in order on one indicator."))(rank)
app.command("due", help=_("Show targets and tasks that are overdue or due soon, and stale figures."))(due)
app.command("owner", help=_("Show what each agency answers for, and how it stands."))(owner)
app.command("tasks", help=_("Show tasks with owner, due date and status."))(tasks)
app.command("validate", help=_("Find what is wrong in the tracker's files."))(validate)
app.command("diff", help=_("Tell what changed between two revisions, and which statuses moved because of it."))(diff)
app.command("rule", help=_("Explain a rule, or list all of them."))(rule)
app.command("fmt", help=_("Bring the tracker's files into canonical layout; comments stay."))(fmt)
app.command("schema", help=_("Give the JSON Schema of every file kind, for editors."))(schema)
app.command("completion", help=_("Print the script that lets a shell complete commands, codes and names."))(completion)
