"""What is wrong with a form, each with a link to the field where it is mended."""

from typing import NamedTuple


class FormError(NamedTuple):
    """What is wrong, with which field; `target` is the id of its input, empty when it is about the whole form."""

    message: str
    label: str = ""
    target: str = ""


def faults_of(form, formsets=()) -> list[FormError]:
    """Return all faults of a form and of the formsets below it, in the order of the page."""
    faults = _faults_in(form)
    for formset in formsets:
        faults += [FormError(message) for message in formset.non_form_errors()]
        faults += [fault for part in formset.forms for fault in _faults_in(part, formset.model._meta.verbose_name)]
    return faults


def _faults_in(form, part_name="") -> list[FormError]:
    """part_name: what to call the form itself; what is wrong with all of it is mended from its first field on."""
    if not form.is_bound:
        return []
    first = form.visible_fields()[0].id_for_label if part_name else ""
    return [
        FormError(message, form[name].label, form[name].id_for_label)
        if name in form.fields
        else FormError(message, part_name, first)
        for name, messages in form.errors.items()
        for message in messages
    ]
