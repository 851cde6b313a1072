"""Who joined, counted, drawn and exported."""
