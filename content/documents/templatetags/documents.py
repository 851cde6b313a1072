"""What lists of documents show of one."""

from django import template

from content.documents.addresses import file_address
from content.documents.names import extension_of

register = template.Library()
register.filter("file_kind", lambda file: extension_of(file).upper())
register.filter("file_address", file_address)
