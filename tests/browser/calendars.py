#!/usr/bin/python3
"""Reads calendars as python-icalendar does, and says what it sees, for machines.mjs to hold beside what ical.js sees.

    calendars.py FILE...      one JSON object a line: {file, zones, entries: [[uid, summary, start, status, sequence, repeats]]}
"""
import json
import sys

from icalendar import Calendar


def seen(path):
    with open(path, "rb") as file:
        calendar = Calendar.from_ical(file.read())
    for part in calendar.walk():
        if part.errors:
            raise ValueError(f"{part.name}: {part.errors}")
    entries = []
    for event in calendar.walk("VEVENT"):
        repeats = event.get("RRULE")
        entries.append([str(event["UID"]), str(event["SUMMARY"]), event.decoded("DTSTART").isoformat()[:10],
                        str(event.get("STATUS", "")), int(event["SEQUENCE"]), repeats["FREQ"][0] if repeats else ""])
        event.decoded("DTSTAMP")
    return {"file": path, "zones": [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")], "entries": entries}


for name in sys.argv[1:]:
    try:
        print(json.dumps(seen(name)))
    except (ValueError, KeyError) as problem:
        print(json.dumps({"file": name, "problem": str(problem)}))
