"""Treaties as executable documents: the model, the rule language, the life cycle."""

from armscontrol.treaties.lifecycle import Standing, end_of_force, held_positions, standing
from armscontrol.treaties.load import (
    laid_over,
    list_treaties,
    load_treaty,
    load_variant,
    template,
    treaty_ids,
    variant_ids,
    variant_of,
)
from armscontrol.treaties.model import Treaty, VariantDocument
from armscontrol.treaties.provisions import Limit

__all__ = [
    "Limit",
    "Standing",
    "Treaty",
    "VariantDocument",
    "end_of_force",
    "held_positions",
    "laid_over",
    "list_treaties",
    "load_treaty",
    "load_variant",
    "standing",
    "template",
    "treaty_ids",
    "variant_ids",
    "variant_of",
]
