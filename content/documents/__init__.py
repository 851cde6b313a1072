"""Files for visitors, alone or all in one archive."""
