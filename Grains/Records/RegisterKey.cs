using System.Globalization;
using System.Text;
using Muster.Identity;

namespace Muster.Records;

/// <summary>In which register a closed conversation stands.</summary>
public static class RegisterKey
{
    public static string Of(ClosedConversation closed) =>
        Of(GrainKey.AgencyOf(closed.Conversation), DateOnly.FromDateTime(closed.ClosedAt.UtcDateTime), ShardOf(closed.Conversation));

    /// <param name="shard">0 to <see cref="IRegisterGrain.Shards"/> - 1.</param>
    public static string Of(string agency, DateOnly day, int shard) =>
        string.Create(CultureInfo.InvariantCulture, $"{agency}/{day:yyyy-MM-dd}/{shard}");

    /// <summary>FNV-1a over the key: the same in every process.</summary>
    private static int ShardOf(string conversation)
    {
        var hash = 2166136261u;
        foreach (var unit in Encoding.UTF8.GetBytes(conversation))
            hash = (hash ^ unit) * 16777619u;
        return (int)(hash % IRegisterGrain.Shards);
    }
}
