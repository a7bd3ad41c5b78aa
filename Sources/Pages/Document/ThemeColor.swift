/// What the browser paints around a page: the colours of `tokens.css`.
public enum ThemeColor {
  public static let paper = "#faf7f0"
  public static let night = "#0f1219"
}
