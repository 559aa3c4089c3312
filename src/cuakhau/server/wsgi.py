"""Pages and API, for a WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cuakhau.server.settings")
application = get_wsgi_application()

from django.urls import get_resolver  # noqa: E402

from cuakhau.journal.doorbell import Doorbell  # noqa: E402
from cuakhau.server import zones  # noqa: E402
from cuakhau.server.running.child import end_with_server, spare_what_is_loaded  # noqa: E402

end_with_server()
# A zone with mistakes stops the server here, where people still read what it says.
zones.served()
# Loaded before anybody asks: with two workers, the second would keep its first caller waiting.
_ = get_resolver().url_patterns
doorbell = Doorbell()
doorbell.start()
spare_what_is_loaded()
