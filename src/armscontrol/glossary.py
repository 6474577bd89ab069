"""The words of the subject, and what each stands for. `docs/glossary.md` and the workbench show the same."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or words that go together, and what it stands for; single words of ours between backticks."""

    say: str
    means: str


GLOSSARY = (
    Term("item, accountable item", "one thing that the treaty counts"),
    Term(
        "deployed, non-deployed",
        "the status that the treaty defines; `deployed_or_non_deployed` where a source gives one sum",
    ),
    Term(
        "converted, eliminated",
        "no longer accountable, says the Party that holds the item; `accepted` says whether the other Party agrees",
    ),
    Term("central limit", "a ceiling on a whole category"),
    Term("counting rule; attributed", "how many an item counts as"),
    Term("declaration, data exchange", "what a Party states, and the periodic exchange"),
    Term("declared total", "a Party's own figure for a category, without the items behind it"),
    Term("not provided", "a Party said that it would give no figure: neither zero nor missing"),
    Term("notification", "a stated event within a stated time"),
    Term("inspection (Type One, Type Two)", "the visit; Type One at bases with deployed arms, Type Two elsewhere"),
    Term("inspecting and inspected Party", "who visits, and whose site is visited"),
    Term("quota", "inspections allowed in a treaty year"),
    Term("treaty year", "a year counted from entry into force, for New START from 5 February"),
    Term("consultative commission", "where the Parties raise ambiguities"),
    Term("status", "where the treaty stands by its own terms: signed, in force, expired, terminated, superseded"),
    Term("position", "what one Party says of the status: suspended, legally invalid"),
    Term("conduct", "what a Party did: performed, not performed, unknown"),
    Term("determination", "what the other Party concluded about it"),
    Term("verdict", "within, exceeded, not determinable, not declared, not yet binding, not in force"),
    Term("basis", "kind of figure: declared, estimated, observed, claimed, scenario"),
    Term("grade of evidence", "text, official, secondary, derived, recalled, not found"),
    Term("residual", "a number found by subtracting from the total that it would be held against"),
    Term("item, false item", "what an inspection may open; one that is not as declared"),
    Term("violation", "so many false items, from a day on"),
    Term("violator, inspector", "the two sides of an inspection game"),
    Term("sample, sample size", "items looked at on a visit, drawn at random"),
    Term("detection, chance to meet", "at least one false item is found; a visit or other means come upon one"),
    Term("recognition, sensitivity", "chance that a false item that is looked at is recognised"),
    Term("false alarm", "a good item that is taken for a false one"),
    Term("coverage, cap", "chance that a site is inspected; the most that is allowed there"),
    Term("prior, belief, posterior", "what was held before, and after what was seen"),
    Term("other means", "national technical means: all that sees without a visit"),
    Term("regime, campaign", "what is agreed about inspections; years of it, played many times"),
    Term("frontier", "inspections a year against the smallest violation that they catch"),
    Term("statement", "one act of saying in one place of a text: direct, mixed or indirect"),
    Term("chain of reporting", "the hands through which words came: speaker, agency, translator, outlet"),
    Term("rendering", "one wording of an act of saying; several may be of one act"),
    Term(
        "condition, linkage",
        "what a statement ties something to: precondition, linkage, reciprocity, threat, no-linkage",
    ),
    Term("stance", "supports, opposes, conditional or declines, from explicit words"),
    Term("claim, verdict on a claim", "a number or dated fact of a text, held against the record as of its own day"),
    Term("furniture", "parts of a page from which nothing is read"),
    Term("variant", "other rules than the treaty's: a patch of its document"),
    Term("margin", "limit less value"),
    Term("difference", "computed less declared"),
    Term("low, high", "what certainly counts, and what may count"),
)
"""In the order of the subject: what is counted, what is said of it, how it is verified, what is claimed."""


def as_markdown() -> str:
    """The glossary as a table of a page of the documentation."""
    return "\n".join(["| say | for |", "| --- | --- |", *(f"| {t.say} | {t.means} |" for t in GLOSSARY)]) + "\n"
