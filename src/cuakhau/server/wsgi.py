"""Pages and API, for a WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cuakhau.server.settings")
application = get_wsgi_application()

from cuakhau.journal.doorbell import Doorbell  # noqa: E402
from cuakhau.server import zones  # noqa: E402
from cuakhau.server.running.child import end_with_server  # noqa: E402

end_with_server()
# A zone with mistakes stops the server here, where people still read what it says.
zones.served()
doorbell = Doorbell()
doorbell.start()
