using System.Globalization;

namespace Muster.Silo.Storage.Sqlite;

/// <summary>An ETag: 64 random bits, as sixteen hexadecimal digits where grains see it.</summary>
internal static class StateTag
{
    public static string? Text(long? tag) => tag?.ToString("x16", CultureInfo.InvariantCulture);

    /// <returns>Null for none; one that is not ours matches nothing that is stored.</returns>
    public static long? Of(string? text) =>
        text is null ? null : long.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var tag) ? tag : 0;
}
