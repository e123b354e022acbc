"""One run of a view: load the tracker, tell of its findings, write the result."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ctrack.cli import reading
from ctrack.cli.common import Common, Format, output_width
from ctrack.errors import CannotRunError
from ctrack.findings import Located, Severity
from ctrack.frozen import frozen, replace, values_of
from ctrack.i18n import N_, Message
from ctrack.i18n import gettext as _
from ctrack.render.findings.concise import concise_line
from ctrack.render.findings.summary import counted
from ctrack.render.json import envelope, to_json
from ctrack.render.page import Page, Paragraph, Tone
from ctrack.render.text import ASCII, UNICODE, Glyphs
from ctrack.store.gather import Means
from ctrack.store.load import Loaded, UnreadableTrackerError, load, load_revision
from ctrack.store.locate import path_from
from ctrack.values.commits import SHORT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path
    from typing import TextIO

    from ctrack.assess.results import Result
    from ctrack.dataset import Dataset
    from ctrack.findings import Pointer
    from ctrack.render.json import Json

SHOWN_FINDINGS = 5
Tracked = TypeVar("Tracked", bound=Loaded | None)


@frozen
class View:
    """What a view gives: a page for readers, and how to make the same for machines."""

    page: Callable[[int | None, Glyphs], Page]
    data: Callable[[], dict[str, Json]]
    rows: Callable[[], tuple[Sequence[str], Sequence[Mapping[str, object]]]]
    markdown: Callable[[], str] | None = None
    """Markdown of its own, where the page's will not do."""


@frozen
class Session:
    """A loaded tracker and the day that is asked for."""

    loaded: Loaded
    tracker: Path
    day: date
    format: Format
    has_color: bool

    @property
    def dataset(self) -> Dataset:
        """The data."""
        return self.loaded.dataset

    def locate(self, pointer: Pointer) -> tuple[str, int]:
        """Give the file and line of a record."""
        return self.loaded.locate(pointer)

    def flat(self, result: Result) -> Mapping[str, object]:
        """Give a row as one level of columns."""
        from ctrack.render.flat import flat_row  # noqa: PLC0415 - only CSV needs it

        return flat_row(self.dataset, self.locate, result)

    def show(self, view: View) -> None:
        """Write a view in the format that was asked for."""
        commit = self.loaded.commit
        about: dict[str, Json] = {} if commit is None else {"revision": commit}
        dated = replace(
            view,
            page=lambda width, glyphs: _from_commit(view.page(width, glyphs), commit),
            data=lambda: envelope(self.day, about | view.data()),
        )
        show_view(dated, self.format, has_color=self.has_color)


def _from_commit(page: Page, commit: str | None) -> Page:
    """Say which commit the data are from; what is not said is of the work tree."""
    if commit is None:
        return page
    told = _("As the files stood at commit {commit}.").format(commit=commit[:SHORT])
    return Page((Paragraph(told, Tone.MUTED), *page.blocks))


def show_view(view: View, form: Format, *, has_color: bool) -> None:
    """Write a view to standard output."""
    match form:
        case Format.JSON:
            write_bytes(to_json(view.data()) + "\n")
        case Format.CSV:
            from ctrack.render.csv import to_csv  # noqa: PLC0415

            write_bytes(to_csv(*view.rows()))
        case Format.MARKDOWN:
            from ctrack.render.markdown import to_markdown  # noqa: PLC0415

            write_bytes(view.markdown() if view.markdown else to_markdown(view.page(None, UNICODE)))
        case Format.TABLE:
            from ctrack.render.terminal import to_text  # noqa: PLC0415

            width, glyphs = output_width(), _glyphs_for(sys.stdout)
            text = to_text(view.page(width, glyphs), width, color=has_color, ascii_only=glyphs is ASCII)
            sys.stdout.write(text)


def _glyphs_for(stream: TextIO) -> Glyphs:
    """Choose the signs that the output can carry."""
    try:
        "".join(values_of(UNICODE)).encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return UNICODE


def write_bytes(text: str) -> None:
    """Write UTF-8 whatever the locale, and line ends as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()


def open_session(common: Common, form: Format, revision: str | None = None, means: Means | None = None) -> Session:
    """Load the tracker and tell on stderr what is wrong with it; exit 3 only when nothing can be computed."""
    day, tracker = common.day, common.tracker
    place = path_from(Path.cwd(), tracker) if revision is None else f"{revision}:"
    read = (
        partial(load, tracker, means or reading.means())
        if revision is None
        else partial(load_revision, tracker, revision)
    )
    loaded = loaded_telling(read, place)
    if loaded.has_programme_files and not loaded.dataset.programmes:
        raise CannotRunError(Message(N_("nothing can be computed: no programme can be read")))
    return Session(loaded=loaded, tracker=tracker, day=day, format=form, has_color=common.has_color)


def loaded_telling(read: Callable[[], Tracked], place: str) -> Tracked:
    """Load a tracker and tell on stderr what is wrong with it; `place` leads to its files."""
    try:
        loaded = read()
    except UnreadableTrackerError as error:
        tell_findings(error.findings, place)
        raise
    if loaded is not None:
        tell_findings(loaded.findings, place)
    return loaded


def tell_findings(findings: Sequence[Located], place: str) -> None:
    """Say how many findings there are, and show the first, errors before warnings; `place` leads to the files."""
    told = sorted((found for found in findings if found.severity is not Severity.INFO), key=_is_warning)
    if not told:
        return
    lines = [concise_line(found, place) for found in told[:SHOWN_FINDINGS]]
    if len(told) > SHOWN_FINDINGS:
        lines.append(_("… and {count} more: ctrack validate lists them all").format(count=len(told) - SHOWN_FINDINGS))
    lines.append(_summary_line(told))
    sys.stderr.write("\n".join(lines) + "\n")


def _is_warning(found: Located) -> bool:
    return found.severity is Severity.WARNING


def _summary_line(told: Sequence[Located]) -> str:
    counts = {severity: sum(found.severity is severity for found in told) for severity in Severity}
    found = _("ctrack: {counts} in the data").format(counts=counted(counts))
    remark = _("; what cannot be read is left out, rows with errors are marked with !")
    return found + remark if counts[Severity.ERROR] else found
