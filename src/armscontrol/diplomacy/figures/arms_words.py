"""Words for what a figure counts: "deployed ICBMs, SLBMs and heavy bombers", after it or before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEADS = {
    "warheads": r"warheads?|weapons?|nukes|bombs?|charges|arms|боеголов\w+|боезаряд\w*|зарядов|заряда",
    "vehicles": r"vehicles?|systems|carriers?|missiles?|ICBMs?|SLBMs?|bombers?|носител\w+|ракет\w*|"
    r"бомбардировщик\w*|МБР|БРПЛ|platforms|SS-[\w-]*\d+s|Pershings|Tridents|Topols|Minutemen|B-\d+s",
    "launchers": r"launchers?|silos?|установ\w+",
    "inspections": r"inspections?|checks|visits|инспекци\w+|проверок",
    "notifications": r"notifications?|уведомлени\w+",
    "submarines": r"submarines?|подлод\w+|субмарин\w*",
}
_HEAD = re.compile("|".join(f"(?P<{k}>{v})" for k, v in _HEADS.items()))
_SINGULAR = re.compile(
    r"warhead|weapon|bomb|vehicle|carrier|missile|ICBM|SLBM|bomber|launcher|silo|inspection|notification|submarine"
)
_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[^\W_](?:[\w’'./-]*\w)?|[^\s\w]")
_STOP_WORDS = (
    "in on at to for by with from has have had will would that which who is are was were be been as than "
    "against versus while whereas but if so because since until after before during including under over about "
    "percent per cent years year months month days day weeks hours minutes people countries states nations "
    "officials soldiers troops km kilometers kilometres miles talks sessions rounds times sides parties "
    "members senators votes presidents leaders powers tons tonnes points million billion it he she they we i a "
    "an this these those not no may can could should must sanctions drones tanks shells he’s it’s experts "
    "scientists inspectors treaties agreements regions sites facilities locations bases megatons kilotons "
    "parts из в на с по за для при как что и/или лет года процентов стран "
)
_STOP = frozenset(_STOP_WORDS.split())
_JOINERS = frozenset(("and", "or", "&", ",", "и", "или"))
_CANCEL = re.compile(
    r"[ -](?:control|states?|powers?|program\w*|tests?|testing|treat\w+|defen[cs]e|attacks?|strikes?|complex|"
    r"experts?|inspectors?|"
    r"deals?|talks|race|sites?|bases?|fields?|materials?|suppliers?|manufactur\w+|makers?|producers?|scientists?|"
    r"agreements?)\b"
)
_BORNE = re.compile(
    r" (?:on|for|mounted on|carried by|attributed to|counted for) (?:its |their |such |the |deployed |strategic |"
    r"heavy |operational )*"
    r"(?:(?:ICBMs?|SLBMs?|missiles?|bombers?|carriers?|launchers?|vehicles|delivery vehicles|delivery systems|"
    r"heavy)(?:, | and |, and |\b))+"
)
_HANGING = re.compile(r"(?:, | and | or |, and |, or )(?=\w+-)")
"""After the hyphen of "land- and sea-based missiles", "short-, medium- and long-range missiles"."""
_LISTED = re.compile(
    r" (?:[\w-]+, ){0,4}and [\w-]+ inspections\b|"
    r" (?!and |or |but )(?:[\w-]+ ){0,2}?(?:inspections|visits|warheads|weapons|missiles|launchers)\b"
)
_SHORT = re.compile(r"[A-Z][A-Za-z-]{1,8}\)")
"""The short form after a name: "intercontinental ballistic missile (ICBM) launchers"."""
_OF_TYPE = re.compile(r"\b[Tt]ype[- ]$")
""" "10 Type 1 inspections": the second number names, it does not count."""
_ARMS_ONLY = re.compile(r"(?i)strategic|nuclear|offensive|deployed|atomic")


@dataclass(frozen=True, slots=True)
class Noun:
    """Words for what is counted: their span, category, and whether they say deployed, non-deployed or strategic."""

    start: int
    end: int
    category: str
    words: str


def noun_after(text: str, start: int, limit: int, value: float) -> Noun | None:
    """The words for what a figure counts, read from its end: "deployed ICBMs, SLBMs and heavy bombers"."""
    at = start
    heads: list[tuple[str, int, str]] = []
    first = None
    seen = skip = 0
    hyphened = text[start : start + 1] == "-"
    for token in _TOKEN.finditer(text, start, min(limit, start + 160)):
        word = token[0]
        if token.start() < skip:
            continue
        if heads and token.start() - at > 2:
            break
        at = token.end()
        if word == "-" and (hanging := _HANGING.match(text, token.end(), limit)):
            skip = at = hanging.end()
            continue
        if word == "-" and first is None:
            continue
        lower = word.lower()
        if lower == "delivery" and (
            means := re.compile(r" (?:systems?|means|platforms?|vehicles?)\b").match(text, token.end(), limit)
        ):
            heads.append(("vehicles", means.end(), "delivery vehicles"))
            first = token.start() if first is None else first
            skip = at = means.end()
            continue
        head = _HEAD.fullmatch(word.rstrip(".").removesuffix("’").removesuffix("'")) or (
            _HEAD.fullmatch(word.rsplit("-", 1)[-1]) if "-" in word else None
        )
        if word[0].isdecimal() and heads:
            break
        if head:
            plain = head[0]
            category = head.lastgroup or ""
            so_far = text[first if first is not None else token.start() : token.end()]
            one = _SINGULAR.fullmatch(plain) is not None
            if plain == "systems" and not re.search(r"\bdeployed\b", so_far):
                break
            if plain == "arms" and not _ARMS_ONLY.search(so_far):
                break
            if not (one and not hyphened and value != 1 and not heads):
                if _CANCEL.match(text, token.end(), limit):
                    if heads:
                        break
                    return None
                heads.append((category, token.end(), plain))
            first = token.start() if first is None else first
            if word.endswith(".") and heads:
                break
            continue
        if lower in _STOP or (word[0].isdecimal() and not _OF_TYPE.search(text, start, token.start())):
            break
        if word in "\"“”‘’'«»":
            continue
        if word == "(" and (short := _SHORT.match(text, token.end(), limit)):
            skip = at = short.end()
            continue
        if not word[0].isalnum() and word not in ("&", ","):
            break
        if lower == "of":
            if (
                re.match(r" (?:its|their|the|these|those|them|which)\b", text[token.end() : token.end() + 7])
                and not heads
            ):
                continue
            break
        if (
            heads
            and lower not in _JOINERS
            and not re.match(
                r"(?:\w+(?:-\w+)* ){0,3}?(?:ICBMs?|SLBMs?|launchers?|bombers?|missiles?|heavy|warheads?|vehicles?)\b",
                text[token.start() : token.start() + 60],
            )
        ):
            break
        if not heads and word == "," and not _LISTED.match(text, token.end(), limit):
            break
        first = token.start() if first is None and lower not in _JOINERS else first
        seen += 1
        if seen > 9:
            break
    if not heads:
        return None
    if first is None:
        return None
    end = heads[-1][1]
    if borne := _BORNE.match(text, end, limit):
        end = borne.end()
    words = text[first:end]
    return Noun(first, end, _category([h[0] for h in heads], words), words)


def _category(categories: list[str], words: str) -> str:
    if re.search(r"\blaunchers?\b|silo", words):
        return "launchers"
    return categories[0]


_LEFT_HEAD = re.compile(
    r"(?P<warheads>[Ww]arheads?|(?:nuclear|tactical|strategic|atomic|non-?strategic) weapons?|(?:strategic |"
    r"nuclear )arms|nuclear bombs|(?<=number of )(?:(?:its|their|U\.S\.|US|American|Russian|Chinese) )?weapons|"
    r"(?:[Gg]lobal|[Ww]orld(?:wide)?) (?:total|number|count|tally)|inventory|stockpiles?|arsenals?|"
    r"боеголов\w+|боезаряд\w+)"
    r"|(?P<launchers>[Ll]aunchers?(?: (?:of|for) (?:[\w-]+,? ){0,6}?(?:bombers|SLBMs|missiles)(?: and (?:heavy |"
    r"strategic )?bombers)?)?|deployed and non-?deployed total|пусков\w+ установ\w+)|"
    r"(?P<inspections>[Ii]nspections|[Ии]нспекци\w+)|"
    r"(?P<notifications>[Nn]otifications|[Уу]ведомлени\w+)"
    r"|(?P<vehicles>delivery (?:vehicles|systems|means)|carriers|missiles|bombers|ICBMs|SLBMs|vehicles|носител\w+|"
    r"межконтинентальн\w+ (?:баллистическ\w+ )?ракет\w*)"
)


_DELIVERED = re.compile(
    r"\b(?:(?:that|which) (?:can|could|may|are able to|are used to)|capable of|able to|used to|to) "
    r"(?:deliver|carry|launch|bear|fire)(?:ing)? (?:the |its |their |such |these |nuclear |strategic )*$"
)
"""Before warheads that tell what carriers are for: "missiles that can deliver the warheads"."""
_ON = re.compile(
    r" (?:attributed to|counted for|carried (?:by|on)|deployed on|mounted on|on) (?:[\w-]+ ){0,3}|"
    r",? (?:расположенн|установленн|размещ[её]нн|развёрнут|развернут)\w* на (?:[\w-]+ ){0,3}"
)
_LEGS_BEFORE = re.compile(
    r"(?:(?:deployed|heavy|strategic|intercontinental|ballistic|submarine-launched|sea-based|land-based|missiles?|"
    r"ICBMs?|SLBMs?|bombers?|and|or)[ ,]{1,2})+$"
)


def noun_before(text: str, start: int, end: int) -> Noun | None:
    """The last words before a figure that may be what it counts: "the number of deployed warheads was limited to"."""
    last = None
    for match in _LEFT_HEAD.finditer(text, start, end):
        if last is not None and last.lastgroup == "warheads" and _ON.fullmatch(text, last.end(), match.start()):
            continue  # "the warheads attributed to those launchers"
        if last is None or not _DELIVERED.search(text, max(start, match.start() - 60), match.start()):
            last = match
    if last is None:
        return None
    left = re.search(r"(?:[\w-]+ (?:and [\w-]+ )?){0,4}$", text[max(start, last.start() - 60) : last.start()])
    if legs := _LEGS_BEFORE.search(text[max(start, last.start() - 120) : last.start()]):
        left = legs if left is None or len(legs[0]) > len(left[0]) else left
    begin = last.start() - (len(left[0]) if left else 0)
    return Noun(begin, last.end(), last.lastgroup or "", text[begin : last.end()])
