import EventLoop
import Foundation
import Testing

@testable import Postgres

/// How PostgreSQL ran a statement by its generic plan, which is the one it settles on for what is prepared.
struct GenericPlan {
  /// A step of the plan: how many rows it put together or looked at and left, over all its turns.
  struct Step {
    let name: String
    let rows: Double
  }

  let steps: [Step]

  /// The step that handled most rows.
  var heaviest: Step { steps.max { $0.rows < $1.rows } ?? Step(name: "nothing", rows: 0) }

  @Loop init(of statement: SQL, on database: Database) async throws {
    let json: String = try await database.transaction { transaction in
      // Values as PostgreSQL itself writes them.
      var values: [String] = []
      var types: [String] = []
      for binding in statement.bindings {
        var value: SQL = "select quote_nullable($1) as value, format_type("
        value.bindings = [binding]
        value.text += "\(binding.type), null) as type"
        let row = try #require(try await transaction.query(value).first)
        values.append(try row["value"])
        types.append(try row["type"])
      }
      let (given, kinds) = (values.joined(separator: ", "), types.joined(separator: ", "))
      _ = try await transaction.query("set local plan_cache_mode = force_generic_plan")
      let prepared = "prepare looked_at\(kinds.isEmpty ? "" : " (\(kinds))") as \(statement.text)"
      _ = try await transaction.query("\(unsafeSQL: prepared)")
      let rows = try await transaction.query(
        "explain (analyze, timing off, format json) execute looked_at\(unsafeSQL: given.isEmpty ? "" : "(\(given))")"
      )
      _ = try await transaction.query("deallocate looked_at")
      return try #require(rows.first)["\"QUERY PLAN\""]
    }
    let plans = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]])
    steps = Self.steps(try #require(plans.first?["Plan"] as? [String: Any]))
  }

  private static func steps(_ plan: [String: Any]) -> [Step] {
    func number(_ key: String) -> Double { (plan[key] as? NSNumber)?.doubleValue ?? 0 }
    let removed = plan.keys.filter { $0.hasPrefix("Rows Removed by") }.reduce(0) { $0 + number($1) }
    let name = [plan["Node Type"], plan["Relation Name"], plan["Index Name"], plan["CTE Name"]]
      .compactMap { $0 as? String }.joined(separator: " ")
    let own = Step(name: name, rows: (number("Actual Rows") + removed) * max(1, number("Actual Loops")))
    let inner = plan["Plans"] as? [[String: Any]] ?? []
    return [own] + inner.flatMap(steps)
  }
}
