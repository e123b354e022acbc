"""`diff`: two revisions loaded, compared, and judged on the same day."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ctrack.changes.compare import compare
from ctrack.changes.effects import effects
from ctrack.cli.reading import means
from ctrack.cli.session import View, loaded_telling
from ctrack.dataset import Files, assemble
from ctrack.errors import CannotRunError
from ctrack.frozen import frozen, replace
from ctrack.i18n import N_, Message
from ctrack.render.changes import DiffView, diff_page, to_comment
from ctrack.render.changes_json import CHANGE_HEADER, change_rows, diff_json
from ctrack.render.json import envelope
from ctrack.store import git
from ctrack.store.load import Loaded, load, load_commit
from ctrack.store.locate import path_from
from ctrack.store.read import read_contents
from ctrack.values.commits import SHORT

if TYPE_CHECKING:
    from ctrack.cli.common import Common


@frozen
class Asked:
    """The revisions that are asked for; without `head` the work tree."""

    base: str
    head: str | None
    is_merge_base: bool


def diff_view(common: Common, asked: Asked) -> tuple[View, bool]:
    """Make `diff BASE [HEAD]`, and tell whether anything changed."""
    view = _compared(common, asked)
    shown = View(
        page=lambda _width, _glyphs: diff_page(view),
        data=lambda: envelope(view.day, diff_json(view)),
        rows=lambda: (CHANGE_HEADER, change_rows(view)),
        markdown=lambda: to_comment(view),
    )
    return shown, bool(view.comparison.changes or view.comparison.uncompared)


def _compared(common: Common, asked: Asked) -> DiffView:
    day, tracker = common.day, common.tracker
    repository = git.find_repository(tracker, "BASE")
    commit = git.commit_of(repository, asked.base)
    head_commit = None if asked.head is None else git.commit_of(replace(repository, option="HEAD"), asked.head)
    if asked.is_merge_base:
        commit = git.resolve(repository, asked.base, head_commit or "HEAD")
    old = loaded_telling(lambda: load_commit(repository, commit, tracker), f"{asked.base}:")
    if head_commit is None:
        new: Loaded | None = loaded_telling(lambda: load(tracker, means()), path_from(Path.cwd(), tracker))
    else:
        new = loaded_telling(lambda: load_commit(repository, head_commit, tracker), f"{asked.head}:")
    base, head = _or_empty(old, new), _or_empty(new, old)
    comparison = compare(base.dataset, head.dataset, broken_base=base.broken, broken_head=head.broken)
    return DiffView(
        base=base.dataset,
        head=head.dataset,
        base_name=commit[:SHORT] if asked.is_merge_base else _name(asked.base, commit),
        head_name=None if asked.head is None or head_commit is None else _name(asked.head, head_commit),
        day=day,
        comparison=comparison,
        effects=effects(base.dataset, head.dataset, comparison.changes, day),
        place=head.locate,
        place_in_base=base.locate,
    )


def _name(revision: str, commit: str) -> str:
    return commit[:SHORT] if commit.startswith(revision) else f"{revision} ({commit[:SHORT]})"


def _or_empty(loaded: Loaded | None, other: Loaded | None) -> Loaded:
    """Let a revision without a tracker be an empty one, so that all of the other counts as new or removed."""
    if loaded is not None:
        return loaded
    if other is None:
        raise CannotRunError(Message(N_("neither of the two revisions holds a tracker")))
    nothing = assemble(Files(tracker=other.dataset.tracker))
    return Loaded(dataset=nothing, findings=(), documents={}, reading=read_contents({}))
