"""What the pages and the API show, as plain records: no HTML, no HTTP."""
