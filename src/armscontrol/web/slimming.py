"""A drawn chart with nothing said twice: a third shorter, and the same picture."""

from __future__ import annotations

import re

_OUTLINE = re.compile(r'( d=")([^"]{2000,})(")')
_TENTHS = re.compile(r"(\d+\.\d)\d+")
_HUNDREDTHS = re.compile(r"(\d+\.\d\d)\d+")
_IDLE = re.compile(
    r' (?:aria-[a-z]+|role)="[^"]*"'  # the figure is read as one, by its name
    r'| (?:opacity="1"|fill-opacity="1"|stroke-opacity="1"|stroke-width="1"|[xy]2="0"|version="1\.1")'
    r'| pointer-events="none"'
    r'| xmlns:xlink="[^"]*"'
)
_EMPTY = re.compile(r'<path class="(?:background|foreground)" d="(?:M0,0h0v0h0Z)?"(?: [a-z]+="[^"]*")*/>')
_FONT = re.compile(r' font-family="([^"]*)"')


def slim(svg: str) -> str:
    """The picture without what is the rule anyway, and without digits that no screen shows.

    Args:
        svg: of vl-convert, where every mark has all its attributes.
    """
    made = _OUTLINE.sub(lambda m: m[1] + _TENTHS.sub(r"\1", m[2]) + m[3], svg)  # a coast: to a tenth of a pixel
    made = _EMPTY.sub("", _IDLE.sub("", _HUNDREDTHS.sub(r"\1", made)))
    fonts = set(_FONT.findall(made))
    if len(fonts) == 1:  # one for all is said once, above them
        made = _FONT.sub("", made).replace("<g ", f'<g font-family="{fonts.pop()}" ', 1)
    return made
