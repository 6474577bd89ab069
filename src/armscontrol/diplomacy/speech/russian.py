"""Cues of Russian texts: «...», — заявил Песков; Песков сообщил, что ...; по словам Лаврова, ..."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from armscontrol.diplomacy.model import Span
from armscontrol.diplomacy.speech.actors import actors, find
from armscontrol.diplomacy.speech.cue import Cue
from armscontrol.diplomacy.speech.cues import RUSSIAN_VERB
from armscontrol.diplomacy.speech.mentions import Mention
from armscontrol.diplomacy.speech.words import HIDDEN, Token

_BY = re.compile(
    r"\b(?:[Пп]о (?:(?P<whose>его|её|ее) )?"
    r"(?:словам|мнению|данным|утверждению|убеждению|заверению|оценке|выражению|версии)|"
    r"[Кк]ак (?:заявил|сообщил|отметил|подчеркнул|пояснил|добавил|указал|считает|полагает)а?)\s*"
)
_OWN = {"его": ("he", "m"), "её": ("she", "f"), "ее": ("she", "f")}
_CARRIED = re.compile(r",\s+(?:слова\s+котор\w+|котор\w+)\s+(?:приводит|цитирует|передает|передаёт)\b[^,.“”]{2,60}")
""" "по его словам, которые приводит агентство": the words for whose hands they came through."""
_TURNING = re.compile(
    r"(?:^|[,;:—–]\s+)(?:но|а|и|однако|что|чтобы|поскольку|так как|потому что|хотя|причем|причём)\s*,?\s*$|"
    r"^(?:[Пп]ри этом|[Вв]месте с тем|[Вв] свою очередь|[Тт]ем не менее|[Кк]роме того|[Оо]днако|[Тт]акже|[Нн]о|[Аа]|"
    r"[Рр]анее)\s*,?\s*$"
)
"""Words after which "по словам X" opens what is said rather than closes it."""
_CITES = re.compile(r"(?:цитиру(?:ет|ют)|приводи(?:т|тся)|привод(?:ят|ятся)|переда(?:ет|ёт|ют))\s+")
"""A medium's verb after a quotation: whose words they are stands behind it."""
_LATER = re.compile(r"[,”]\s*[—–-]?\s*$")
_THAT = re.compile(r"[^.;:“”\ue000]{0,140}?,\s*(?:что|чтобы)\s+")
_UNSAID = re.compile(r"\b(?:[Нн]е|[Нн]и разу|[Нн]икогда не|бы)\s+$")
_PRONOUN = {"он": "m", "она": "f"}
_MONTH = r"(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)"
_ASIDE = re.compile(
    rf",\s+(?:\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}}(?:\s+года|\s+г\.)?)?|"
    r"(?:выступая|отвечая|комментируя|находясь|говоря|общаясь|беседуя|выступивший|выступившая)\b[^,“”]{0,140}),\s*$"
)
""" "X в пятницу, 21 июня, заявил", "X, выступая в Женеве, заявил": what stands between the subject and its verb."""
_THERE = frozenset(["там"])
""" "Там уточнили": the body that spoke last."""
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
    "министерство": "ministry",
    "министерстве": "ministry",
    "ведомство": "ministry",
    "ведомстве": "ministry",
    "дипведомство": "ministry",
    "дипведомстве": "ministry",
    "дипведомства": "ministry",
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


_OF_NATION = {
    "америк": "USA",
    "россий": "RUS",
    "китайс": "CHN",
    "украин": "UKR",
    "францу": "FRA",
    "британ": "GBR",
    "герман": "DEU",
    "немецк": "DEU",
}


def _ministry(words: list[Token]) -> Mention:
    """ "в американском внешнеполитическом ведомстве": of which Party and kind, where the adjectives tell."""
    last = words[-1]
    before = [w.plain for w in words[-4:-1]]
    party = next((_OF_NATION[w[:6]] for w in before if w[:6] in _OF_NATION), None)
    abroad = last.plain.startswith("дип") or any(w.startswith(("внешнеполит", "дипломат")) for w in before)
    if party and abroad:
        names = ("Foreign Ministry", "US State Department", "Foreign Office")
        known = next((a for a in actors().values() if a.party == party and a.name.endswith(names)), None)
        if known is not None:
            return Mention((last.start, last.end), last.word, known.name, "organization", party=known.party, known=True)
    return Mention((last.start, last.end), last.word, "ministry", "definite", party=party, head="ministry")


def near(words: list[Token], *, back: bool) -> Mention | None:
    """The first name next to a verb, within eight words, not past a clause mark."""
    order = list(reversed(words[-14:])) if back else words[:20]
    run: list[Token] = []
    for token in order:
        if (back and len(run) > 9) or token.word in (",", "“", "”", ".", ":") or token.word.startswith("\ue000"):
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
        if token.plain in _THERE and token is words[0]:
            return Mention((token.start, token.end), token.word, "it", "pronoun")
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
        if _HEADS.get(plain) == "ministry" and best is None:
            return _ministry(run[: k + 1])
        if plain in _HEADS and best is None:
            return Mention((token.start, token.end), token.word, _HEADS[plain], "definite", head=_HEADS[plain])
    named = _unlisted(run, best[1] if best is not None else -1)
    if named is not None and best is not None and not back:
        return replace(named, party=best[2].party)
    if best is not None:
        body, at = best[2], best[1]
        who = next((k for k in range(at - 1, max(-1, at - 4), -1) if run[k].plain in _HEADS), -1)
        if who < 0 or body.kind not in ("organization", "state"):
            return body
        head = _HEADS[run[who].plain]
        words_here = " ".join(t.word for t in run[who:at]) + f" {body.words}"  # "Представитель Кремля": speaks for it
        name = f"{head} of {body.name}"
        return Mention((run[who].start, body.span[1]), words_here, name, "definite", party=body.party, head=head)
    if named is None and not back and len(run) > 1 and not _ADJECTIVE.search(run[0].word):
        named = _pair(run, 0)  # "сказал Иван Примеров"
    return named


_ADJECTIVE = re.compile(r"(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ом|ой)$")


def _unlisted(run: list[Token], after: int) -> Mention | None:
    """A name of no table behind a title: the last two capitals of the first row of them."""
    for i in range(max(after, 0), len(run) - 1):
        if not (run[i].capital and run[i + 1].capital) or not i or (after < 0 and run[i - 1].capital):
            continue
        if i + 2 < len(run) and run[i + 2].capital:
            continue
        titled = any(t.plain in _HEADS for t in run[:i])
        found = _pair(run, i) if after < 0 or titled else None
        if found is not None:
            return found
    return None


def _pair(run: list[Token], i: int) -> Mention | None:
    """Two capitals as the name of a person, where no table knows either."""
    first, last = run[i], run[i + 1]
    if not (first.capital and last.capital and first.word.isalpha() and last.word[0].isalpha()):
        return None
    if find(first.word) or find(last.word) or find(f"{first.word} {last.word}") or first.word.isupper():
        return None
    words = f"{first.word} {last.word}"
    return Mention((first.start, last.end), words, words, "person")


def people(words: list[Token]) -> list[Mention]:
    """The persons of the table whom a sentence names, in order."""
    found: list[Mention] = []
    i = 0
    while i < len(words):
        size = 0
        for n in range(min(3, len(words) - i), 0, -1) if words[i].capital else ():
            actor = find(" ".join(w.word for w in words[i : i + n]))
            if actor is not None and actor.kind == "person":
                span = (words[i].start, words[i + n - 1].end)
                said = " ".join(w.word for w in words[i : i + n])
                found.append(Mention(span, said, actor.name, "person", actor.gender, party=actor.party, known=True))
                size = n
                break
        i += size or 1
    return found


def _named_by(masked: str, span: Span, words: list[Token]) -> Iterator[Cue]:
    """ "по словам X", "по его мнению", "как отметил X"."""
    start, end = span
    for match in _BY.finditer(masked, start, end):
        own = match.group("whose")
        if own:
            at = match.start("whose")
            subject: Mention | None = Mention((at, at + len(own)), own, _OWN[own][0], "pronoun", _OWN[own][1])
            told = match.start() + len(match.group().rstrip())
        else:
            subject = near([w for w in words if w.start >= match.end()], back=False)
            told = subject.span[1] if subject is not None else match.end()
        if subject is None:
            continue
        stop = masked.find(",", told, end)
        stop = stop if stop >= 0 else end
        carried = _CARRIED.match(masked, stop, end)
        stop = carried.end() if carried else stop
        before = masked[start : match.start()]
        opens = match.start() - start < 3 or _TURNING.search(before[-40:].lstrip() if len(before) > 40 else before)
        goes_on = len(masked[stop:end].strip(" ,.").split()) > 2 or HIDDEN in masked[stop:end]
        between = not opens and goes_on and before.rstrip().endswith(",")
        yield Cue(
            "according" if "данным" in match.group() else "say",
            match.group().strip(),
            match.start(),
            stop,
            stop,
            subject,
            that=bool(opens),
            inverted=not opens and not between,
            verb_span=match.span(),
        )


def _citing(masked: str, span: Span, words: list[Token]) -> Iterator[Cue]:
    """ "«...», — приводит слова X агентство": the quotation is that of X, through the agency."""
    start, end = span
    for match in _CITES.finditer(masked, start, end):
        if not _LATER.search(masked[max(start, match.start() - 8) : match.start()]):
            continue
        after = [w for w in words if match.end() <= w.start < match.end() + 120]
        whose = next((w for w in after[:3] if w.plain in _OWN), None)
        if whose is not None:
            name, gender = _OWN[whose.plain]
            subject: Mention | None = Mention((whose.start, whose.end), whose.word, name, "pronoun", gender)
        else:
            subject = _cited(after)
        if subject is not None:
            stop = end - 1 if masked[end - 1 : end] == "." else end
            yield Cue(
                "say", match.group().strip(), match.start(), stop, stop, subject, inverted=True, verb_span=match.span()
            )


def _cited(words: list[Token]) -> Mention | None:
    """The first person, body or office, other than a medium, among the words behind a verb of citing."""
    for i, token in enumerate(words[:8]):
        for n in range(min(4, len(words) - i), 0, -1) if token.capital else ():
            actor = find(" ".join(w.word for w in words[i : i + n]))
            if actor is None:
                continue
            if actor.kind == "media":
                return None
            span = (token.start, words[i + n - 1].end)
            if actor.kind == "state" and n == 1 and i + 2 < len(words):
                break  # "слова президента США Примерова": the person stands behind
            said = " ".join(w.word for w in words[i : i + n])
            return Mention(span, said, actor.name, actor.kind, actor.gender, party=actor.party, known=True)
        if _HEADS.get(token.plain) == "ministry":
            return _ministry(words[: i + 1])
    return None


def _only_names(masked: str, cue: Cue, end: int) -> bool:
    """Whether a cue at the end of a sentence has nothing but words for who, when and where behind it."""
    rest = masked[cue.end : end]
    return "“" not in rest and ", что " not in rest and len(rest) < 160


def cues(masked: str, span: Span, words: list[Token]) -> list[Cue]:
    """The cues of one masked Russian sentence, in the order of the text."""
    start, end = span
    found = list(_named_by(masked, span, words))
    if found:
        return found
    for match in RUSSIAN_VERB.finditer(masked, start, end):
        if _UNSAID.search(masked[max(start, match.start() - 12) : match.start()]) or masked.startswith(
            " бы ", match.end()
        ):
            continue
        aside = _ASIDE.search(masked, max(start, match.start() - 200), match.start())
        before = [w for w in words if w.end <= (aside.start() if aside else match.start())]
        after = [w for w in words if w.start >= match.end()]
        inverted = aside is None and bool(_LATER.search(masked[max(start, match.start() - 8) : match.start()]))
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
    last = found[-1] if found else None
    told = last.subject if last is not None and last.inverted and _only_names(masked, last, end) else None
    if (
        last is not None
        and told is not None
        and told.kind not in ("media", "state")
        and "“" not in masked[start : last.start]
    ):
        # "Страна готова и подтвердила это, заявил X": what a State does is part of what X says
        found = [c for c in found[:-1] if c.subject is not None and c.subject.kind not in _BODIES] + [last]
    found += _citing(masked, span, words)
    return sorted(found, key=lambda c: c.start)


_BODIES = ("state", "organization")
