import Testing

@testable import Pages

@Suite("The hemicycle", .timeLimit(.minutes(5)))
struct PagesHemicycleTests {
  @Test("one seat for each upvote that the threshold needs", arguments: [1, 2, 3, 5, 7, 12, 24, 40, 60])
  func seats(need: Int) {
    #expect(Hemicycle(need: need, rows: 4, most: 60).seats.count == need)
  }

  @Test("beyond the most that can be drawn, a seat stands for several")
  func crowded() {
    let house = Hemicycle(need: 150, most: 24)
    #expect(house.seats.count == 24)
    #expect(house.taken(0, of: 150) == 0)
    #expect(house.taken(75, of: 150) == 12)
    #expect(house.taken(149, of: 150) == 23)
    #expect(house.taken(150, of: 150) == 24)
    #expect(house.taken(2000, of: 150) == 24)
  }

  @Test(
    "seats fill from the left, and none lies on another or outside",
    arguments: [1, 2, 3, 4, 5, 9, 13, 24, 40, 60])
  func placed(need: Int) {
    let house = Hemicycle(need: need, rows: 4, most: 60, width: 240)
    for (index, seat) in house.seats.enumerated() {
      #expect(seat.x - house.radius >= -0.1 && seat.x + house.radius <= house.width + 0.1)
      #expect(seat.y - house.radius >= -0.1 && seat.y + house.radius <= house.height + 0.1)
      for other in house.seats[..<index] {
        let distance = (seat.x - other.x) * (seat.x - other.x) + (seat.y - other.y) * (seat.y - other.y)
        #expect(distance >= 4 * house.radius * house.radius * 0.98)
      }
    }
    if need > 2, let first = house.seats.first, let last = house.seats.last { #expect(first.x < last.x) }
  }

  @Test("the last seat is taken only when all sit, and then the house is full", arguments: [5, 40, 150])
  func full(need: Int) {
    let house = Hemicycle(need: need)
    #expect(!house.drawing(have: need - 1, need: need, label: "x").markup.contains("full"))
    #expect(house.taken(need - 1, of: need) < house.seats.count)
    #expect(house.drawing(have: need, need: need, label: "x").markup.contains("house full"))
    #expect(house.taken(need, of: need) == house.seats.count)
  }

  @Test("it has a text equivalent, or is decoration")
  func equivalent() {
    let house = Hemicycle(need: 5)
    #expect(
      house.drawing(have: 1, need: 5, label: "1 of 5").markup.contains(#"role="img" aria-label="1 of 5""#))
    #expect(house.drawing(have: 1, need: 5, label: "").markup.contains(#"aria-hidden="true""#))
  }

  @Test("a code can be read back: its runs are the modules, its quiet zone is white")
  func code() throws {
    let code = try #require(QRCode("https://tribune.example/j/4kx9"))
    #expect(code.size == 29 + 8 || code.size == 25 + 8)
    // The upper left eye: seven dark modules after the quiet zone.
    #expect(code.path.hasPrefix("M4 4h7v1h-7z"))
    #expect(QRCode(String(repeating: "x", count: 5000)) == nil)
  }
}
