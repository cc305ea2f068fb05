"""Two versions of a text in, a `Redline` out. Knows neither files nor the record."""
