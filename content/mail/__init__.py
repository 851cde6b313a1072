"""Mail that has yet to leave."""
