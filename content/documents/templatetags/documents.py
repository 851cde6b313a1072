"""What lists of documents show of one."""

from django import template

from content.documents.names import extension_of, file_address

register = template.Library()
register.filter("file_kind", lambda file: extension_of(file).upper())
register.filter("file_address", file_address)
