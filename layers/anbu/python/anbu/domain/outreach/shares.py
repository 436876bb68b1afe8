"""Which priority class is served next: weighted shares, so that the first class goes first and nobody starves."""

from collections.abc import Mapping
from functools import cache

from anbu.domain.cases.case import Priority


@cache
def _orders(weights: tuple[tuple[Priority, int], ...]) -> tuple[tuple[Priority, ...], ...]:
    """The orders of one cycle, in which each class has its turn as evenly spread as its weight allows."""
    owed = dict.fromkeys((priority for priority, _ in weights), 0)
    total = sum(weight for _, weight in weights)
    orders = []
    for _ in range(total):
        for priority, weight in weights:
            owed[priority] += weight
        chosen = max(owed, key=lambda priority: owed[priority])
        owed[chosen] -= total
        orders.append((chosen, *(priority for priority, _ in weights if priority is not chosen)))
    return tuple(orders)


def serving_order(served: int, weights: Mapping[Priority, int]) -> tuple[Priority, ...]:
    """The order in which classes are asked for the start number `served`: whose turn it is, then the others."""
    orders = _orders(tuple(weights.items()))
    return orders[served % len(orders)]
