"""Pages that editors add, the menu, and the settings of the site."""
