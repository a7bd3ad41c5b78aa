public import Petitions
public import Postgres

extension Summit.ID: PostgresCodable {}
extension Session.ID: PostgresCodable {}
extension Question.ID: PostgresCodable {}
extension Attendee.ID: PostgresCodable {}
