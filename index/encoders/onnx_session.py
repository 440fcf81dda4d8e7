"""Networks in eight bits on the processor: the only door to onnxruntime.

A network reads a text at a time, so that what it says of one does not depend on what it is read
with: in eight bits, the scale of what a layer says is taken over all that it reads at once.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Given = TypeVar("Given")
Read = TypeVar("Read")
INPUT = "input_ids"


class Network:
    """From the numbers of a text's pieces to the arrays that the network gives. Usable from
    threads."""

    def __init__(self, weights: bytes) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        # Texts are read side by side: a thread each is faster than several for one.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session: InferenceSession = onnxruntime.InferenceSession(
            weights, options, providers=["CPUExecutionProvider"]
        )

    def read(self, pieces: Sequence[int]) -> list[NDArray[np.float32]]:
        """Each of shape (1, ...)."""
        row = np.array([[*pieces]], dtype=np.int64)
        outputs: list[NDArray[np.float32]] = self._session.run(None, {INPUT: row})
        return outputs


def side_by_side(read: Callable[[Given], Read], texts: Sequence[Given]) -> Iterable[Read]:
    """What is read of each, in order: a thread for each processor that there is."""
    if len(texts) < 2:
        return map(read, texts)
    with ThreadPoolExecutor(min(len(texts), _processors())) as readers:
        return list(readers.map(read, texts))


def _processors() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
