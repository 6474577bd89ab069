"""Reading: what is found in annotated articles, and what it costs beside taking the text out of the page."""
