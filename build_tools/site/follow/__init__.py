"""What a reader can follow, and how it is told: events in, feeds and calendars out."""
