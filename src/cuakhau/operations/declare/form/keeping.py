"""What a change of a declaration keeps because the form did not show it. Pure."""

from collections.abc import Collection, Mapping

from msgspec.structs import replace

from cuakhau.operations.declare.form.copying import OF_VEHICLE
from cuakhau.operations.declare.form.reading import PAPERS
from cuakhau.operations.declaring import Declaring, Paper
from cuakhau.operations.models import Declaration


def list_unseen(
    before: Declaration, seen: Collection[str], typed: Mapping[str, str]
) -> tuple[Paper, ...]:
    """List the papers, by reference, that an empty field says nothing about.

    The form shows one paper of a kind, the last, and only to those who may see it (`seen`); what
    is typed over one that was not shown replaces it.
    """
    last = {paper["kind"]: paper["number"] for paper in before.papers}
    return tuple(
        Paper(**paper)
        for paper in before.papers
        if paper["kind"] not in (*OF_VEHICLE, *PAPERS)
        or last[paper["kind"]] != paper["number"]
        or (paper["number"] not in seen and not typed.get(paper["kind"], "").strip())
    )


def keep_untyped(before: Declaration, said: Declaring, unseen: tuple[Paper, ...]) -> Declaring:
    """Give what is said with all that the form has no field for, as it was declared before."""
    origins = {(line["description"], line.get("goods")): line for line in before.goods_lines}
    lines = tuple(
        replace(line, origin=origins.get((line.description, line.goods), {}).get("origin"))
        for line in said.goods_lines
    )
    # A program may name the class of goods without any line of goods.
    goods = before.goods if not (lines or before.goods_lines) else said.goods
    return replace(said, goods_lines=lines, goods=goods, unseen=unseen)
