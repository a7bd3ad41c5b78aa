internal import Foundation

/// A text that a file brought: cleaned and cut where an attendee's would be refused.
public struct CleanText: Hashable, Sendable {
  public let value: String
  /// Whether it was longer than it may be.
  public let isCut: Bool

  /// Nil when nothing is left. Control, unassigned and direction-changing characters are dropped, and combining marks
  /// that pile up; on one line, line breaks become spaces.
  public init?(_ text: String, longest: Int, newlines: Bool = false) {
    var scalars = String.UnicodeScalarView()
    var marks = 0
    for scalar in text.normalizedText.unicodeScalars {
      marks = scalar.isMark ? marks + 1 : 0
      if marks > TextRule.mostCombiningMarks { continue }
      if scalar.isASCII, scalar.value >= 32, scalar.value != 127 {
        scalars.append(scalar)
        continue
      }
      switch scalar.properties.generalCategory {
      case .lineSeparator, .paragraphSeparator: scalars.append(newlines ? "\n" : " ")
      case .control where scalar == "\n": scalars.append(newlines ? "\n" : " ")
      case .control where scalar == "\t": scalars.append(" ")
      case .control, .unassigned: continue
      case .format where scalar.turnsDirection: continue
      default: scalars.append(scalar)
      }
    }
    let clean = String(scalars).normalizedText
    guard !clean.isEmpty else { return nil }
    isCut = clean.unicodeScalars.count > longest
    if isCut {
      value = (String(clean.unicodeScalars.prefix(longest - 1)) + "…").normalizedText
    } else {
      value = clean
    }
  }
}
