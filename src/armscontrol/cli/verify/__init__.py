"""`armscontrol verify`: the statistics of verification; each answer with its sentence, formula and source."""

from __future__ import annotations

import typer

from armscontrol.cli.verify import allocating, believing, campaigning, checking, hiding, sampling

app = typer.Typer(help="How would anyone know: samples, inspections, sites, belief.", no_args_is_help=True)
app.command("sample-size", short_help="How many items to inspect.")(sampling.sample_size)
app.command("detection", short_help="What a sample finds.")(sampling.detection)
app.command("allocate", short_help="Which sites to watch, and how often.")(allocating.allocate)
app.command("game", short_help="Whether to inspect now or later.")(believing.game)
app.command("posterior", short_help="How belief in compliance grows.")(believing.posterior)
app.command("hidden", short_help="How many items could be false after what was seen.")(hiding.hidden)
app.command("campaign", short_help="Years of visits against a violation, simulated.")(campaigning.campaign)
app.command("compare", short_help="What so many visits a year catch.")(campaigning.compare)
app.command("methods", short_help="Methods that a table of cases may name.")(checking.methods)
app.command("cases", short_help="Check an installation against a table of cases.")(checking.cases)
