"""Counting, findings, conduct, status and explanations."""

from armscontrol.compliance.assessment import Assessment, differing
from armscontrol.compliance.assessor import assess
from armscontrol.compliance.counting import count
from armscontrol.compliance.explanation import Explanation
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
    "differing",
    "status",
]
