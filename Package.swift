// swift-tools-version: 6.2
import PackageDescription

/// What every Swift target of ours is compiled with. Warnings are errors in CI (`-Xswiftc -warnings-as-errors`).
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// A room of the house: a Swift module and the only modules it may import (checked by `scripts/check-imports`).
func room(_ name: String, _ imports: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .target(name: name, dependencies: imports, exclude: exclude, swiftSettings: settings)
}

/// A C library from a Debian `-dev` package: a module map and a `shim.h`.
func library(_ name: String, pkgConfig: String, apt: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

func tests(_ name: String, _ imports: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: imports, swiftSettings: settings)
}

let package = Package(
  name: "tribune",
  products: [.executable(name: "tribune", targets: ["tribune"])],
  dependencies: [],
  targets: [
    library("CPostgres", pkgConfig: "libpq", apt: "libpq-dev"),
    library("CEvent", pkgConfig: "libevent_pthreads", apt: "libevent-dev"),
    library("CSodium", pkgConfig: "libsodium", apt: "libsodium-dev"),
    library("CQRCode", pkgConfig: "libqrencode", apt: "libqrencode-dev"),
    library("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),

    room("Petitions"),
    room("API", ["Petitions"]),
    room("JSON"),
    room("Schedule", ["Petitions", "JSON"]),
    room("Tokens", ["CSodium"]),
    room("EventLoop", ["CEvent"]),
    room("Postgres", ["EventLoop", "CPostgres"]),
    room("HTTP", ["EventLoop", "CEvent", "CZlib"]),
    .target(name: "Schema", path: "Sources/Storage/Schema", exclude: ["Tables", "Code"]),
    room("Storage", ["Petitions", "Postgres", "Schema"], exclude: ["Schema"]),
    room("Representations", ["Storage", "API", "Petitions"]),
    room("Live", ["Representations", "Storage", "API", "Petitions", "HTTP", "EventLoop"]),
    .target(name: "Web"),
    room("Pages", ["Petitions", "API", "JSON", "Web", "CQRCode"]),
    room(
      "Server",
      [
        "Petitions", "API", "Schedule", "Pages", "Tokens", "EventLoop", "Postgres", "HTTP", "Storage",
        "Representations", "Live", "Web",
      ]),
    .executableTarget(
      name: "tribune", dependencies: ["Server", "API", "Petitions", "Pages", "Tokens"],
      swiftSettings: settings),

    .target(
      name: "TestSupport", dependencies: ["EventLoop", "Postgres", "Storage", "HTTP", "Pages", "API"],
      path: "Tests/TestSupport", swiftSettings: settings),
    tests("PetitionsTests", ["Petitions"]),
    tests("APITests", ["API"]),
    tests("JSONTests", ["JSON"]),
    tests("ScheduleTests", ["Schedule", "Petitions", "TestSupport"]),
    tests("TokensTests", ["Tokens"]),
    tests("EventLoopTests", ["EventLoop"]),
    tests("PostgresTests", ["Postgres", "EventLoop", "TestSupport"]),
    tests("HTTPTests", ["HTTP", "EventLoop", "TestSupport"]),
    tests("StorageTests", ["Storage", "Petitions", "Postgres", "EventLoop", "TestSupport"]),
    tests("LiveTests", ["Live", "Representations", "Storage", "API", "HTTP", "EventLoop", "TestSupport"]),
    tests("PagesTests", ["Pages", "API", "Petitions", "JSON", "TestSupport"]),
    tests("tribuneTests", ["tribune", "API", "Tokens"]),
    tests(
      "ServerTests",
      [
        "Server", "API", "Schedule", "Pages", "Tokens", "Live", "Representations", "Storage", "Petitions",
        "Postgres", "HTTP",
        "EventLoop",
        "TestSupport",
      ]),
  ],
  cLanguageStandard: .c2x  // #embed
)
