namespace Muster.WebFront.Security;

/// <summary>
/// A browser and a system in a few words, enough for their owner to know them again. The full text that a browser sends would tell machines
/// apart, and nobody needs that.
/// </summary>
internal static class DeviceLabel
{
    public const string Program = "A program";

    /// <summary>Those that name others too come first.</summary>
    private static readonly (string Sign, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Sign, string Name)[] Systems =
        [("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS X", "Mac"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    public static string Of(string? userAgent)
    {
        if (Find(Browsers, userAgent) is not { } browser) return Program;

        return Find(Systems, userAgent) is { } system ? $"{browser} on {system}" : browser;
    }

    private static string? Find((string Sign, string Name)[] known, string? text) =>
        text is null ? null : known.FirstOrDefault(one => text.Contains(one.Sign, StringComparison.Ordinal)).Name;
}
