"""The report as one HTML file: no script, no outside host, prints well."""

from __future__ import annotations

import re

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from armscontrol.reports.content import Content


def render(content: Content) -> bytes:
    """The page, UTF-8. The same content gives the same bytes."""
    environment = Environment(
        loader=PackageLoader("armscontrol.reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["svg"] = inline_svg
    return environment.get_template("report.html").render(**content).encode()


def inline_svg(svg: str, alt: str, prefix: str, *, sized: bool = False) -> Markup:
    """A chart for the page: named for screen readers, scaling with the page, its ids made unique.

    Args:
        svg: of the converter.
        alt: what it shows, in words.
        prefix: of its ids.
        sized: says how wide it was drawn, for a style sheet that does not scale it everywhere.
    """
    body = svg[svg.index("<svg") :]
    size = re.search(r'width="([\d.]+)" height="([\d.]+)"', body)
    assert size is not None  # noqa: S101  every chart states its size
    body = re.sub(r'\bid="', f'id="{prefix}-', body)
    body = re.sub(r"url\(#", f"url(#{prefix}-", body)
    head = Markup('<svg role="img" aria-label="{}" ').format(alt)
    width = f'width="{size[1]}" '
    body = body.replace("<svg ", "", 1).replace(f'{width}height="{size[2]}" ', width if sized else "", 1)
    # parts of the chart are read from the table beside it, not mark by mark
    body = re.sub(r' (?:aria-[a-z]+|role)="[^"]*"', "", body)
    return head + Markup(body)  # noqa: S704  made by vl-convert from our own specification
