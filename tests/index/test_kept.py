"""What was read stays in memory: read once, and no more of it than there is room for."""

from collections.abc import Sequence

from index.kept import Kept


class Reader:
    """Doubles even numbers, and remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []

    def __call__(self, numbers: Sequence[int]) -> dict[int, int]:
        self.asked.append([*numbers])
        return {number: 2 * number for number in numbers if number % 2 == 0}


def test_what_is_kept_is_not_read_again() -> None:
    read = Reader()
    kept = Kept(read, most=10)
    assert kept.of([2, 4, 2]) == {2: 4, 4: 8}
    assert kept.of([4, 6]) == {4: 8, 6: 12}
    assert kept.of([2, 4, 6]) == {2: 4, 4: 8, 6: 12}
    assert read.asked == [[2, 4], [6]]


def test_what_is_kept_longest_is_forgotten() -> None:
    read = Reader()
    kept = Kept(read, most=2)
    assert kept.of([2, 4, 6]) == {2: 4, 4: 8, 6: 12}
    kept.of([4, 6])
    kept.of([2])
    assert read.asked == [[2, 4, 6], [2]]


def test_what_is_not_there_is_left_out() -> None:
    kept = Kept(Reader(), most=2)
    assert kept.of([1, 2]) == {2: 4}
    assert kept.of([]) == {}
