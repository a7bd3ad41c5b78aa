public import Petitions
public import Postgres

extension Summit.ID: PostgresCodable {}
extension Session.ID: PostgresCodable {}
extension Question.ID: PostgresCodable {}
extension Attendee.ID: PostgresCodable {}
extension Organisation.ID: PostgresCodable {}
extension Speaker.ID: PostgresCodable {}
extension Room.ID: PostgresCodable {}
extension AccessToken.ID: PostgresCodable {}
extension Answer.ID: PostgresCodable {}
extension Quarantine.ID: PostgresCodable {}
extension Announcement.ID: PostgresCodable {}
extension Curation.ID: PostgresCodable {}
extension OfficialAct.ID: PostgresCodable {}

extension Question.State: PostgresCodable {}
extension Question.Outcome: PostgresCodable {}
extension Question.Hold: PostgresCodable {}
extension Announcement.Voice: PostgresCodable {}
extension Curation.Action: PostgresCodable {}
extension Curation.Reason: PostgresCodable {}
extension Quarantine.Reason: PostgresCodable {}
extension Quarantine.Policy: PostgresCodable {}
extension Promise.State: PostgresCodable {}
extension Answer.Kind: PostgresCodable {}
extension Answer.Reason: PostgresCodable {}
extension Answer.Giver: PostgresCodable {}
extension Moderation: PostgresCodable {}
extension Box: PostgresCodable {}
extension Day: PostgresCodable {}
extension Summit.Identity: PostgresCodable {}
extension AccessToken.Role: PostgresCodable {}
