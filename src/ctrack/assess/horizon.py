"""Which target is judged: the one for the end of the term, the next one, or that of a year."""

from typing import Final

TERM: Final = "term"
NEXT: Final = "next"
