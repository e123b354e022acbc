"""One run of `validate`: read, compare, check, write in as many formats as asked for."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ctrack import __version__
from ctrack.checks.registry import RULES
from ctrack.cli.common import output_width
from ctrack.cli.paths import Chosen, choose
from ctrack.cli.session import write_bytes
from ctrack.errors import FINDINGS, CannotRunError, UsageError
from ctrack.findings import Severity
from ctrack.frozen import frozen, replace
from ctrack.i18n import N_, Message
from ctrack.i18n import gettext as _
from ctrack.render.findings.concise import to_concise
from ctrack.render.findings.summary import summary
from ctrack.store import git
from ctrack.store.locate import kind_of
from ctrack.store.read import read_contents, read_files
from ctrack.store.validate import Compared, validate
from ctrack.values.commits import SHORT
from ctrack.values.names import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ctrack.cli.common import Common
    from ctrack.findings import Located, Report
    from ctrack.store.gather import Means
    from ctrack.store.read import Reading


@frozen
class Request:
    """What the command line asks for."""

    common: Common
    paths: tuple[str, ...]
    form: str | None
    outputs: tuple[str, ...]
    is_strict: bool
    base: str | None
    freshness: bool
    means: Means


def run(request: Request) -> int:
    """Validate and write; gives the exit code."""
    form = _known_format(request.form or ("text" if sys.stdout.isatty() else "concise"), "--format")
    outputs = [_split_output(output) for output in request.outputs]
    chosen = choose(request.common, request.paths)
    _refuse_to_overwrite([file for _name, file in outputs], chosen)
    reading = read_files(chosen.tracker, request.means)
    base = _compared(request.base, chosen) if request.base is not None else None
    report = validate(reading, request.common.day, freshness=request.freshness, base=base)
    report = _as_asked(report, chosen)
    if not report.files and not report.findings:
        raise UsageError(Message(N_("nothing that is read stands at: {paths}"), {"paths": ", ".join(request.paths)}))
    for name, file in outputs:
        _write_file(file, FORMATS[name](report))
    _write(form, report, has_color=request.common.has_color)
    if "github" in {form, *(name for name, _file in outputs)}:
        _write_step_summary(report)
    _tell_what_is_missing(reading, base)
    failing = {Severity.ERROR, Severity.WARNING} if request.is_strict else {Severity.ERROR}
    return FINDINGS if any(found.severity in failing for found in report.findings) else 0


def _known_format(name: str, option: str) -> str:
    if name in FORMATS:
        return name
    near = nearest(name, FORMATS)
    raise UsageError(
        Message(
            N_('{option}: "{word}" is not one of: {allowed}'),
            {"option": option, "word": name, "allowed": ", ".join(FORMATS)},
        ),
        Message(N_("did you mean: {names}?"), {"names": near[0]}) if near else None,
    )


def _split_output(output: str) -> tuple[str, Path]:
    name, colon, file = output.partition(":")
    if not colon or not file:
        raise UsageError(Message(N_('--output: "{text}" is not FORMAT:FILE'), {"text": output}))
    return _known_format(name, "--output"), Path(file)


def _refuse_to_overwrite(files: list[Path], chosen: Chosen) -> None:
    """Raise UsageError where a report would take the place of a file of the tracker, or of another report."""
    places = [file.resolve() for file in files]
    for file, place in zip(files, places, strict=True):
        name = Path(os.path.relpath(place, chosen.tracker.resolve())).as_posix()
        if kind_of(name):
            raise UsageError(Message(N_("--output: {file} is a file of the tracker"), {"file": file}))
        if places.count(place) > 1:
            raise UsageError(Message(N_("--output: {file} is named more than once"), {"file": file}))


def _as_asked(report: Report, chosen: Chosen) -> Report:
    """Keep the files that were named, and say where they are seen from."""
    cwd = Path.cwd()
    root = git.root_above(chosen.tracker.resolve()) or cwd
    return replace(
        report,
        findings=tuple(found for found in report.findings if _is_asked(found, chosen)),
        accepted=tuple(one for one in report.accepted if chosen.has(one.located.position.file)),
        files=tuple(file for file in report.files if chosen.has(file)),
        prefix=chosen.prefix_from(cwd),
        root_prefix=chosen.prefix_from(root),
    )


def _is_asked(found: Located, chosen: Chosen) -> bool:
    """Tell whether a finding is of what was named: also one of what stood there in the base."""
    before = (other.position.file for other in found.related if other.in_base)
    return any(chosen.has(file) for file in (found.position.file, *before))


def _compared(revision: str, chosen: Chosen) -> Compared:
    """Read the tracker as it was where the work tree left `revision`."""
    repository = git.find_repository(chosen.tracker)
    commit = git.resolve(repository, revision)
    folder = chosen.prefix_from(repository.root)
    base = git.read_base(repository, commit, folder)
    changed = git.changed_lines(repository, commit, base.folder if base else folder, folder)
    name = commit[:SHORT] if commit.startswith(revision) else f"{revision} ({commit[:SHORT]})"
    return Compared(name, read_contents(base.contents, base.unread) if base else None, changed)


def _tell_what_is_missing(reading: Reading, base: Compared | None) -> None:
    """Never let silence stand for a check that did not run."""
    if reading.dataset is None:
        sys.stderr.write(_("ctrack: tracker.yaml cannot be read; the rules that need it did not run") + "\n")
    if base and base.reading is None:
        text = _("ctrack: {base} holds no tracker; everything counts as new")
        sys.stderr.write(text.format(base=base.name) + "\n")


def _write(form: str, report: Report, *, has_color: bool) -> None:
    if form == "text":
        from ctrack.render.findings.text import to_text  # noqa: PLC0415

        sys.stdout.write(to_text(report, color=has_color, width=output_width()))
        return
    if form == "concise":
        sys.stdout.write(to_concise(report))
    else:
        write_bytes(FORMATS[form](report))
    sys.stdout.flush()
    if form in {"concise", "github"}:
        sys.stderr.write(summary(report) + "\n")


def _write_file(file: Path, text: str) -> None:
    try:
        file.write_bytes(text.encode("utf-8"))
    except OSError as error:
        message = Message(N_("--output: {file}: {reason}"), {"file": file, "reason": error.strerror})
        raise CannotRunError(message) from None


def _write_step_summary(report: Report) -> None:
    from ctrack.render.findings.step_summary import to_step_summary  # noqa: PLC0415

    file = os.environ.get("GITHUB_STEP_SUMMARY")
    if file:
        with Path(file).open("ab") as summary_file:
            summary_file.write(to_step_summary(report).encode("utf-8"))


def _text(report: Report) -> str:
    from ctrack.render.findings.text import to_text  # noqa: PLC0415

    return to_text(report, color=False, width=None)


def _github(report: Report) -> str:
    """Name files from the workspace, which is where annotations are looked up."""
    from ctrack.render.findings.github import to_github  # noqa: PLC0415

    workspace = os.environ.get("GITHUB_WORKSPACE")
    if not workspace:
        return to_github(report, root=report.prefix)
    tracker = Path.cwd() / report.prefix
    return to_github(report, root=Chosen(tracker, ()).prefix_from(Path(workspace)))


def _gitlab(report: Report) -> str:
    from ctrack.render.findings.gitlab import to_gitlab  # noqa: PLC0415

    return to_gitlab(report)


def _sarif(report: Report) -> str:
    from ctrack.render.findings.sarif import to_sarif  # noqa: PLC0415

    return to_sarif(report, RULES, __version__)


def _junit(report: Report) -> str:
    from ctrack.render.findings.junit import to_junit  # noqa: PLC0415

    return to_junit(report)


def _json(report: Report) -> str:
    from ctrack.render.findings.json import to_json_report  # noqa: PLC0415

    return to_json_report(report)


FORMATS: Mapping[str, Callable[[Report], str]] = {
    "text": _text,
    "concise": to_concise,
    "github": _github,
    "gitlab": _gitlab,
    "sarif": _sarif,
    "junit": _junit,
    "json": _json,
}
