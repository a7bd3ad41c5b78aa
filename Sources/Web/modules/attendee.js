// attendee
