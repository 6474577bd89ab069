"""Counting, findings, conduct, status and explanations."""

from armscontrol.compliance.assessment import Assessment, assess
from armscontrol.compliance.counting import count
from armscontrol.compliance.explanation import Explanation, explain
from armscontrol.compliance.findings import Conduct, Finding
from armscontrol.compliance.treaty_status import Status, status

__all__ = [
    "Assessment",
    "Conduct",
    "Explanation",
    "Finding",
    "Status",
    "assess",
    "count",
    "explain",
    "status",
]
