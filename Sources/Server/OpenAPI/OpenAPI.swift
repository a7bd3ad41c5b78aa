internal import API
internal import EventLoop
internal import HTTP
internal import Live

/// `/api/v1/openapi.json`: what the API does, for machines (OpenAPI 3.1). Its schemas are those of the values that the
/// API exchanges; a test holds its paths to the routes that there are.
@Loop final class OpenAPI: Resource {
  private let services: Services
  private var document: Content?

  init(services: Services) { self.services = services }

  var routes: [Route] { [.get("/api/v1/openapi.json", show)] }

  private func show(_ request: Request) async throws -> Response {
    let content = try document ?? Self.content()
    document = content
    return Response(200, Response.shared, content)
  }

  private static func content() throws -> Content {
    let bytes = try description().json
    return Content("application/json", bytes: bytes, tag: fingerprint(bytes))
  }

  static func description() throws -> JSONValue {
    let sketch = SchemaSketch()
    var paths: [String: [String: JSONValue]] = [:]
    for operation in Operation.all {
      paths[operation.path, default: [:]][operation.method] = try operation.description(sketch)
    }
    let problem = try sketch.schema(of: Problem.self)
    return [
      "openapi": "3.1.0",
      "info": [
        "title": "Tribune", "version": .string(TribuneVersion.current),
        "description": "Questions to the stage that oblige an answer. Times are RFC 3339 with offset.",
      ],
      "paths": .object(paths.mapValues(JSONValue.object)),
      "components": [
        "schemas": .object(sketch.components),
        "responses": [
          "Problem": [
            "description": "What was refused, and why: `code` is stable.",
            "content": ["application/problem+json": ["schema": problem]],
          ]
        ],
        "securitySchemes": [
          "bearer": [
            "type": "http", "scheme": "bearer",
            "description": "An attendee's token, an access token, or a question's receipt.",
          ],
          "cookie": ["type": "apiKey", "in": "cookie", "name": .string(Services.cookie)],
        ],
      ],
    ]
  }
}

/// One method on one path.
struct Operation {
  var method: String
  /// From the root, with parameters in braces.
  var path: String
  var summary: String
  /// Of the path's parameters all are strings; these are of the query.
  var query: [String] = []
  var body: (any Decodable.Type)?
  var status = 200
  /// Nil where there is no body, or none of JSON.
  var answer: (any Decodable.Type)?
  var mediaType = "application/json"
  /// Whether strangers may call it.
  var isOpen = false

  fileprivate func description(_ sketch: SchemaSketch) throws -> JSONValue {
    var operation: [String: JSONValue] = [
      "summary": .string(summary), "parameters": .array(parameters),
      "responses": [
        String(status): .object(try response(sketch)), "default": ["$ref": "#/components/responses/Problem"],
      ],
    ]
    if let body {
      let schema = try sketch.schema(of: body)
      operation["requestBody"] = ["content": ["application/json": ["schema": schema]]]
    }
    operation["security"] =
      isOpen ? [[:], ["bearer": []], ["cookie": []]] : [["bearer": []], ["cookie": []]]
    return .object(operation)
  }

  private func response(_ sketch: SchemaSketch) throws -> [String: JSONValue] {
    var response: [String: JSONValue] = ["description": .string(status == 204 ? "Done." : summary)]
    if let answer {
      response["content"] = [mediaType: ["schema": try sketch.schema(of: answer)]]
    } else if mediaType != "application/json" {
      response["content"] = [mediaType: [:]]
    }
    return response
  }

  private var parameters: [JSONValue] {
    let captured = path.split(separator: "/").filter { $0.hasPrefix("{") }.map {
      parameter(String($0.dropFirst().dropLast()), in: "path")
    }
    return captured + query.map { parameter($0, in: "query") }
  }

  private func parameter(_ name: String, in place: String) -> JSONValue {
    [
      "name": .string(name), "in": .string(place), "required": .bool(place == "path"),
      "schema": ["type": "string"],
    ]
  }
}
