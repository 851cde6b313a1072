from content.languages.models.addressed import Addressed, AddressedQuerySet, filled
from content.languages.models.translations import Translation, key_of

__all__ = ["Addressed", "AddressedQuerySet", "Translation", "filled", "key_of"]
