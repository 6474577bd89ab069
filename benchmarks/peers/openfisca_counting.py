"""Count the same three limits with OpenFisca-Core (AGPL), in an environment of its own; nothing of ours is imported.

    python openfisca_counting.py ITEMS.npz ROUNDS

Persons are items, groups are Party and draw. Prints JSON: seconds to build, seconds of each round, sums for comparison.
"""

from __future__ import annotations

import json
import sys
import time

import numpy as np
from openfisca_core import periods
from openfisca_core.entities import Entity, GroupEntity
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

MONTH = "2024-03"
item = Entity("item", "items", "accountable item", "")
side = GroupEntity("side", "sides", "Party in a draw", "", roles=[{"key": "member", "label": "member", "doc": ""}])


def column(name: str, kind: type) -> type[Variable]:
    return type(name, (Variable,), {"value_type": kind, "entity": item, "definition_period": periods.DateUnit.MONTH})


def formula(name: str, entity: object, compute: object) -> type[Variable]:
    fields = {"value_type": int, "entity": entity, "definition_period": periods.DateUnit.MONTH, "formula": compute}
    return type(name, (Variable,), fields)


def vehicles(items: object, period: object) -> np.ndarray:
    deployed = items("status", period) == 0
    kind = items("kind", period)
    return np.where(
        deployed & ((kind <= 1) | ((kind == 2) & (items("equipment", period) == 0))), items("number", period), 0
    )


def warheads(items: object, period: object) -> np.ndarray:
    load = np.where(items("kind", period) == 2, 1, items("warheads", period))
    return items("counted_vehicles", period) * load


def launchers(items: object, period: object) -> np.ndarray:
    kind = items("kind", period)
    return np.where((kind >= 3) | ((kind == 2) & (items("equipment", period) == 0)), items("number", period), 0)


def total(name: str) -> object:
    return lambda sides, period: sides.sum(sides.members(name, period))


def main(path: str, rounds: int) -> None:
    data = np.load(path)
    system = TaxBenefitSystem([item, side])
    for name in ("kind", "status", "equipment", "number", "warheads"):
        system.add_variable(column(name, int))
    system.add_variable(formula("counted_vehicles", item, vehicles))
    system.add_variable(formula("counted_warheads", item, warheads))
    system.add_variable(formula("counted_launchers", item, launchers))
    for name in ("vehicles", "warheads", "launchers"):
        system.add_variable(formula(f"total_{name}", side, total(f"counted_{name}")))
    start = time.perf_counter()
    builder = SimulationBuilder()
    builder.create_entities(system)
    groups = data["group"]
    builder.declare_person_entity("item", np.arange(len(groups)).astype(str))
    made = builder.declare_entity("side", np.arange(int(groups.max()) + 1).astype(str))
    builder.join_with_persons(made, groups.astype(str), np.array(["member"] * len(groups)))
    simulation = builder.build(system)
    build = time.perf_counter() - start
    for name in ("kind", "status", "equipment", "number", "warheads"):
        simulation.set_input(name, MONTH, data[name])
    seconds = []
    for _ in range(rounds):
        for name in ("vehicles", "warheads", "launchers"):
            for computed in (f"counted_{name}", f"total_{name}"):
                simulation.delete_arrays(computed)
        start = time.perf_counter()
        sums = {n: int(simulation.calculate(f"total_{n}", MONTH).sum()) for n in ("vehicles", "warheads", "launchers")}
        seconds.append(time.perf_counter() - start)
    print(json.dumps({"build": build, "seconds": seconds, **sums}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
