from modeltranslation.translator import TranslationOptions, register

from content.workflow.models import Withdrawal


@register(Withdrawal)
class WithdrawalTranslation(TranslationOptions):
    fields = ("reason",)
