"""The one signal between our apps."""

from django.dispatch import Signal

# What the public sees of one object changed: it was published, altered, taken offline or deleted. Sent once the
# change is committed, with sender: the model, and pk: the object's key (the object itself may be gone).
published = Signal()
