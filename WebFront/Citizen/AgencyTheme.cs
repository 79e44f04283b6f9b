using System.Globalization;
using Muster.Agencies;

namespace Muster.WebFront.Citizen;

/// <summary>An agency's colours as CSS variables; a pair that people could not read is replaced by one they can.</summary>
internal static class AgencyTheme
{
    /// <summary>WCAG's least contrast of text.</summary>
    private const double LeastContrast = 4.5;

    private const string LightPage = "#ffffff";
    private const string DarkPage = "#1a2026";

    public static string Css(AgencyColours colours)
    {
        var readable = Readable(colours);
        return $$"""
            :root { --agency: {{readable.Accent}}; --on-agency: {{readable.OnAccent}}; }
            @media screen and (prefers-color-scheme: dark) { :root { --agency: {{readable.AccentDark}}; --on-agency: {{readable.OnAccentDark}}; } }

            """;
    }

    public static AgencyColours Readable(AgencyColours colours)
    {
        var safe = new AgencyColours();
        var light = IsReadable(colours.Accent, colours.OnAccent, LightPage) ? colours : safe;
        var dark = IsReadable(colours.AccentDark, colours.OnAccentDark, DarkPage) ? colours : safe;
        return new AgencyColours(light.Accent, light.OnAccent, dark.AccentDark, dark.OnAccentDark);
    }

    /// <summary>The accent is a ground for its own text, and a text on the page.</summary>
    private static bool IsReadable(string accent, string onAccent, string page) =>
        Luminance(accent) is { } one && Luminance(onAccent) is { } two && Luminance(page) is { } ground
        && Contrast(one, two) >= LeastContrast && Contrast(one, ground) >= LeastContrast;

    private static double Contrast(double one, double two) => (Math.Max(one, two) + 0.05) / (Math.Min(one, two) + 0.05);

    private static double? Luminance(string colour) =>
        colour is ['#', .. { Length: 6 } hex] && int.TryParse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var rgb)
            ? (0.2126 * Linear(rgb >> 16)) + (0.7152 * Linear((rgb >> 8) & 255)) + (0.0722 * Linear(rgb & 255))
            : null;

    private static double Linear(int channel)
    {
        var share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }
}
