using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Muster.WebFront.Api;

/// <summary>A moment that a query names.</summary>
internal static class AskedMoment
{
    /// <summary>A date and time, UTC where it names no offset; null for anything else.</summary>
    public static DateTimeOffset? Of(StringValues text) =>
        text.Count == 1 && text[0] is { } one && one.Contains('T', StringComparison.Ordinal)
        && DateTimeOffset.TryParse(one, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
}
