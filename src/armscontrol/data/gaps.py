"""What the shipped record does not have. `docs/data.md` and the page on what is not known say the same."""

from __future__ import annotations

GAPS = (
    "No declared figures of Russia by type were published; U.S. figures by type exist for 14 days, and only "
    "1 September 2020 is a whole sheet.",
    "No sheet as of 1 March 2018 was found. Russia gave no figures for 1 March 2023.",
    "The U.S. figures of 1 September 2022 and Russia's launcher total of that day are recalled.",
    "Inspections are published as yearly sums, without bases and days; years 8 and 9 are recalled.",
    "The timeline is thin after 7 March 2026; after 22 May 2026 unknown, not empty.",
    "START I by type is whole for 1 September 1990 alone; of later days fragments were found. Throw-weights of "
    "missiles are recalled.",
    "CFE holdings of the Eastern States and most national levels were not found; zone numbers, the Vienna Document's "
    "thresholds and the life cycles of CFE, CWC, Ottawa, CCM and the Vienna Document are recalled.",
    "No inspections by year and kind under START I and INF; no objects of verification under CFE.",
    "The window for designating an inspection site was not found and is not encoded.",
)
"""Gaps in the collected facts, as they were found on the day of collection."""
