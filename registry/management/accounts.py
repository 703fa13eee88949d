"""The account that a command acts for."""

from django.utils.translation import gettext as _

from registry.actions.refused import Refused
from registry.models import User


def account_called(username: str) -> User:
    """Raises Refused."""
    user = User.objects.filter(username=username).first()
    if user is None:
        raise Refused(_("There is no account “%(name)s”.") % {"name": username})
    return user
