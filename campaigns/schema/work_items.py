"""Work that is counted without being an inspection: training, exams, demonstration enterprises, publicity, meetings."""

from typing import Literal

from campaigns.schema.part import Key, Part, Words
from campaigns.schema.plan_units import Party


class WorkItem(Part):
    """Something a unit does and notes with its date and proof, e.g. 抽查考试 (R1.8).

    How many of them: a target of measure `work_done`; by when: a deadline that they fulfil.
    """

    key: Key
    title: Words
    kind: Literal["training", "exam", "demonstration", "publicity", "case_publication", "meeting", "sampling", "other"]
    by: Party | None = None
    unit_of_measure: Words
    """场, 次, 家, 期, 件."""
    steps: tuple[Words, ...] = ()
    """A chain that each entry goes through: 抽样, 录入, 送达, 上传, 不合格处置."""
    proof: str = ""
    """What shows that it was done, where the plan says so."""
    words: Words
    source: str
