"""What loading and removing need to know of one kind of thing; each of them says it in a class of its own."""

from collections.abc import Iterable
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from django.db import transaction
from django.db.models import Model, QuerySet

from content.workflow import publishing
from content.workflow.models import Version
from content.workflow.versions import record_act
from demo.reading import demo_key, read

Row = dict[str, Any]


class Kind:
    """One kind of thing: the rows called `table` in texts/`file`.toml, each of which makes an object of `model`."""

    model: ClassVar[type[Model]]
    file: ClassVar[str]
    table: ClassVar[str]

    # Columns of the model that hold files; these go when the object does.
    files: ClassVar[list[str]] = []

    @property
    def label(self) -> str:
        """What to call them when counting."""
        return self.file

    def rows(self) -> list[Row]:
        """Return what the texts tell, each with its `position` from 1."""
        found = [*read(self.file)[self.table], *read("drafts").get(self.table, [])]
        return [{**row, "position": position} for position, row in enumerate(found, start=1)]

    def name(self, row: Row) -> str:
        """Return what `row` is known by among its kind; its key is made from that."""
        return row["key"]

    def key(self, row: Row) -> UUID:
        """Return the primary key of the object that `row` makes."""
        return demo_key(self.model, self.name(row))

    def stored(self) -> QuerySet:
        """Those that the site has, whatever editors made of them."""
        return self.model._base_manager.filter(pk__in=[self.key(row) for row in self.rows()])

    def missing(self) -> list[Row]:
        """Return the rows whose objects the site doesn't have."""
        there = set(self.stored().values_list("pk", flat=True))
        return [row for row in self.rows() if self.key(row) not in there]

    def make(self, row: Row) -> Model:
        """Return the object that `row` describes, not saved."""
        raise NotImplementedError

    def store(self, item: Any, row: Row) -> None:
        """Save a new `item`."""
        item.save(force_insert=True)

    def connect(self, item: Any, row: Row) -> None:
        """Give a stored `item` what it can have only then."""

    def finish(self, item: Any, row: Row) -> None:
        """Do what is left once everything is stored."""

    def removable(self) -> QuerySet:
        """Those that go when the demonstration is removed."""
        return self.stored()

    def remove(self, item: Any) -> None:
        """Delete `item`, and its files as soon as that is committed."""
        for file in [getattr(item, column) for column in self.files]:
            if file:
                transaction.on_commit(partial(file.storage.delete, file.name))
        self.delete(item)

    def delete(self, item: Any) -> None:
        """Delete `item` alone."""
        item.delete()


class PublishedKind(Kind):
    """A kind that visitors see once it is published; rows with `draft = true` are for editors to look at."""

    def store(self, item, row):
        if hasattr(item, "fill_slugs"):
            item.fill_slugs()
        super().store(item, row)

    def finish(self, item, row):
        record_act(item, Version.Act.IMPORTED)
        if not row.get("draft"):
            publishing.publish(item)

    def delete(self, item):
        publishing.erase(item)


def keys(model: type[Model], names: Iterable[str]) -> list[UUID]:
    """Return the keys of the objects of `model` that the texts call by these names."""
    return [demo_key(model, name) for name in names]
