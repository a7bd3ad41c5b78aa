internal import Foundation

/// The sign of Tribune: one seat for each upvote that the threshold needs (beyond `most`, a seat stands for several).
/// Seats fill from the left as people sit down; a full house turns amber.
///
/// A seat is a dot: a path segment of no length with round ends, so a whole house is two short paths. The browser's
/// modules need no geometry: they take the first seats of the free path (see `modules/counts.js`).
struct Hemicycle {
  /// The order in which they fill.
  let seats: [Seat]
  let radius: Double
  let width: Double
  let height: Double

  struct Seat: Equatable { let x, y: Double }

  /// - Parameters:
  ///   - need: upvotes that the threshold needs.
  ///   - most: seats that are drawn at most.
  ///   - width: of the drawing, in its own units.
  init(need: Int, rows: Int = 3, most: Int = 24, width: Double = 56) {
    let count = max(1, min(need, most))
    // A few seats make one arc; rows of two or three would be no house.
    let rows = count < 10 ? 1 : min(rows, max(2, count / 6))
    let inner = rows == 1 ? 1 : 0.42
    let radii = (0..<rows).map { rows == 1 ? 1 : inner + (1 - inner) * Double($0) / Double(rows - 1) }
    var counts = radii.map { Int((Double(count) * $0 / radii.reduce(0, +)).rounded()) }
    counts[rows - 1] += count - counts.reduce(0, +)
    let gap = rows == 1 ? 0.5 : (1 - inner) / Double(rows - 1)
    let arc = zip(radii, counts).map { $1 < 2 ? 1 : Double.pi * $0 / Double($1 - 1) }.min() ?? 1
    let dot = min(min(gap, arc) * 0.4, 0.14)

    var places: [(share: Double, radius: Double)] = []
    for (radius, count) in zip(radii, counts) {
      for seat in 0..<count { places.append((count == 1 ? 0.5 : Double(seat) / Double(count - 1), radius)) }
    }
    // From the left; of seats at one angle, the outer first.
    places.sort { ($0.share, $1.radius) < ($1.share, $0.radius) }

    let scale = width / (2 + 2 * dot)
    seats = places.map { place in
      let angle = Double.pi * (1 - place.share)
      return Seat(
        x: (1 + dot + cos(angle) * place.radius) * scale,
        y: (1 + dot - sin(angle) * place.radius) * scale)
    }
    self.width = width
    height = (1 + 2 * dot) * scale
    radius = dot * scale
  }

  /// Seats taken when `have` of `need` people sit; the last one only when all do.
  func taken(_ have: Int, of need: Int) -> Int {
    guard need > 0 else { return seats.count }
    return max(0, min(seats.count, seats.count * have / need))
  }

  /// Path data of some seats: `M1.2 28h0…`.
  func path(_ seats: some Collection<Seat>) -> String {
    seats.reduce(into: "") { $0 += "M\(decimal($1.x)) \(decimal($1.y))h0" }
  }

  var viewBox: String { "0 0 \(decimal(width)) \(decimal(height))" }

  /// The drawing with its text equivalent.
  /// - Parameter seatsID: where the page already drew these seats, the id of that path.
  func drawing(have: Int, need: Int, label: String, sharing seatsID: String? = nil) -> HTML {
    let taken = taken(have, of: need)
    let free: HTML =
      if let seatsID {
        ##"<use href="#\##(seatsID)" class="free"/>"##
      } else {
        ##"<path class="free" d="\##(path(seats))"/>"##
      }
    // A drawing that says nothing is decoration.
    let equivalent: HTML = label.isEmpty ? #"aria-hidden="true""# : #"role="img" aria-label="\#(label)""#
    return #"""
      <svg class="\#(have >= need ? "house full" : "house")" viewBox="\#(viewBox)" stroke-width="\#(decimal(2 * radius))" \#
      \#(equivalent)>\#
      \#(free)<path class="taken" d="\#(path(seats.prefix(taken)))"/></svg>
      """#
  }

  /// The seats, drawn nowhere, for `drawing(sharing:)`.
  func definition(id: String) -> HTML {
    #"<svg class="defs" aria-hidden="true"><path id="\#(id)" d="\#(path(seats))"/></svg>"#
  }
}

/// At most one decimal, without `.0`.
private func decimal(_ number: Double) -> String {
  let tenths = Int((number * 10).rounded())
  return tenths.isMultiple(of: 10) ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
}
