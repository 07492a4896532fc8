"""Many reports at once: checked in columns, collected to a folder of tables, summed and compared."""

from govdisclosure.doors import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from govdisclosure.panel.frames import FrameResult as FrameResult
    from govdisclosure.panel.frames import check_frame as check_frame

_HOMES = {
    "frames": ("FrameResult", "check_frame"),
}
__getattr__ = lazy(__name__, _HOMES, globals())
