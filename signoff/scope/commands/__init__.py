"""The deeds of the scope."""

from signoff.scope.commands.add_part import AddPart
from signoff.scope.commands.place import PlaceTask

__all__ = ["AddPart", "PlaceTask"]
