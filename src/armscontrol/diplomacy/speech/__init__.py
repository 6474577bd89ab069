"""Who says what: speakers, cues, content, and the hands it came through."""
