"""What all pages of the admin share: forms with two languages, ordering, the look."""
