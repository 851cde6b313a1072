from modeltranslation.translator import TranslationOptions, register

from content.pages.models import MenuItem, Page, SiteSettings


@register(Page)
class PageTranslation(TranslationOptions):
    fields = ("title", "slug", "lead", "body")


@register(MenuItem)
class MenuItemTranslation(TranslationOptions):
    fields = ("label",)


@register(SiteSettings)
class SiteSettingsTranslation(TranslationOptions):
    fields = ("name", "tagline", "footer", "demonstration_notice")
