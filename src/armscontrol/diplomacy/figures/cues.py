"""Words that tell limits, declared figures and estimates apart, as several readers of figures use them."""

from __future__ import annotations

import re

HAVING = re.compile(
    r"\b(?:has|had|holds?|held|possess\w*|declared|reported|deploys|fields|fielded|maintains|currently|now has|"
    r"there (?:are|were)|"
    r"which number|number(?:s|ed|ing) |estimated?|inventory|stockpiles?|arsenals?|owns?|stood at|stands at|"
    r"counted|имеет|располагает|насчитыва\w+|"
    r"обладает)\b|"
    r"\bhave (?!(?:agreed|pledged|committed|undertaken|to)\b)",
    re.IGNORECASE,
)
POSSESSIVE = re.compile(r"(?:['’]s?) (?:about |some |around |own |total of )?")
ESTIMATED = re.compile(
    r"Federation of American Scientists|\bFAS\b|SIPRI|Stockholm International|Bulletin of the Atomic|"
    r"Nuclear Notebook|Kristensen|"
    r"\bKorda\b|\bICAN\b|Arms Control Association|estimat|inventor|stockpil|arsenal|retired|in reserve|tactical|"
    r"non-?strategic|dismantle|"
    r"combined stock|experts? (?:say|believe)|believed|thought to|запас",
    re.IGNORECASE,
)
DECLARED = re.compile(
    r"declar|data exchange|exchange of data|exchanged data|aggregate|fact ?sheet|State Department|"
    r"Department of State|according to (?:the )?"
    r"(?:latest |new |official )?(?:New START|treaty|data|figures)|treaty data|\bdata (?:as of|published|released|"
    r"show)|accountable|"
    r"(?:[Ll]ast|[Ll]atest|[Pp]revious|[Nn]ew|[Ff]irst|[Ss]econd|[Tt]hird|[Ff]inal|[Rr]egular|[Ii]nitial) exchange|"
    r"notified|(?:released|published|issued) by|(?:and|or) non-?deployed|"
    r"неразв[её]рн|[Гг]осдеп|по состоянию на|обмен\w* данными|"
    r"[Пп]о данным на|figures (?:released|published)|[Ff]oreign [Mm]inistry (?:said|reported|"
    r"published)|МИД",
)
DAY_OF_DATA = re.compile(
    r"\b(?:March|Sept(?:ember|\.)?) 1(?:st)?\b(?!,? (?:19|200))|"
    r"\b1(?:st)? (?:March|Sept(?:ember|\.)?)(?!\w| (?:19|200))"
)
"""The days of which New START's figures are."""
TO_BE_HELD = re.compile(
    r"(?: [\w-]+){0,3}? (?:could|might|may|would|will|can) (?:still |yet |then )?be "
    r"(?:arranged|scheduled|planned|squeezed|fitted|organi[sz]ed)\b"
)
ELIMINATED = re.compile(r"\b(?:eliminat|destroy|scrap|dismantl|remov)\w*|\b(?:got|get|getting) rid of", re.IGNORECASE)
