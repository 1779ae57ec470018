"""Choices of one parent for each node that make no circle: the cheapest, and how likely each parent is among all.

The cheapest is found by contraction (Chu and Liu 1965, Edmonds 1967); the sum over all choices is a determinant (the
matrix-tree theorem for directed graphs, Tutte 1948), so that no choice need be drawn or counted.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

Costs = Mapping[int, Mapping[int, float]]

# A parent is taken to be at least e to this power as likely as the best one: a determinant has so many digits only.
_LEAST = -20.0


def branching(costs: Costs) -> dict[int, int]:
    """One parent for each node, so that following parents always ends at a node that has no entry itself.

    Args:
        costs: By node, what each parent it may have would cost. Each node must be reachable from a node without an
            entry. Of equal costs the parent with the smaller number is taken.

    Example:
        >>> branching({1: {0: 5.0, 2: 1.0}, 2: {0: 3.0, 1: 1.0}})
        {1: 2, 2: 0}
    """
    chosen = {node: min(parents, key=lambda parent: (parents[parent], parent)) for node, parents in costs.items()}
    circle = _circle(chosen)
    if not circle:
        return chosen
    whole = max(*costs, *(parent for parents in costs.values() for parent in parents)) + 1
    merged, entered, left = _merged(costs, chosen, circle, whole)
    found = branching(merged)
    outer = found.pop(whole)
    opened = {node: left[node] if parent == whole else parent for node, parent in found.items()}
    opened |= {node: chosen[node] for node in circle} | {entered[outer]: outer}
    return {node: opened[node] for node in costs}


def likelihoods(costs: Costs) -> dict[int, dict[int, float]]:
    """By node, how likely each of its parents is, 0 to 1, over all choices without a circle.

    A choice is the likelier the less it costs: one unit more makes it e times less likely. Numbers without an entry
    are where things come from.

    Args:
        costs: As for `branching`.

    Example:
        >>> likelihoods({1: {0: 0.0, 2: 0.0}, 2: {0: 0.0, 1: 0.0}})[1]
        {0: 0.66…, 2: 0.33…}
    """
    place = {node: number for number, node in enumerate(costs)}
    laplacian = np.zeros((len(place), len(place)))
    weights = {node: _weights(parents) for node, parents in costs.items()}
    for node, parents in weights.items():
        laplacian[place[node], place[node]] = sum(parents.values())
        for parent in (p for p in parents if p in place):
            laplacian[place[parent], place[node]] -= parents[parent]
    inverse = np.linalg.inv(laplacian)
    return {
        node: {
            parent: _within(weight * (inverse[at, at] - (inverse[at, place[parent]] if parent in place else 0.0)))
            for parent, weight in weights[node].items()
        }
        for node, at in place.items()
    }


def _weights(parents: Mapping[int, float]) -> dict[int, float]:
    least = min(parents.values())  # the scale of a node's weights cancels out
    return {parent: float(np.exp(max(least - cost, _LEAST))) for parent, cost in parents.items()}


def _within(share: float) -> float:
    return min(1.0, max(0.0, float(share)))


def _circle(chosen: Mapping[int, int]) -> tuple[int, ...]:
    """Nodes that are each other's ancestors; none where there is no circle."""
    clear: set[int] = set()
    for start in chosen:
        path: list[int] = []
        node = start
        while node in chosen and node not in clear and node not in path:
            path.append(node)
            node = chosen[node]
        if node in path:
            return tuple(path[path.index(node) :])
        clear.update(path)
    return ()


def _merged(
    costs: Costs, chosen: Mapping[int, int], circle: tuple[int, ...], whole: int
) -> tuple[dict[int, dict[int, float]], dict[int, int], dict[int, int]]:
    """The circle made one node, `whole`.

    Returns:
        The costs among the nodes left; by parent outside, the node of the circle it would enter; by child outside,
        the node of the circle it would leave.
    """
    merged: dict[int, dict[int, float]] = {whole: {}}
    entered: dict[int, int] = {}
    left: dict[int, int] = {}
    for node, parents in costs.items():
        if node in circle:
            for parent in (p for p in parents if p not in circle):
                extra = parents[parent] - parents[chosen[node]]
                if extra < merged[whole].get(parent, float("inf")):
                    merged[whole][parent], entered[parent] = extra, node
            continue
        merged[node] = {parent: cost for parent, cost in parents.items() if parent not in circle}
        within = [parent for parent in parents if parent in circle]
        if within:
            left[node] = min(within, key=lambda parent: (parents[parent], parent))
            merged[node][whole] = parents[left[node]]
    return merged, entered, left
