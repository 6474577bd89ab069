"""Cues of Russian texts: «...», — заявил Песков; Песков сообщил, что ...; по словам Лаврова, ..."""

from __future__ import annotations

import re

from armscontrol.diplomacy.model import Span
from armscontrol.diplomacy.speech.actors import find
from armscontrol.diplomacy.speech.cue import Cue
from armscontrol.diplomacy.speech.cues import RUSSIAN_VERB
from armscontrol.diplomacy.speech.mentions import Mention
from armscontrol.diplomacy.speech.words import Token

_BY = re.compile(
    r"\b(?:[Пп]о словам|[Пп]о мнению|[Пп]о данным|[Кк]ак (?:заявил|заявила|сообщил|сообщила|отметил|отметила))\s+"
)
_THAT = re.compile(r"[^.;:“”\ue000]{0,140}?,\s*(?:что|чтобы)\s+")
_UNSAID = re.compile(r"\b(?:[Нн]е|[Нн]и разу|[Нн]икогда не|бы)\s+$")
_PRONOUN = {"он": "m", "она": "f"}
_HEADS = {
    "источник": "source",
    "собеседник": "source",
    "дипломат": "diplomat",
    "министр": "minister",
    "президент": "president",
    "чиновник": "official",
    "пресс-секретарь": "spokesperson",
    "представитель": "spokesperson",
    "политик": "politician",
    "посол": "ambassador",
    "сенатор": "senator",
    "эксперт": "expert",
    "генсек": "chief",
    "замглавы": "official",
    "замминистра": "official",
    "заместитель": "official",
    "зампред": "official",
    "спикер": "spokesperson",
    "госсекретарь": "secretary",
}
_ROLES = re.compile(
    r"(?:пресс-секретарь|глава|министр|президент|замглавы|замминистра|заместитель|представитель|"
    r"официальный представитель|"
    r"посол|госсекретарь|генсек|дипломат|зампред|председатель|советник|помощник)\b[^,.“”]{0,80}$"
)


def speaker(words: str) -> Mention | None:
    """The person, body or State that these Russian words end with or are."""
    parts = words.split()
    for size in range(min(4, len(parts)), 0, -1):
        actor = find(" ".join(parts[-size:]))
        if actor is not None:
            return Mention((0, 0), words, actor.name, actor.kind, actor.gender, party=actor.party, known=True)
    return None


def near(words: list[Token], *, back: bool) -> Mention | None:
    """The first name next to a verb, within eight words, not past a clause mark."""
    order = list(reversed(words[-9:])) if back else words[:12]
    run: list[Token] = []
    for token in order:
        if token.word in (",", "“", "”", ".", ":") or token.word.startswith("\ue000"):
            break
        run.append(token)
    if back:
        run.reverse()
    for token in run if not back else reversed(run):
        if token.plain in _PRONOUN:
            return Mention(
                (token.start, token.end),
                token.word,
                "he" if _PRONOUN[token.plain] == "m" else "she",
                "pronoun",
                _PRONOUN[token.plain],
            )
    best: tuple[int, int, Mention] | None = None
    for i in range(len(run)):
        for j in range(min(len(run), i + 4), i, -1):
            if not run[i].capital:
                break
            actor = find(" ".join(t.word for t in run[i:j]))
            if actor is None:
                continue
            span = (run[i].start, run[j - 1].end)
            found = Mention(
                span,
                " ".join(t.word for t in run[i:j]),
                actor.name,
                actor.kind,
                actor.gender,
                party=actor.party,
                known=True,
            )
            rank = {"person": 2, "organization": 1, "state": 1}.get(actor.kind, 0)
            if best is None or rank > best[0]:
                best = (rank, i, found)
            break
    if best is not None and best[0] == 2:
        return best[2]
    for k, token in enumerate(run):
        plain = token.plain
        if plain == "глава" and k + 1 < len(run) and run[k + 1].plain == "государства":
            return Mention(
                (token.start, run[k + 1].end), "глава государства", "president", "definite", head="president"
            )
        if plain in _HEADS and best is None:
            return Mention((token.start, token.end), token.word, _HEADS[plain], "definite", head=_HEADS[plain])
    if best is not None:
        body, at = best[2], best[1]
        head = _HEADS.get(run[at - 1].plain) if at else None
        if head is None or body.kind != "organization":
            return body
        words_here = f"{run[at - 1].word} {body.words}"  # "Представитель Кремля": one who speaks for it
        name = f"{head} of {body.name}"
        return Mention((run[at - 1].start, body.span[1]), words_here, name, "definite", party=body.party, head=head)
    for i in range(len(run) - 1):
        if run[i].capital and run[i + 1].capital and i and not run[i - 1].capital:
            words_here = f"{run[i].word} {run[i + 1].word}"
            return Mention((run[i].start, run[i + 1].end), words_here, words_here, "person")
    return None


def cues(masked: str, span: Span, words: list[Token]) -> list[Cue]:
    """The cues of one masked Russian sentence, in the order of the text."""
    start, end = span
    found: list[Cue] = []
    for match in _BY.finditer(masked, start, end):
        after = [w for w in words if w.start >= match.end()]
        subject = near(after, back=False)
        if subject is None:
            continue
        stop = masked.find(",", subject.span[1], end)
        stop = stop if stop >= 0 else end
        found.append(
            Cue(
                "according" if "данным" in match.group() else "say",
                match.group().strip(),
                match.start(),
                stop,
                stop,
                subject,
                that=match.start() - start < 3,
                inverted=match.start() - start >= 3,
                verb_span=match.span(),
            )
        )
    if found:
        return found
    for match in RUSSIAN_VERB.finditer(masked, start, end):
        if _UNSAID.search(masked[max(start, match.start() - 12) : match.start()]) or masked.startswith(
            " бы ", match.end()
        ):
            continue
        before = [w for w in words if w.end <= match.start()]
        after = [w for w in words if w.start >= match.end()]
        inverted = bool(re.search(r"[,”]\s*[—–-]?\s*$", masked[start : match.start()]))
        subject = near(after, back=False) if inverted else near(before, back=True) or near(after, back=False)
        if subject is None:
            continue
        that = _THAT.match(masked, match.end(), end)
        begin = that.end() if that else max(match.end(), subject.span[1])
        head = min(match.start(), subject.span[0])
        role = _ROLES.search(masked[max(start, subject.span[0] - 90) : subject.span[0]])
        if role and not inverted:
            head = max(start, subject.span[0] - 90) + role.start()
        if inverted:
            begin = that.end() if that else subject.span[1]
        found.append(
            Cue(
                "say",
                match.group(),
                head,
                max(match.end(), subject.span[1]),
                begin,
                subject,
                bool(that) and not inverted,
                inverted=inverted,
                verb_span=match.span(),
            )
        )
    return found
