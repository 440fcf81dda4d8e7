"""Quantities held against each other by what they measure, whatever their units."""

from fractions import Fraction

from assistant.language.quantities import Quantity

_IN_SMALLER = {
    "year": ("month", 12),
    "week": ("day", 7),
    "ha": ("m²", 10_000),
    "km": ("metre", 1_000),
}


def is_same(one: Quantity, other: Quantity) -> bool:
    """Whether both say as much of the same: 24 months and two years, 50 % and a half."""
    return _measured(one) == _measured(other)


def is_within(one: Quantity, least: Quantity | None, most: Quantity | None) -> bool:
    """Whether it stands between bounds of its kind, None for no bound."""
    value, unit = _measured(one)
    for bound, is_least in ((least, True), (most, False)):
        if bound is None:
            continue
        limit, of = _measured(bound)
        if of != unit or isinstance(value, str) or isinstance(limit, str):
            return False
        if (value < limit) if is_least else (value > limit):
            return False
    return True


def unit_of(quantity: Quantity) -> str:
    """That of all that it can be held against: years are counted in months."""
    return _measured(quantity)[1]


def _measured(quantity: Quantity) -> tuple[Fraction | str, str]:
    value, unit = quantity.value, quantity.unit
    if ":" in value:
        return value, unit
    if "/" in value:
        return 100 * Fraction(value), "%"
    unit, factor = _IN_SMALLER.get(unit, (unit, 1))
    return factor * Fraction(value), unit
