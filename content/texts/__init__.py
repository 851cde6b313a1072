"""Words and their structure: which language they are in, what HTML they may hold, how two of them differ."""
