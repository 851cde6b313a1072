from content.languages.models.addressed import AddressedQuerySet, HasPage, has_text
from content.languages.models.translations import Translation, source_key

__all__ = ["HasPage", "AddressedQuerySet", "Translation", "has_text", "source_key"]
