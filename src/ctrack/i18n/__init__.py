"""Every text a reader sees passes through here: templates, their arguments and the language in force.

`gettext` and `ngettext` translate on the spot; `Message` keeps template and arguments apart, so that the same
finding can be printed in a reader's language and written to a machine format in English.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ctrack.frozen import NOTHING, frozen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from gettext import NullTranslations

LANGUAGES = ("en", "vi")
CATALOGUES = Path(__file__).parent


class _Active:
    """The language in force: set once by the shell, read by everything that makes text."""

    language = "en"
    catalogue: NullTranslations | None = None


def activate(language: str) -> None:
    """Make `language` (`en` or `vi`) the one that later texts are written in, as far as there is a catalogue for it."""
    _Active.language = language
    _Active.catalogue = None
    if language != "en":
        from gettext import find, translation  # noqa: PLC0415 - English needs no catalogue, and start-up is counted

        if find("ctrack", CATALOGUES, [language]):
            _Active.catalogue = translation("ctrack", CATALOGUES, [language])


def language() -> str:
    """Tell the language that was asked for: names in the data are shown in it."""
    return _Active.language


def written_language() -> str:
    """Tell the language that words are written in; numbers and dates follow the words around them."""
    return _Active.language if _Active.catalogue else "en"


def gettext(template: str) -> str:
    """Translate `template` into the language in force."""
    return _Active.catalogue.gettext(template) if _Active.catalogue else template


def ngettext(singular: str, plural: str, number: int) -> str:
    """Translate a text that counts `number` things."""
    if _Active.catalogue:
        return _Active.catalogue.ngettext(singular, plural, number)
    return singular if number == 1 else plural


def every_language(template: str) -> tuple[str, ...]:
    """Give a text in each language there is: what people read back may have been written in another than theirs."""
    from gettext import translation  # noqa: PLC0415

    catalogues = [translation("ctrack", CATALOGUES, [one], fallback=True) for one in LANGUAGES]
    return tuple(catalogue.gettext(template) for catalogue in catalogues)


def N_(template: str) -> str:  # noqa: N802 - the name that catalogue extractors look for
    """Mark `template` for the catalogues; it is translated where it is shown."""
    return template


@frozen(kw_only=False)
class Message:
    """A sentence for a reader: a template with `{named}` places, and what goes into them."""

    template: str
    args: Mapping[str, object] = NOTHING

    def __str__(self) -> str:
        """Write it in English, as machine formats want it."""
        return self.template.format_map(self.args)

    def translated(self) -> str:
        """Write it in the language in force."""
        args = {key: value.translated() if isinstance(value, Message) else value for key, value in self.args.items()}
        return gettext(self.template).format_map(args)
