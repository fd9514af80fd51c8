from ventanilla.notify.actions.deliver import deliver
from ventanilla.notify.actions.tell import tell

__all__ = ["deliver", "tell"]
