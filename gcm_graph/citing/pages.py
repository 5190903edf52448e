"""Say on which pages units stand: a number that was worked out is in brackets, as editors write what is not printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gcm_graph.units import Unit


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a unit, or of a whole with its parts.

    Attributes:
        first: the first page.
        last: the last page.
        inferred: which of these two numbers were worked out, in order.
    """

    first: int
    last: int
    inferred: tuple[int, ...] = ()

    def numbers(self, dash: str) -> str:
        """Return the numbers, each in brackets of its own where it was worked out.

        >>> Pages(29, 30, (30,)).numbers("–"), Pages(14, 14, (14,)).numbers("–")
        ('29–[30]', '[14]')

        Args:
            dash: what stands between the first and the last.
        """
        return dash.join(
            f"[{number}]" if number in self.inferred else str(number)
            for number in dict.fromkeys((self.first, self.last))
        )

    @property
    def words(self) -> str:
        """The pages for a terminal: `page 20`, `pages 29-[30]`."""
        return f"{'page' if self.first == self.last else 'pages'} {self.numbers('-')}"

    @property
    def basis(self) -> str:
        """How the numbers are known: `printed`, `inferred`, or which of the two is inferred."""
        if not self.inferred:
            return "printed"
        one_of_two = self.first != self.last and len(self.inferred) == 1
        return f"{self.inferred[0]} inferred" if one_of_two else "inferred"


def pages_of(units: Sequence[Unit]) -> Pages:
    """Return the pages of units, from the page on which the first begins to that on which the last ends.

    Args:
        units: a unit, with its parts where these are meant too.
    """
    first = min(units, key=lambda unit: (unit.first_page, unit.reading_order))
    last = max(units, key=lambda unit: (unit.last_page, unit.reading_order))
    return Pages(
        first.first_page,
        last.last_page,
        tuple(
            dict.fromkeys(
                number
                for number, unit in ((first.first_page, first), (last.last_page, last))
                if number in unit.inferred_pages
            )
        ),
    )
