/// An invented export as pretalx writes it: a zone that does not agree with the times, rooms that share a guid, a talk
/// after midnight listed under the day before, a break without persons.
public enum ScheduleFixture {
  public static func text(secondTitle: String = "Standing on shoulders", secondStart: String = "10:00")
    -> String
  {
    """
    {
      "$schema": "../schema.json",
      "schedule": {
        "version": "v1.1",
        "base_url": "http://localhost/inventedcon/schedule/",
        "conference": {
          "acronym": "inventedcon", "title": "InventedCon", "start": "2020-12-14", "end": "2020-12-15",
          "daysCount": 2, "time_zone_name": "UTC", "timeslot_duration": "00:05",
          "rooms": [
            {"name": "Saal 1", "guid": "b0000000-0000-4000-8000-000000000000", "description": null, "capacity": null},
            {"name": "Saal 2", "guid": "b0000000-0000-4000-8000-000000000000", "description": null, "capacity": null}
          ],
          "days": [
            {
              "index": 1, "date": "2020-12-14", "day_start": "2020-12-14T04:00:00+01:00",
              "day_end": "2020-12-15T03:59:00+01:00",
              "rooms": {
                "Saal 1": [
                  {
                    "id": 1, "guid": "a0000000-0000-5000-8000-000000000001", "logo": "", "url": "http://localhost/1/",
                    "date": "2020-12-14T09:00:00+01:00", "start": "09:00", "duration": "00:30", "room": "Saal 1",
                    "slug": "inventedcon-1-welcome", "title": "Welcome", "subtitle": "", "track": null, "type": "Talk",
                    "language": "en", "abstract": "All begins.", "description": "", "recording_license": "",
                    "do_not_record": false, "persons": [
                      {"id": 1, "code": "AAAAAA", "public_name": "Ada Example", "biography": null, "answers": []}
                    ], "links": [], "attachments": []
                  },
                  {
                    "id": 2, "guid": "a0000000-0000-5000-8000-000000000002", "date": "2020-12-14T\(secondStart):00+01:00",
                    "start": "\(secondStart)", "duration": "01:30", "room": "Saal 1", "title": "\(secondTitle)",
                    "persons": [
                      {"id": 2, "code": "BBBBBB", "public_name": "Bo Example"},
                      {"id": 1, "code": "AAAAAA", "public_name": "Ada Example"}
                    ]
                  },
                  {
                    "id": 3, "guid": "a0000000-0000-5000-8000-000000000003", "date": "2020-12-15T00:15:00+01:00",
                    "start": "00:15", "duration": "00:45", "room": "Saal 1", "title": "Night shift", "persons": []
                  }
                ],
                "Saal 2": []
              }
            },
            {
              "index": 2, "date": "2020-12-15", "day_start": "2020-12-15T04:00:00+01:00",
              "day_end": "2020-12-16T03:59:00+01:00",
              "rooms": {
                "Saal 2": [
                  {
                    "id": 4, "guid": "a0000000-0000-5000-8000-000000000004", "date": "2020-12-15T12:00:00+01:00",
                    "start": "12:00", "duration": "01:00", "room": "Saal 2", "title": "Lunch"
                  }
                ]
              }
            }
          ]
        }
      }
    }
    """
  }
}
