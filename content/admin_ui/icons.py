"""The icons of the site, under the names that editors know them by; drawn by Lucide (ISC licence)."""

from django.utils.translation import gettext_lazy as _

# our name → (Lucide's name, what an editor reads)
ICONS = {
    "bulb": ("lightbulb", _("Light bulb")),
    "search": ("search", _("Magnifying glass")),
    "chat": ("message-circle", _("Speech balloon")),
    "calendar": ("calendar-days", _("Calendar")),
    "compass": ("compass", _("Compass")),
    "couple": ("users", _("Two people")),
    "file-pdf": ("file-text", _("Document")),
    "map": ("map", _("Map")),
    "navicon": ("menu", _("Menu")),
    "organiser": ("clipboard-list", _("Clipboard")),
    "person": ("user", _("Person")),
    "phone": ("phone", _("Telephone")),
    "piggy-bank": ("piggy-bank", _("Piggy bank")),
    "play": ("play", _("Play button")),
    "service": ("concierge-bell", _("Service bell")),
    "thumbs-up": ("thumbs-up", _("Thumb up")),
    "timer": ("timer", _("Timer")),
    "tractor": ("tractor", _("Tractor")),
    "wall": ("brick-wall", _("Brick wall")),
}
ICON_CHOICES = [(name, label) for name, (_drawing, label) in ICONS.items()]
