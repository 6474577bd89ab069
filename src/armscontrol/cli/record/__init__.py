"""`armscontrol record`: the diplomatic record. Who said what, through whom, on what condition, and is it so."""

from __future__ import annotations

import typer

from armscontrol.cli.record import answers, keeping, reading

app = typer.Typer(help="Who said what, through whom, on what condition, and is it so.", no_args_is_help=True)
app.command("read", short_help="Read a news text.")(reading.read)
app.command("check", short_help="Hold a sentence against the record of facts.")(reading.check)
app.command("add", short_help="Read texts and keep what was read.")(keeping.add)
app.command("review", short_help="Accept, correct, reject, merge or undo.")(keeping.review)
app.command("positions", short_help="What each Party held on an issue on a day.")(answers.positions)
app.command("linkages", short_help="What is tied to what, as a table and a picture.")(answers.linkages)
app.command("timeline", short_help="Dated events, shipped and read.")(answers.timeline)
app.command("search", short_help="Find statements, positions, claims and events.")(answers.search)
app.command("export", short_help="JSON Lines, ClaimReview or Web Annotation.")(keeping.export)
app.command("import", short_help="Take in JSON Lines that were exported.")(keeping.import_)
