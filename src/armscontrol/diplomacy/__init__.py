"""The diplomatic record: who said what, through whom, on what condition, and is it so."""
