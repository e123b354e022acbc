"""What `status`, `district`, `show`, `explain`, `rank`, `due`, `owner`, `tasks` and `validate` do with their arguments.

Each gives its exit code. Pydantic and all behind it are imported only once the arguments are right.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from ctrack.assess.results import Status
from ctrack.assess.targets import TERM
from ctrack.cli.common import Format
from ctrack.errors import UsageError
from ctrack.i18n import N_, Message
from ctrack.values.names import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctrack.cli.common import Common
    from ctrack.cli.session import Session

MAX_SPAN = 3660
"""The most days that `due` looks ahead."""


def _session(common: Common, form: Format, rev: str | None) -> Session:
    from ctrack.cli.reading import begun  # noqa: PLC0415

    means = begun(lambda: common.tracker) if rev is None else None
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
    statuses, key = read_statuses(status), _read_sort(sort)
    session = _session(common, form, rev)
    from ctrack.cli.compose import status_view  # noqa: PLC0415

    view = status_view(session, programmes=program, statuses=statuses, owners=owner, horizon=horizon, sort=key)
    session.show(view)
    return 0


def read_statuses(given: Sequence[str]) -> frozenset[Status]:
    """Read `--status`, which may be repeated and may list several with commas."""
    words = [word.strip() for part in given for word in part.split(",")]
    for word in words:
        if word not in set(Status):
            near = nearest(word, Status)
            message = Message(
                N_('--status: "{word}" is not one of: {allowed}'), {"word": word, "allowed": ", ".join(Status)}
            )
            raise UsageError(message, Message(N_("did you mean: {names}?"), {"names": near[0]}) if near else None)
    return frozenset(map(Status, words))


def _read_sort(given: str | None) -> str | None:
    allowed = ("code", "attainment", "deadline")
    if given is not None and given not in allowed:
        raise UsageError(
            Message(N_('--sort: "{word}" is not one of: {allowed}'), {"word": given, "allowed": ", ".join(allowed)})
        )
    return given


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
    span = read_span(within)
    session = _session(common, form, rev)
    from ctrack.cli.follow_up import due_view  # noqa: PLC0415

    session.show(due_view(session, within=span, owners=owner))
    return 0


def read_span(given: str) -> timedelta:
    """Read `--within`: a number of days or weeks, at most ten years."""
    found = re.fullmatch(r"([0-9]{1,5})([dw])", given)
    days = int(found[1]) * (7 if found[2] == "w" else 1) if found else MAX_SPAN + 1
    if days > MAX_SPAN:
        message = Message(N_('--within: "{word}" is not a number of days or weeks up to ten years'), {"word": given})
        raise UsageError(message, Message(N_("write 90d or 12w")))
    return timedelta(days=days)


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
