"""The whole past of an example: the visits of every team, and what became of the faults they found."""

from demo.fault_lives import followed_up
from demo.invented_visits import InventedVisit, invent_visits
from demo.past import Past
from demo.risk_stories import stories, with_story
from demo.team import Team
from demo.visit_pace import Pace, furthest_behind
from demo.workload import wholesale_workload, workload
from forms.offer import Offer


def invent_past(past: Past, teams: list[Team], speed: dict[str, Pace], contact_of: Offer) -> list[InventedVisit]:
    owed = [*workload(past.pack), *wholesale_workload(past.pack)]
    visits = [visit for team in teams for visit in invent_visits(past, team, owed, speed.get(team.unit, Pace()))]
    first, *others = [team for team in teams if team.unit in speed]
    behind = next((team for team in others if team.unit == furthest_behind(speed)), first)
    another = next((team for team in reversed(others) if team is not behind), first)
    for story in stories(first, behind, another, contact_of):
        visits = with_story(past, visits, story)
    return [followed_up(past, visit) if visit.fault and not visit.life else visit for visit in visits]
