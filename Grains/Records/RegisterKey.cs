using System.Globalization;
using Muster.Identity;

namespace Muster.Records;

/// <summary>In which register a closed conversation stands.</summary>
public static class RegisterKey
{
    /// <summary>A shard is a minute (UTC): what a busy day adds never rewrites what that day has added before.</summary>
    public static string Of(ClosedConversation closed) => Of(
        GrainKey.AgencyOf(closed.Conversation),
        DateOnly.FromDateTime(closed.ClosedAt.UtcDateTime),
        (int)closed.ClosedAt.UtcDateTime.TimeOfDay.TotalMinutes);

    /// <param name="shard">0 to <see cref="IRegisterGrain.Shards"/> - 1.</param>
    public static string Of(string agency, DateOnly day, int shard) =>
        string.Create(CultureInfo.InvariantCulture, $"{agency}/{day:yyyy-MM-dd}/{shard}");
}
