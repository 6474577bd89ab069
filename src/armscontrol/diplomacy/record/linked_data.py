"""What the record keeps as others read it: schema.org ClaimReview, and W3C Web Annotation with its selectors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from armscontrol.diplomacy.model import Fact, Position, Reading, Span, Statement
from armscontrol.diplomacy.record import review
from armscontrol.diplomacy.record.contents import Claim, Content, Happening, Item
from armscontrol.diplomacy.record.opening import looking
from armscontrol.diplomacy.record.schema import items as table
from armscontrol.diplomacy.record.schema import sa
from armscontrol.diplomacy.record.store import Record
from armscontrol.sources import is_address, publisher_shown

AROUND = 32
"""Characters before and after a quotation that tell it from the same words elsewhere in the text."""
REVIEWER = {"@type": "SoftwareApplication", "name": "armscontrol"}


def claim_reviews(record: Record, *, reviewed_only: bool = False) -> Iterator[dict[str, Any]]:
    """One schema.org ClaimReview for each claim or event with a verdict that is not rejected.

    The claim begins with the words that are checked, so that two numbers of one sentence are two claims. The rating is
    the verdict in words: verdicts are no scale; `reviewAspect` names the rule. `creativeWorkStatus` says whether a
    person has looked.
    """
    for reading, item in _kept(record, ("claim", "event"), reviewed_only):
        content = item.content
        check = content.check if isinstance(content, Claim | Happening) else None
        if check is None:
            continue
        number = content.number if isinstance(content, Claim) else None
        span = number.span if number else content.event.span if isinstance(content, Happening) else (0, 0)
        exact = " ".join(reading.document.text[span[0] : span[1]].split())
        sentence = " ".join(item.words.split())
        omitted = [f"Left out: {o.rstrip('. ')}." for o in check.omits]
        appearance = {
            "@type": "CreativeWork",
            "headline": reading.document.title,
            "url": next((s for s in item.sources if is_address(s)), None),
            "datePublished": reading.document.published and reading.document.published.isoformat(),
            "publisher": {"@type": "Organization", "name": item.outlets[0]} if item.outlets else None,
        }
        yield _filled(
            {
                "@context": "https://schema.org",
                "@type": "ClaimReview",
                "@id": f"urn:armscontrol:record:{item.id}",
                "claimReviewed": f"{exact}: {sentence}" if exact != sentence else exact,
                "itemReviewed": {
                    "@type": "Claim",
                    "name": exact,
                    "text": sentence,
                    "identifier": {
                        "@type": "PropertyValue",
                        "propertyID": "characters of the text",
                        "value": f"{span[0]}-{span[1]}",
                    },
                    "author": {"@type": "Thing", "name": number.attributed_to}
                    if number and number.attributed_to
                    else None,
                    "datePublished": appearance["datePublished"],
                    "appearance": _filled(appearance),
                },
                "author": REVIEWER,
                "reviewRating": {
                    "@type": "Rating",
                    "alternateName": check.verdict,
                    "ratingExplanation": check.explanation,
                },
                "reviewAspect": check.rule,
                "reviewBody": " ".join([check.explanation, *omitted]),
                "citation": [_source(fact) for fact in check.facts],
                "creativeWorkStatus": "reviewed" if item.reviewed else "unreviewed",
            }
        )


def web_annotations(record: Record, *, reviewed_only: bool = False) -> Iterator[dict[str, Any]]:
    """One W3C Web Annotation for each item of a document that is not rejected: what was read, at its characters.

    Each span has a TextQuoteSelector (exact, prefix, suffix) and a TextPositionSelector in code points of the
    text whose hash stands in the target's `state`.
    """
    for reading, item in _kept(record, ("statement", "position", "claim", "event"), reviewed_only):
        text = reading.document.text
        place = next((s for s in item.sources if is_address(s)), f"urn:armscontrol:record:{item.document}")
        targets = [
            {
                "source": place,
                "state": {"type": "State", "value": f"sha256:{reading.document.sha256}"},
                "selector": list(selectors(text, span)),
            }
            for span in _targets(item.content)
        ]
        check = item.content.check if isinstance(item.content, Claim | Happening) else None
        bodies = [{"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": told(item.content)}]
        if check:
            value = f"{check.verdict}: {check.explanation}"
            bodies.append({"type": "TextualBody", "purpose": "assessing", "format": "text/plain", "value": value})
        bodies.append({"type": "TextualBody", "purpose": "tagging", "value": item.kind})
        bodies.append({"type": "TextualBody", "purpose": "tagging", "value": item.state})
        yield {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": f"urn:armscontrol:record:{item.id}",
            "type": "Annotation",
            "motivation": "assessing" if check else "describing",
            "generator": {"type": "Software", "name": "armscontrol"},
            "body": bodies,
            "target": targets[0] if len(targets) == 1 else targets,
        }


def selectors(text: str, span: Span) -> tuple[dict[str, Any], dict[str, Any]]:
    """The two selectors of a span: by its words and what stands around them, and by its characters."""
    start, end = span
    return (
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - AROUND) : start],
            "suffix": text[end : end + AROUND],
        },
        {"type": "TextPositionSelector", "start": start, "end": end},
    )


def told(content: Content) -> str:
    """One line for a reader: who, what, when."""
    if isinstance(content, Statement):
        by = content.speaker or "speaker left open"
        return f"Statement, {content.mode}: {by}{f' ({content.party})' if content.party else ''}{_when(content)}"
    if isinstance(content, Position):
        return f"Position: {content.holder or content.party or 'holder left open'} {content.stance} {content.issue}"
    if isinstance(content, Claim):
        number = content.number
        value = f"{number.value:,.15g}" if number.low is None else f"{number.low:,.15g} to {number.high or 0:,.15g}"
        parts = [
            f"Number, {number.bound.replace('_', ' ')}: {value} {number.unit}",
            number.quantity,
            number.party,
            number.as_of,
        ]
        return ", ".join(p for p in parts if p)
    event = content.event
    return ", ".join(
        p for p in [f"Event: {event.type}", event.treaty, event.party, event.date and event.date.edtf] if p
    )


def _when(statement: Statement) -> str:
    return f", {statement.date.edtf}" if statement.date and statement.date.edtf else ""


def _targets(content: Content) -> tuple[Span, ...]:
    if isinstance(content, Statement):
        return content.content
    if isinstance(content, Position):
        return (content.words,)
    return (content.number.span if isinstance(content, Claim) else content.event.span,)


def _kept(record: Record, kinds: Iterable[str], reviewed_only: bool) -> Iterator[tuple[Reading, Item]]:
    """Items of documents, one document after another."""
    states = ("accepted", "corrected") if reviewed_only else ("proposed", "accepted", "corrected")
    for document in record.documents():
        i = table.c
        rules = [i.document == document, i.kind.in_(tuple(kinds)), i.state.in_(states)]
        with looking(record.engine) as connection:
            numbers = list(connection.scalars(sa.select(i.seq).where(*rules).order_by(i.seq)))
            found = review.items(connection, numbers)
        reading = record.reading(document)
        for item in found:
            yield reading, item


def _source(fact: Fact) -> dict[str, Any]:
    address = fact.source.split(" ")[0]
    made: dict[str, Any] = {"@type": "CreativeWork", "text": fact.words, "name": fact.source}
    if is_address(address):
        made |= {"url": address, "publisher": {"@type": "Organization", "name": publisher_shown(address)}}
    return made


def _filled(given: dict[str, Any]) -> dict[str, Any]:
    """Without what is unknown: an empty field would say that there is none."""
    found = {name: _filled(v) if isinstance(v, dict) else v for name, v in given.items()}
    return {name: v for name, v in found.items() if v is not None and v != []}
