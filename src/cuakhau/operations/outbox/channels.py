"""Ways to reach people: a file for demo and tests; SMS, Zalo and WeChat by a gateway each.

A gateway takes a POST of JSON `{"id", "to", "text"}` over https with `Authorization: Bearer KEY`;
`id` is the same at every try, so that a gateway may drop what it has sent already.
"""

import json
import os
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cuakhau.accounts.masking import mask
from cuakhau.accounts.people.reaching import list_phones
from cuakhau.journal import personal
from cuakhau.operations.messages.outbox import Tried, tell
from cuakhau.operations.models import Message
from cuakhau.operations.outbox.refusals import (
    refuse,
    v1_channel_has_a_gateway,
    v2_channel_is_known,
    v3_gateway_is_https,
)
from cuakhau.operations.visits.search import find_declaration
from cuakhau.zone.types import LANGUAGES, Language

# What drivers read there: WeChat is on the phones of the Chinese side.
SPOKEN: dict[str, Language] = {"sms": "vi", "zalo": "vi", "wechat": "zh"}
CHANNELS = ("file", *SPOKEN)
WAIT_S = 10
WHO = "outbox"

Post = Callable[[str, str, bytes], int]


@dataclass(frozen=True, slots=True)
class FileChannel:
    """Appends a line of JSON for each message to a file; phones are masked there."""

    folder: Path
    id: str = "file"

    def send(self, message: Message, *, at: datetime) -> Tried:
        """Append the message in all languages."""
        refs = find_phones(message)
        line = personal.Line(WHO, at, f"message {message.pk}")
        found = personal.look(message.zone, whole=(), masked=refs, line=line) if refs else {}
        phones = [mask("phone", found[ref]) for ref in refs if ref in found]
        said = {
            "id": message.pk,
            "zone": message.zone,
            "at": at.isoformat(),
            "visit": message.visit,
            "firm": message.firm,
            "unit": message.unit,
            "phone": ", ".join(phones) or None,
            "text": {language: tell(message, language) for language in LANGUAGES},
        }
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with (self.folder / f"{self.id}.jsonl").open("a", encoding="utf-8") as file:
                file.write(json.dumps(said, ensure_ascii=False) + "\n")
        except OSError as trouble:
            return Tried("failed", type(trouble).__name__)
        return Tried("sent")


@dataclass(frozen=True, slots=True)
class GatewayChannel:
    """Hands each message to the gateway of SMS, Zalo or WeChat; a look at the phone is kept."""

    id: str
    address: str
    key: str
    post: Post

    def send(self, message: Message, *, at: datetime) -> Tried:
        """Send to each phone it is for; what the network does is a state, never an exception."""
        refs = find_phones(message)
        line = personal.Line(WHO, at, f"message {message.pk} by {self.id}")
        found = personal.look(message.zone, whole=refs, masked=(), line=line) if refs else {}
        phones = [found[ref] for ref in refs if ref in found]
        tried = [self._post(message, number, phone) for number, phone in enumerate(phones)]
        # Said as the worst of them: what failed for one is tried again, by the same id.
        failed = [one for one in tried if one.state != "sent"]
        return (failed or tried or [Tried("no_address")])[0]

    def _post(self, message: Message, number: int, phone: str) -> Tried:
        said = {
            "id": f"{message.zone}.{message.pk}" + (f".{number}" if number else ""),
            "to": phone,
            "text": tell(message, SPOKEN[self.id]),
        }
        try:
            status = self.post(self.address, self.key, json.dumps(said).encode())
        except OSError as trouble:  # of urllib too; its text may hold an address, its name does not
            return Tried("failed", type(trouble).__name__)
        return Tried("sent") if status < 300 else Tried("failed", f"HTTP {status}")


def open_channel(name: str, *, folder: Path, env: Mapping[str, str] = os.environ) -> "AnyChannel":
    """Open a channel. Raises V1 where its gateway is not configured, V2 for an unknown name."""
    if name == "file":
        return FileChannel(folder)
    if name not in SPOKEN:
        raise refuse(v2_channel_is_known, channel=name, known=", ".join(CHANNELS))
    variable = f"CUAKHAU_{name.upper()}_GATEWAY"
    address = env.get(variable, "")
    if not address:
        raise refuse(v1_channel_has_a_gateway, channel=name, variable=variable)
    if not address.startswith("https://"):
        raise refuse(v3_gateway_is_https, channel=name, variable=variable)
    return GatewayChannel(name, address, env.get(f"CUAKHAU_{name.upper()}_KEY", ""), post_json)


AnyChannel = FileChannel | GatewayChannel


def find_phones(message: Message) -> list[str]:
    """Give the references of the phones: of the visit, or of who is in the unit it is for."""
    if message.unit:
        return list_phones(message.zone, message.unit)
    said = find_declaration(message.zone, message.visit) if message.visit else None
    return [said.phone] if said and said.phone else []


def post_json(address: str, key: str, body: bytes) -> int:
    """Post to a gateway and give the status. Raises `OSError` where it cannot be reached."""
    asked = urllib.request.Request(  # noqa: S310 open_channel lets https alone through
        address,
        data=body,
        headers={"Content-Type": "application/json", "Authorization": f"Bearer {key}"},
    )
    with urllib.request.urlopen(asked, timeout=WAIT_S) as answer:  # noqa: S310
        return int(answer.status)
