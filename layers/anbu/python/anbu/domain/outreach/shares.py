"""Which priority class is served next: weighted shares, so that the first class goes first and nobody starves."""

from collections.abc import Mapping
from functools import cache

from anbu.domain.cases.case import Priority


@cache
def _cycle(weights: tuple[tuple[Priority, int], ...]) -> tuple[Priority, ...]:
    """The classes in smooth weighted order: each as evenly spread over the cycle as its weight allows."""
    owed = dict.fromkeys((priority for priority, _ in weights), 0)
    total = sum(weight for _, weight in weights)
    order = []
    for _ in range(total):
        for priority, weight in weights:
            owed[priority] += weight
        chosen = max(owed, key=lambda priority: owed[priority])
        owed[chosen] -= total
        order.append(chosen)
    return tuple(order)


def serving_order(served: int, weights: Mapping[Priority, int]) -> tuple[Priority, ...]:
    """The order in which classes are asked for the start number `served`: whose turn it is, then the others."""
    cycle = _cycle(tuple(weights.items()))
    turn = cycle[served % len(cycle)]
    return (turn, *(priority for priority in weights if priority is not turn))
