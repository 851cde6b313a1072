"""What all pages of the admin share: parts, columns, badges, ordering, fields in two languages."""
