"""How personal data goes, and what stays as proof."""
