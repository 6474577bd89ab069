"""Number words, English and Russian, in the cases in which texts use them."""

from __future__ import annotations

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_RUSSIAN = {
    1: "один одна одно одного одной", 2: "два две двух двум", 3: "три трёх трех трём трем",
    4: "четыре четырёх четырех", 5: "пять пяти", 6: "шесть шести", 7: "семь семи", 8: "восемь восьми",
    9: "девять девяти", 10: "десять десяти", 11: "одиннадцать одиннадцати", 12: "двенадцать двенадцати",
    13: "тринадцать тринадцати", 14: "четырнадцать четырнадцати", 15: "пятнадцать пятнадцати",
    16: "шестнадцать шестнадцати", 17: "семнадцать семнадцати", 18: "восемнадцать восемнадцати",
    19: "девятнадцать девятнадцати", 20: "двадцать двадцати", 30: "тридцать тридцати", 40: "сорок сорока",
    50: "пятьдесят пятидесяти", 60: "шестьдесят шестидесяти", 70: "семьдесят семидесяти",
    80: "восемьдесят восьмидесяти", 90: "девяносто девяноста",
}  # fmt: skip
_RUSSIAN_HUNDREDS = (
    "сто ста", "двести двухсот", "триста трёхсот трехсот", "четыреста четырёхсот четырехсот", "пятьсот пятисот",
    "шестьсот шестисот", "семьсот семисот", "восемьсот восьмисот", "девятьсот девятисот",
)  # fmt: skip
VALUES = (
    {w: n for n, w in enumerate(_UNITS.split())}
    | {w: 10 * n for n, w in enumerate(_TENS.split(), start=2)}
    | {w: n for n, words in _RUSSIAN.items() for w in words.split()}
    | {w: 100 * n for n, words in enumerate(_RUSSIAN_HUNDREDS, start=1) for w in words.split()}
)
"""Values of single words; hundred, dozen and thousand multiply what stands before them."""
THOUSANDS = ("thousand", "тысяч", "тысяча", "тысячи", "тысячу")
_FIRST = sorted({w[0] for w in (*VALUES, *THOUSANDS, "an", "hundred", "dozen")})
LETTERS = "".join(sorted({c for first in _FIRST for c in (first, first.upper())}))
"""Letters with which a number word begins."""


def words_value(words: list[str]) -> float | None:
    """The number that words say; `None` where one of them is no number word."""
    total = part = 0
    for word in words:
        if word in ("a", "an", "and"):
            continue
        if word == "dozen":
            part = max(part, 1) * 12
        elif word == "hundred":
            part = max(part, 1) * 100
        elif word in THOUSANDS:
            total, part = total + max(part, 1) * 1_000, 0
        elif word in ("million", "billion"):
            total, part = total + max(part, 1) * (10**6 if word == "million" else 10**9), 0
        elif word in VALUES:
            part += VALUES[word]
        else:
            return None
    return float(total + part)
