"""Whether an object has all that the public needs."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model

from content.texts.languages import CODES, label_of
from content.workflow.models import Publishable


def require_complete(item: Publishable) -> None:
    """Raise ValidationError with all that `item` and its parts lack, by field, in the active language."""
    faults = _faults(item)
    for relation in item.parts:
        for part in getattr(item, relation).all():
            for name, messages in _faults(part).items():
                faults.setdefault(relation, []).extend(
                    _labelled(part, name, message) for message in messages if message
                )
    if faults:
        raise ValidationError(faults)


def said_of(item: Publishable, error: ValidationError) -> list[str]:
    """Return what `error` says, a sentence each, with the name of the field before it."""
    return [_labelled(item, name, message) for name, messages in error.message_dict.items() for message in messages]


def _faults(row: Model) -> dict[str, list[str]]:
    faults: dict[str, list[str]] = {}
    names = {field.name for field in row._meta.concrete_fields}
    untranslated = {name for name in names if f"{name}_{CODES[0]}" in names}
    for look in (lambda: row.full_clean(exclude=untranslated), getattr(row, "check_complete", lambda: None)):
        try:
            look()
        except ValidationError as error:
            for column, messages in ValidationError(error).message_dict.items():
                known = faults.setdefault(column, [])
                known += [message for message in messages if message not in known]
    return faults


def _labelled(row: Model, name: str, message: str) -> str:
    if name == NON_FIELD_ERRORS:
        return message
    try:
        field = row._meta.get_field(name)
    except LookupError:
        return message
    return f"{label_of(field)}: {message}"
