from modeltranslation.translator import TranslationOptions, register

from signups.models import ConsentText, Interest, JoinRules, Mailing


@register(Interest)
class InterestTranslation(TranslationOptions):
    fields = ("label",)


@register(ConsentText)
class ConsentTextTranslation(TranslationOptions):
    fields = ("words",)


@register(JoinRules)
class JoinRulesTranslation(TranslationOptions):
    fields = ("what_next", "closed")


@register(Mailing)
class MailingTranslation(TranslationOptions):
    fields = ("subject", "body")
