"""An administrator's reading of an unclear place: confirmed once, may change, and the pack follows."""

from datetime import date

from campaigns.load import load_pack
from storage.queries.plans import campaigns, unclear_readings
from storage.queries.plans.into_force import put_into_force

DAY = date(2025, 6, 20)


def test_the_chosen_option_holds_where_the_first_did(county):
    running = put_into_force(county.session, load_pack("xizang-2022"), DAY).running
    note = next(note for note in running.pack.unclear if note.key == "fifteen_percent")
    target = next(one for one in running.pack.targets if one.reading and one.reading.unclear == note.key)
    assert running.pack.taken(target.reading)
    other = note.options[1].key
    unclear_readings.confirm(county.session, running.campaign_id, note.key, other, county.by(role="admin"))
    pack = campaigns.in_force(county.session, running.campaign_id, DAY).pack
    assert not pack.taken(target.reading)
    assert unclear_readings.confirmed(county.session, running.campaign_id) == {note.key: other}


def test_a_reading_may_change_and_the_same_plan_is_still_the_same(county):
    pack = load_pack("xizang-2022")
    running = put_into_force(county.session, pack, DAY).running
    note = next(note for note in pack.unclear if len(note.options) > 1)
    for option in (note.options[1].key, note.options[0].key, note.options[1].key):
        unclear_readings.confirm(county.session, running.campaign_id, note.key, option, county.by(role="admin"))
    assert unclear_readings.confirmed(county.session, running.campaign_id) == {note.key: note.options[1].key}
    assert not put_into_force(county.session, pack, DAY).changed
