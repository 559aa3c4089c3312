"""A process that appends until it is killed and says each row that it was promised.

python -m journal.trouble.appender URL ZONE VISITS
"""

import os
import sys

import django


def main(url, name, visits):
    os.environ["DJANGO_SETTINGS_MODULE"] = os.environ.get(
        "DJANGO_SETTINGS_MODULE", "cuakhau.server.settings"
    )
    django.setup()
    from journal.example import EXAMPLE, point_django_at
    from journal.movements import append, journey

    point_django_at(url)
    zone = EXAMPLE.renamed(name)
    for visit in range(int(visits)):
        for number, row in enumerate(journey(zone, f"v{visit}")):
            answer = append(zone, row, nonce=f"{visit}-{number}")
            print(f"v{visit}", answer.seq, answer.hash.hex(), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
