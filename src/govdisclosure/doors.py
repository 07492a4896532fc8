"""Doors that open only when somebody comes: a package whose names are imported when they are first used."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def lazy(
    package: str,
    homes: "Mapping[str, tuple[str, ...]]",
    namespace: "dict[str, object]",
    offer: "Callable[[str], str] | None" = None,
) -> "Callable[[str], object]":
    """Return the `__getattr__` of a package; `homes` has the names that each of its modules gives.

    A name that was asked for is put into `namespace`, the package's own, so that it is looked up once. `offer` says
    of a name that is none which was meant.
    """
    home_of = {name: home for home, names in homes.items() for name in names}

    def get(name: str) -> object:
        home = home_of.get(name)
        if home is None:
            message = f"module {package!r} has no attribute {name!r}"
            raise AttributeError(message + offer(name) if offer else message)
        from importlib import import_module

        value = namespace[name] = getattr(import_module(f"{package}.{home}"), name)
        return value

    return get
