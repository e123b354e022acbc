"""The commands."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from ctrack import __version__
from ctrack.cli.common import Common
from ctrack.cli.edits import init, new, record
from ctrack.cli.options import AsOfOption, ColorOption, DataOption, LanguageOption, NoCacheOption
from ctrack.cli.outputs import export, report
from ctrack.cli.quality import diff, fmt, rule, schema, validate
from ctrack.cli.scripts import completion
from ctrack.cli.sheets import form, import_
from ctrack.cli.usage import Command, Group
from ctrack.cli.views import district, due, explain, owner, rank, show, status, tasks
from ctrack.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable

app = typer.Typer(
    name="ctrack",
    cls=Group,
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("COMMAND [ARGS]..."),
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
    no_cache: NoCacheOption = False,  # noqa: ARG001 - read before anything is imported
    version: Annotated[  # noqa: ARG001
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help=_("Show the version and exit."))
    ] = False,
) -> None:
    """Keep the options that stand before the command."""
    context.obj = Common(data=data, as_of=as_of, color=color)


def _add(name: str, command: Callable[..., None], told: str) -> None:
    app.command(name, cls=Command, options_metavar=_("[OPTIONS]"), help=told)(command)


_add("status", status, _("Show how the programmes stand, or the indicators of some."))
_add("district", district, _("Show one district, or all of them."))
_add("show", show, _("Show one indicator whole."))
_add("explain", explain, _("Show how a number came about, and who entered what it rests on."))
_add("rank", rank, _("Show the districts in order on one indicator."))
_add("due", due, _("Show targets and tasks that are overdue or due soon, and stale figures."))
_add("owner", owner, _("Show what each agency answers for, and how it stands."))
_add("tasks", tasks, _("Show tasks with owner, due date and status."))
_add("validate", validate, _("Find what is wrong in the tracker's files."))
_add("diff", diff, _("Tell what changed between two revisions, and which statuses moved because of it."))
_add("rule", rule, _("Explain a rule, or list all of them."))
_add("fmt", fmt, _("Bring the tracker's files into canonical layout; comments stay."))
_add("schema", schema, _("Give the JSON Schema of every file kind, for editors."))
_add("record", record, _("Put a figure into the right file, or mark one that was entered wrongly."))
_add("new", new, _("Put a new programme, indicator, district, source or agency where it belongs."))
_add("form", form, _("Write a workbook for an office to fill: a row for each indicator and district."))
_add("import", import_, _("Put the figures of a sheet into the files they belong to, all of them or none."))
_add("report", report, _("Write the periodic report as html, docx, xlsx or Markdown."))
_add("export", export, _("Write all facts and computed results as tidy tables for other tools."))
_add("init", init, _("Make a new tracker with a worked example."))
_add("completion", completion, _("Print the script that lets a shell complete commands, codes and names."))
