"""Takes a sheet into the register, whole or not at all."""

from hashlib import sha256

from cuakhau.operations.once import Answer, Asked, digest_of, do_once
from cuakhau.portfolio.works.register.reading import read_register
from cuakhau.portfolio.works.register.writing import Signed, lock, write_money, write_projects
from cuakhau.portfolio.works.sheet.planning import Plan, Taking, plan_import
from cuakhau.portfolio.works.sheet.reading import read_sheet


class NotTaken(Exception):
    """Undoes a sheet in which something is wrong."""


def check_sheet(zone_name: str, content: bytes, taking: Taking) -> Plan:
    """Tell what a sheet would write and all that is wrong with it. Raises G41 and G42."""
    return plan_import(read_sheet(content), read_register(zone_name), taking)


def take_sheet(zone_name: str, content: bytes, taking: Taking, signed: Signed) -> Plan:
    """Take a sheet; where anything is wrong, nothing of it. Raises G41 and G42."""
    sheet = read_sheet(content)
    plan = Plan()

    def act() -> Answer:
        nonlocal plan
        lock(zone_name)
        plan = plan_import(sheet, read_register(zone_name), taking)
        if plan.mistakes:
            raise NotTaken
        write_projects(zone_name, plan.projects, signed)
        write_money(zone_name, plan.entries, signed)
        return {"new": plan.new, "changed": plan.changed, "alike": plan.alike}

    nonce = f"works.{signed.nonce}.import"
    asked = Asked(
        zone_name, nonce, digest_of("import", sha256(content).hexdigest()), signed.by, signed.at
    )
    try:
        answer, was_done = do_once(asked, act)
    except NotTaken:
        return plan
    if was_done:
        plan = Plan(new=answer["new"], changed=answer["changed"], alike=answer["alike"])
    return plan
