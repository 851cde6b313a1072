"""What pages of the whole site show of its settings."""

from django import template

from content.pages.layout import site_frame

register = template.Library()
register.simple_tag(site_frame, name="site_frame")
