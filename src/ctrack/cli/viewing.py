"""What `status`, `district`, `show`, `explain`, `rank`, `due`, `owner`, `tasks` and `validate` do with their arguments.

Each gives its exit code. What checks and shows is imported while other processes read already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.assess.horizon import TERM
from ctrack.cli.common import Common, Format

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctrack.cli.session import Session
    from ctrack.store.gather import Means


def _begun(common: Common, rev: str | None) -> Means | None:
    """Have others begin to read, before all that checks and shows is imported."""
    from ctrack.cli.reading import begun  # noqa: PLC0415

    return begun(lambda: common.tracker) if rev is None else None


def _session(common: Common, form: Format, rev: str | None, means: Means | None = None) -> Session:
    means = means or _begun(common, rev)
    from ctrack.cli.session import open_session  # noqa: PLC0415

    return open_session(common, form, rev, means)


def status(
    common: Common,
    *,
    program: Sequence[str] = (),
    status: Sequence[str] = (),
    owner: Sequence[str] = (),
    horizon: str = TERM,
    sort: str | None = None,
    form: Format = Format.TABLE,
    rev: str | None = None,
) -> int:
    """Show how the programmes stand, or the indicators of some."""
    means = _begun(common, rev)
    from ctrack.cli.asked import read_sort, read_statuses  # noqa: PLC0415

    statuses, key = read_statuses(status), read_sort(sort)
    session = _session(common, form, rev, means)
    from ctrack.cli.compose import status_view  # noqa: PLC0415

    view = status_view(session, programmes=program, statuses=statuses, owners=owner, horizon=horizon, sort=key)
    session.show(view)
    return 0


def district(
    common: Common,
    name: str | None = None,
    *,
    horizon: str = TERM,
    form: Format = Format.TABLE,
    rev: str | None = None,
) -> int:
    """Show one district, or all of them."""
    session = _session(common, form, rev)
    from ctrack.cli.compose import all_districts_view, district_view  # noqa: PLC0415

    session.show(all_districts_view(session, horizon) if name is None else district_view(session, name, horizon))
    return 0


def show(common: Common, code: str, *, horizon: str = TERM, form: Format = Format.TABLE, rev: str | None = None) -> int:
    """Show one indicator whole."""
    session = _session(common, form, rev)
    from ctrack.cli.compose import indicator_view  # noqa: PLC0415

    session.show(indicator_view(session, code, horizon))
    return 0


def explain(
    common: Common,
    code: str,
    *,
    district: str | None = None,
    horizon: str = TERM,
    form: Format = Format.TABLE,
    rev: str | None = None,
) -> int:
    """Show how a number and a status came about."""
    session = _session(common, form, rev)
    from ctrack.cli.explaining import explain_view  # noqa: PLC0415

    session.show(explain_view(session, code, district, horizon))
    return 0


def rank(common: Common, code: str, *, horizon: str = TERM, form: Format = Format.TABLE, rev: str | None = None) -> int:
    """Show the districts in order on one indicator."""
    session = _session(common, form, rev)
    from ctrack.cli.compose import rank_view  # noqa: PLC0415

    session.show(rank_view(session, code, horizon))
    return 0


def due(
    common: Common,
    *,
    within: str = "90d",
    owner: Sequence[str] = (),
    form: Format = Format.TABLE,
    rev: str | None = None,
) -> int:
    """Show what is overdue, due soon or stale."""
    means = _begun(common, rev)
    from ctrack.cli.asked import read_span  # noqa: PLC0415

    span = read_span(within)
    session = _session(common, form, rev, means)
    from ctrack.cli.follow_up import due_view  # noqa: PLC0415

    session.show(due_view(session, within=span, owners=owner))
    return 0


def owner(common: Common, name: str | None = None, *, form: Format = Format.TABLE, rev: str | None = None) -> int:
    """Show what each agency answers for, and how it stands."""
    session = _session(common, form, rev)
    from ctrack.cli.follow_up import all_owners_view, owner_view  # noqa: PLC0415

    session.show(all_owners_view(session) if name is None else owner_view(session, name))
    return 0


def tasks(
    common: Common,
    *,
    program: Sequence[str] = (),
    owner: Sequence[str] = (),
    overdue: bool = False,
    form: Format = Format.TABLE,
    rev: str | None = None,
) -> int:
    """Show tasks with owner, due date and status."""
    session = _session(common, form, rev)
    from ctrack.cli.follow_up import tasks_view  # noqa: PLC0415

    session.show(tasks_view(session, programmes=program, owners=owner, overdue_only=overdue))
    return 0


def validate(
    common: Common,
    *paths: str,
    form: str | None = None,
    output: Sequence[str] = (),
    strict: bool = False,
    base: str | None = None,
    freshness: bool = False,
) -> int:
    """Find what is wrong in the tracker's files."""
    from ctrack.cli.paths import choose  # noqa: PLC0415
    from ctrack.cli.reading import begun  # noqa: PLC0415

    means = begun(lambda: choose(common, paths).tracker)
    from ctrack.cli.validation import Request, run  # noqa: PLC0415

    return run(
        Request(
            common=common,
            paths=paths,
            form=form,
            outputs=tuple(output),
            is_strict=strict,
            base=base,
            freshness=freshness,
            means=means,
        )
    )
