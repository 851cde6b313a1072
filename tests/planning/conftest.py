from tests.editing.conftest import editor

__all__ = ["editor"]
