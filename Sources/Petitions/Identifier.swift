// Petitions: the rules of Tribune as pure values. No I/O, no C, no clock of its own: time is passed in. Handlers ask
// it; where SQL decides on the hot path, the rule here is the tests' oracle.

/// The id of a row, of its own type for each table, so that one is never taken for another.
public protocol Identifier: RawRepresentable, Hashable, Sendable, Comparable, LosslessStringConvertible
where RawValue: FixedWidthInteger & Sendable & LosslessStringConvertible {
  init(rawValue: RawValue)
}

extension Identifier {
  public var description: String { rawValue.description }
  public init?(_ text: String) {
    guard let number = RawValue(text), number > 0, number.description == text else { return nil }
    self.init(rawValue: number)
  }
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

public enum Summit {
  public struct ID: Identifier {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }
  }

  /// Who may take part.
  public enum Identity: String, CaseIterable, Sendable {
    /// A token per phone.
    case open
    /// A code per person.
    case badge
  }
}

public enum Session {
  public struct ID: Identifier {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
  }
}

public enum Speaker {
  public struct ID: Identifier {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
  }
}

public enum Room {
  public struct ID: Identifier {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
  }
}

public enum Question {
  public struct ID: Identifier {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
  }
}

public enum Attendee {
  public struct ID: Identifier {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
  }
}

public enum Organisation {
  public struct ID: Identifier {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
  }
}

/// What organizers, moderators, speakers and organisations sign in with.
public enum AccessToken {
  public struct ID: Identifier {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
  }

  public enum Role: String, CaseIterable, Sendable { case organizer, moderator, speaker, organisation }
}

/// Who stands before a monitor on stage.
public enum StageRole: String, CaseIterable, Sendable {
  case speaker, moderator

  /// Of the access token that the monitor holds.
  public var token: AccessToken.Role {
    switch self {
    case .speaker: .speaker
    case .moderator: .moderator
    }
  }
}

/// What an official did to a question.
public enum OfficialAct {
  public struct ID: Identifier {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
  }
}
